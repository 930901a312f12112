import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { isFloatLiteral, lastPart, unwrapped } from '../names';
import type { FlatTree } from '../tree';
import { bounded, dictOf, isFloat, ledgerName, listOf, settled, union, unknown, type Type } from '../types';
import { elementOf } from '../workspace/operations';
import type { ExpressionEvaluator, Frame } from './flowContext';
import { becomesFloat, noteChoice, noteStarts } from './noteMixing';
import { pathOf } from './paths';
import { isLedger, joinedValue, literalValue, plainValue, type Operand, type Value } from './value';

const exactMethods =
  /^(quantize|compare|max|min|copy_sign|scaleb|remainder_near|same_quantum|fma|next_toward|max_mag|min_mag)$/;

interface Arguments {
  readonly operands: readonly Operand[];
  readonly named: ReadonlyMap<string, Operand>;
  readonly hasSplat: boolean;
}

/** Evaluates calls, and notes the values that they combine. */
export class CallRules {
  readonly #evaluator: ExpressionEvaluator;

  constructor(evaluator: ExpressionEvaluator) {
    this.#evaluator = evaluator;
  }

  evaluate(node: Node, frame: Frame): Value {
    const { tree, resolver, observations } = this.#evaluator.context;
    const called = tree.child(node, 'function');
    if (tree.kind(called) === 'identifier' && tree.textOf(called) === 'super' && frame.owner !== null) {
      return plainValue(resolver.typeOf(this.#evaluator.context.path, ['super', frame.owner]), node);
    }
    const callee = this.#evaluator.evaluate(called, frame);
    const given = this.#arguments(node, frame);
    const types = given.operands.map(({ value }) => value.type);
    const named = new Map([...given.named].map(([name, { value }]) => [name, value.type]));
    const type = settled(bounded(resolver.call(callee.type, { types, named })));
    const value = { ...plainValue(type, node), json: this.#jsonOf(callee, type, given, node) };
    if (callee.type.kind === 'external') return this.#external(node, callee.type.name, given, value);
    if (callee.type.kind === 'method') return this.#method(callee.type, called, given, value, frame);
    if (callee.type.kind === 'class' && ledgerName(type) !== null) this.#construct(node, given);
    const isVocabulary = callee.type.kind === 'decimal' && type.kind === 'unknown';
    if (isVocabulary) return { ...value, type: callee.type };
    if (callee.type.kind === 'function') return { ...value, isSure: true };
    observations.conversions.delete(node);
    return value;
  }

  #arguments(node: Node, frame: Frame): Arguments {
    const { tree } = this.#evaluator.context;
    const list = tree.child(node, 'arguments');
    const operands: Operand[] = [];
    const named = new Map<string, Operand>();
    let hasSplat = false;
    if (tree.kind(list) === 'generator_expression') {
      operands.push({ node: list, value: this.#evaluator.evaluate(list, frame) });
    }
    for (const argument of list === noNode || tree.kind(list) !== 'argument_list'
      ? []
      : tree.children(list)) {
      switch (tree.kind(argument)) {
        case 'keyword_argument': {
          const value = tree.child(argument, 'value');
          const name = tree.textOf(tree.child(argument, 'name'));
          named.set(name, { node: value, value: this.#evaluator.evaluate(value, frame) });
          break;
        }
        case 'list_splat':
        case 'dictionary_splat':
          hasSplat = true;
          this.#evaluator.evaluate(tree.children(argument)[0] ?? noNode, frame);
          break;
        default:
          operands.push({ node: argument, value: this.#evaluator.evaluate(argument, frame) });
      }
    }
    return { operands, named, hasSplat };
  }

  /** Where the JSON that a value comes out of was read. */
  #jsonOf(callee: Value, type: Type, given: Arguments, node: Node): readonly Node[] {
    if (type.kind === 'json') return callee.json.length > 0 ? callee.json : [node];
    if (callee.json.length > 0) return callee.json;
    return type.kind === 'text' ? (given.operands[0]?.value.json ?? []) : [];
  }

  #external(node: Node, name: string, given: Arguments, value: Value): Value {
    const { observations, tree } = this.#evaluator.context;
    const [first, second] = given.operands;
    if (ledgerName(value.type) !== null && /\.(Decimal|D)$/.test(name)) this.#construct(node, given);
    switch (name) {
      case 'builtins.float': {
        if (isFloatLiteral(tree, node)) return { ...value, isSure: true };
        if (first === undefined) return value;
        // What was made of a ledger value scales it on purpose; of anything else it just is a float.
        if (isLedger(first.value)) observations.conversions.set(node, first.node);
        return { ...value, isConverted: true, isSure: !isLedger(first.value) };
      }
      case 'builtins.round':
      case 'builtins.abs':
        return first === undefined
          ? value
          : { ...value, origins: first.value.origins, isConverted: first.value.isConverted };
      case 'builtins.max':
      case 'builtins.min':
        return this.#largest(given, value);
      case 'builtins.sum':
        return this.#sum(first, second ?? given.named.get('start'), value);
      case 'builtins.next':
        return this.#withDefault(first, second, elementOf(first?.value.type ?? unknown), value);
      case 'builtins.getattr':
        return this.#getattr(given, value);
      case 'functools.reduce':
        return this.#sum(second, given.operands[2], value);
      case 'collections.defaultdict':
        return this.#defaultdict(first, value);
      case 'decimal.setcontext':
        observations.add({ rule: 'DB008', node });
        return value;
      default: {
        const last = lastPart(name);
        if (last === 'fromkeys') return this.#fromkeys(second, value);
        return { ...value, isSure: isFloat(value.type) };
      }
    }
  }

  /** `Decimal(0.1)`, `Decimal(x)` of a float, `Decimal(data["price"])` of JSON. */
  #construct(node: Node, { operands }: Arguments): void {
    const { tree, observations } = this.#evaluator.context;
    const [argument] = operands;
    if (argument === undefined) return;
    const { value } = argument;
    const isSpecial = /(^|\b)(nan|inf|infinity)\b/i.test(tree.textOf(argument.node));
    if (!isSpecial && (isFloatLiteral(tree, argument.node) || isFloat(value.type))) {
      observations.add({ rule: 'DB003', node, argument: argument.node });
    }
    for (const call of value.json) observations.add({ rule: 'DB007', node: call, target: node });
  }

  #largest({ operands, named }: Arguments, value: Value): Value {
    const fallback = named.get('default');
    const candidates = fallback === undefined ? operands : [...operands, fallback];
    const [only] = operands;
    if (operands.length === 1 && only !== undefined) {
      const element = { node: only.node, value: { ...only.value, type: elementOf(only.value.type) } };
      noteChoice(this.#evaluator.context, fallback === undefined ? [element] : [element, fallback]);
      return { ...value, type: ledgerName(element.value.type) === null ? value.type : element.value.type };
    }
    noteChoice(this.#evaluator.context, candidates);
    const ledger = candidates.find((candidate) => isLedger(candidate.value));
    if (ledger !== undefined) return { ...value, type: ledger.value.type };
    return { ...joinedValue(candidates.map((candidate) => candidate.value)), type: value.type };
  }

  /** A start that is a float among ledger values: of `sum` and of `reduce`. */
  #sum(values: Operand | undefined, start: Operand | undefined, value: Value): Value {
    const { context } = this.#evaluator;
    if (values === undefined || start === undefined) return value;
    const element = elementOf(values.value.type);
    if (ledgerName(element) === null) return this.#withDefault(values, start, element, value);
    if (isFloatLiteral(context.tree, start.node)) this.#fallback(start, values.node);
    else noteStarts(context, 'arithmetic', start.value, values.node);
    return { ...value, type: element };
  }

  /** A call that falls back on a float literal. */
  #withDefault(values: Operand | undefined, start: Operand | undefined, type: Type, value: Value): Value {
    const { tree } = this.#evaluator.context;
    if (start === undefined || values === undefined || !isFloatLiteral(tree, start.node)) return value;
    if (ledgerName(type) !== null) {
      this.#fallback(start, values.node);
      return { ...value, type };
    }
    return this.#maybeLiteral(start, type, value);
  }

  #fallback(start: Operand, ledger: Node): void {
    const { tree, observations } = this.#evaluator.context;
    if (becomesFloat(tree, start.node)) return;
    const literal = unwrapped(tree, start.node);
    observations.add({
      rule: 'DB002',
      node: literal,
      name: tree.textOf(ledger),
      isAnnotated: false,
      mixedWith: ledger,
    });
  }

  #maybeLiteral(start: Operand, type: Type, value: Value): Value {
    const { tree } = this.#evaluator.context;
    const literal = unwrapped(tree, start.node);
    const fallback = literalValue({ rule: 'DB002', literal, target: noNode, name: '' });
    return joinedValue([{ ...value, type }, fallback]);
  }

  #getattr(given: Arguments, value: Value): Value {
    const { tree, resolver } = this.#evaluator.context;
    const [object, name, fallback] = given.operands;
    if (object === undefined || name === undefined) return value;
    const literal = /^['"](\w+)['"]$/.exec(tree.textOf(name.node))?.[1];
    const type = literal === undefined ? unknown : settled(resolver.attribute(object.value.type, literal));
    const known = { ...value, type: type.kind === 'method' ? unknown : type };
    return fallback === undefined ? known : this.#withDefault(object, fallback, known.type, known);
  }

  #defaultdict(factory: Operand | undefined, value: Value): Value {
    const { tree } = this.#evaluator.context;
    const key: Type = unknown;
    if (factory === undefined) return value;
    if (isFloatFactory(tree, factory.node))
      return { ...value, type: dictOf(key, { kind: 'union', members: [] }) };
    return value;
  }

  #fromkeys(fallback: Operand | undefined, value: Value): Value {
    if (fallback === undefined) return value;
    const { tree } = this.#evaluator.context;
    const type = isFloatLiteral(tree, fallback.node)
      ? { kind: 'union' as const, members: [] }
      : fallback.value.type;
    return { ...value, type: dictOf(unknown, type) };
  }

