import { anyOf, isLarge, neverExpression, unknownExpression, type Expression } from '../expression';

/** Makes an expression when it is asked for: a name may be assigned from names that come later. */
export type Source = () => Expression;

/** A value is followed through as many names. */
const longestChain = 40;

/** The names of a function, a class body, a comprehension or the module while facts are gathered. */
export class Scope {
  readonly #sources = new Map<string, Source[]>();
  /** Names that are assigned a float literal, which is their initial value and not evidence of their intended type. */
  readonly #floats = new Set<string>();
  readonly #built = new Map<string, Expression>();
  readonly #inProgress = new Set<string>();

  constructor(
    readonly kind: 'module' | 'class' | 'function' | 'block',
    /** Qualified name: empty for the module. */
    readonly name: string,
    readonly parent: Scope | null,
    /** The class whose methods are meant by the first parameter, and that parameter. */
    readonly receiver: {
      readonly owner: string;
      readonly name: string;
      readonly binds: 'object' | 'class';
    } | null,
  ) {}

  add(name: string, source: Source): void {
    const sources = this.#sources.get(name);
    if (sources === undefined) this.#sources.set(name, [source]);
    else sources.push(source);
  }

  addFloat(name: string): void {
    this.#floats.add(name);
  }

  has(name: string): boolean {
    return this.#sources.has(name) || this.#floats.has(name);
  }

  /** What a name of this scope may be. */
  expressionOf(name: string): Expression {
    const built = this.#built.get(name);
    if (built !== undefined) return built;
    if (this.#inProgress.has(name)) return neverExpression;
    const sources = this.#sources.get(name);
    if (sources === undefined) return ['literal', 'float'];
    if (this.#inProgress.size >= longestChain) return unknownExpression;
    this.#inProgress.add(name);
    const expression = anyOf(sources.slice(0, 12).map((source) => source()));
    this.#inProgress.delete(name);
    // Names are replaced by what they are assigned, which doubles with every line of `a = b + b`.
    const kept = isLarge(expression) ? unknownExpression : expression;
    this.#built.set(name, kept);
    return kept;
  }

  /** The innermost scope that a name is looked up in; a class body's names are not seen by its methods. */
  find(name: string): Scope | null {
    let isOwn = true;
    for (const scope of this.chain()) {
      if ((scope.kind !== 'class' || isOwn) && scope.has(name)) return scope;
      if (scope.kind !== 'block') isOwn = false;
    }
    return null;
  }

  /** The function, class or module that a block belongs to. */
  get frame(): Scope {
    return this.kind === 'block' && this.parent !== null ? this.parent.frame : this;
  }

  /** This scope and those around it. */
  *chain(): Generator<Scope> {
    yield this;
    for (let scope = this.parent; scope !== null; scope = scope.parent) yield scope;
  }

  /** The receiver that a name means here, if it is one. */
  receiverNamed(name: string): Scope['receiver'] {
    for (const scope of this.chain()) {
      if (scope.receiver?.name === name) return scope.receiver;
      if (scope.has(name)) return null;
    }
    return null;
  }
}