  #method(
    callee: Type & { kind: 'method' },
    called: Node,
    given: Arguments,
    value: Value,
    frame: Frame,
  ): Value {
    const { tree } = this.#evaluator.context;
    const object = tree.child(called, 'object');
    const [first, second] = given.operands;
    switch (callee.name) {
      case 'get':
      case 'pop':
      case 'setdefault': {
        const fallback = second ?? given.named.get('default');
        if (fallback === undefined || !isFloatLiteral(tree, fallback.node)) return value;
        const type = callee.receiver.kind === 'dict' ? settled(callee.receiver.value) : unknown;
        return this.#withDefault({ node: object, value }, fallback, type, { ...value, type });
      }
      case 'append':
      case 'add':
      case 'appendleft':
        this.#extend(object, listOf(first?.value.type ?? unknown), frame);
        return value;
      case 'insert':
        this.#extend(object, listOf(second?.value.type ?? unknown), frame);
        return value;
      case 'extend':
        this.#extend(object, listOf(elementOf(first?.value.type ?? unknown)), frame);
        return value;
      default:
        if (callee.receiver.kind === 'decimal') this.#exactOnly(called, callee.name, first);
        return value;
    }
  }

  /** `price.quantize(0.01)`: most methods of a decimal take no float. */
  #exactOnly(called: Node, method: string, first: Operand | undefined): void {
    const { tree, observations } = this.#evaluator.context;
    if (first === undefined || !exactMethods.test(method)) return;
    const isSure = first.value.isSure && isFloat(first.value.type) && first.value.slots.length === 0;
    if (!isSure && !isFloatLiteral(tree, first.node)) return;
    const operand = unwrapped(tree, first.node);
    const ledger = tree.child(called, 'object');
    observations.addArithmetic({ node: operand, operator: `in ${method}() of`, ledger });
  }

  /** What a local list or set is seen to hold from now on. */
  #extend(container: Node, type: Type, frame: Frame): void {
    const path = pathOf(this.#evaluator.context.tree, container);
    const known = path === null ? null : frame.environment.get(path);
    if (path === null || known?.type.kind !== 'list') return;
    frame.environment.set(path, { ...known, type: bounded(union([known.type, type])) });
  }
}

/** `float`, or a lambda that gives a float literal. */
export function isFloatFactory(tree: FlatTree, node: Node): boolean {
  if (tree.kind(node) === 'identifier') return tree.textOf(node) === 'float';
  return tree.kind(node) === 'lambda' && isFloatLiteral(tree, tree.child(node, 'body'));
}
