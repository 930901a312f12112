import type { Expression } from '../expression';
import type { ClassFacts, FileFacts, FunctionFacts, SlotFacts } from '../facts/facts';
import type { Modules } from './modules';

/** What a name means. */
export type Definition =
  | { readonly kind: 'class' | 'function'; readonly key: string }
  | { readonly kind: 'slot'; readonly path: string; readonly name: string; readonly facts: SlotFacts }
  | { readonly kind: 'module'; readonly path: string; readonly name: string }
  | { readonly kind: 'external'; readonly name: string };

export interface FactsSource {
  readonly modules: Modules;
  /** Facts of a file of the workspace. */
  facts(path: string): FileFacts;
}

/** A class or a function of the workspace is named by its file and its qualified name. */
export function keyOf(path: string, name: string): string {
  return `${path}#${name}`;
}

export function splitKey(key: string): { path: string; name: string } {
  const at = key.lastIndexOf('#');
  return { path: key.slice(0, at), name: key.slice(at + 1) };
}

/** A property of the record itself; a name such as `constructor` has no other. */
export function own<Value>(
  record: Readonly<Record<string | number, Value>>,
  name: string | number,
): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Modules that are never files of a workspace, whatever its files are called. */
const external =
  /^(decimal|cdecimal|_pydecimal|json|simplejson|ujson|orjson|rapidjson|math|time|random|statistics|typing|typing_extensions|collections|dataclasses|functools|itertools|copy|operator|builtins|numbers|enum|abc|datetime|numpy|django|sqlalchemy|pydantic|attr|attrs)(\.|$)/;
/** Imports are followed through as many files. */
const mostHops = 8;
const mostBases = 24;

/** Finds what names mean, across the files of a workspace. */
export class Definitions {
  readonly #linear = new Map<string, Ancestry>();
  readonly #methods = new WeakMap<ClassFacts, ReadonlySet<string>>();

  constructor(readonly source: FactsSource) {}

  /** What a name of a module means; null if nobody knows. */
  find(path: string, name: string, hops = 0): Definition | null {
    if (hops > mostHops) return null;
    const facts = this.source.facts(path);
    const imported = own(facts.imports, name);
    if (imported !== undefined) return this.#imported(path, imported.module, imported.name, hops);
    if (own(facts.classes, name) !== undefined) return { kind: 'class', key: keyOf(path, name) };
    if (own(facts.functions, name) !== undefined) return { kind: 'function', key: keyOf(path, name) };
    const slot = own(facts.slots, name);
    if (slot !== undefined) return { kind: 'slot', path, name, facts: slot };
    for (const module of facts.stars) {
      const file = this.#fileOf(path, module);
      const found = file === null ? null : this.find(file, name, hops + 1);
      if (found !== null) return found;
      if (file === null && isStarExport(module, name)) return { kind: 'external', name: `${module}.${name}` };
    }
    return null;
  }

  #imported(path: string, module: string, name: string | null, hops: number): Definition | null {
    const file = this.#fileOf(path, module);
    if (name === null) {
      return file === null
        ? { kind: 'external', name: module }
        : { kind: 'module', path: file, name: module };
    }
    if (file !== null) {
      const found = file === path ? null : this.find(file, name, hops + 1);
      if (found !== null) return found;
    }
    return this.#submodule(path, module, name);
  }

  #submodule(path: string, module: string, name: string): Definition {
    const dotted = module.endsWith('.') ? `${module}${name}` : `${module}.${name}`;
    const file = this.#fileOf(path, dotted);
    return file === null || file === path
      ? { kind: 'external', name: dotted }
      : { kind: 'module', path: file, name: dotted };
  }

  /** A name of a module that was imported as a whole. */
  member(module: { readonly path: string; readonly name: string }, name: string): Definition {
    const found = this.find(module.path, name, 1);
    if (found !== null) return found;
    const file = this.#fileOf(module.path, `.${name}`);
    return file === null
      ? { kind: 'external', name: `${module.name}.${name}` }
      : { kind: 'module', path: file, name: `${module.name}.${name}` };
  }

  #fileOf(path: string, module: string): string | null {
    return external.test(module) ? null : this.source.modules.find(path, module);
  }

  classFacts(key: string): ClassFacts | undefined {
    const { path, name } = splitKey(key);
    return own(this.source.facts(path).classes, name);
  }

  functionFacts(key: string): FunctionFacts | undefined {
    const { path, name } = splitKey(key);
    return own(this.source.facts(path).functions, name);
  }

  /** The class and what it inherits from, nearest first. */
  ancestry(key: string): Ancestry {
    const known = this.#linear.get(key);
    if (known !== undefined) return known;
    const keys = new Set<string>();
    const classes: AncestryClass[] = [];
    const externals: string[] = [];
    const pending = [key];
    for (let next = pending.shift(); next !== undefined && keys.size < mostBases; next = pending.shift()) {
      if (keys.has(next)) continue;
      keys.add(next);
      const { path, name } = splitKey(next);
      const facts = own(this.source.facts(path).classes, name);
      if (facts !== undefined) classes.push({ key: next, path, name, facts });
      const direct: string[] = [];
      for (const base of facts?.bases ?? []) {
        const found = this.resolve(path, base);
        if (found?.kind === 'class') direct.push(found.key);
        else if (found?.kind === 'external') externals.push(found.name);
      }
      pending.unshift(...direct);
    }
    const ancestry = { keys: [...keys], classes, externals };
    this.#linear.set(key, ancestry);
    return ancestry;
  }

  hasMethod(facts: ClassFacts, name: string): boolean {
    let methods = this.#methods.get(facts);
    if (methods === undefined) this.#methods.set(facts, (methods = new Set(facts.methods)));
    return methods.has(name);
  }

  /** What a chain of names means: a base class, say, or an annotation. */
  resolve(path: string, expression: Expression, hops = 0): Definition | null {
    if (hops > mostHops) return null;
    switch (expression[0]) {
      case 'name': {
        const found = this.find(path, expression[1]);
        // `Base = declarative_base()`, but also `Base = Other`.
        const value = found?.kind === 'slot' ? found.facts.values[0] : undefined;
        if (
          found?.kind === 'slot' &&
          value !== undefined &&
          (value[0] === 'name' || value[0] === 'attribute')
        ) {
          return this.resolve(found.path, value, hops + 1) ?? found;
        }
        return found;
      }
      case 'attribute': {
        const object = this.resolve(path, expression[1], hops + 1);
        const name = expression[2];
        if (object?.kind === 'module') return this.member(object, name);
        if (object?.kind === 'external') return { kind: 'external', name: `${object.name}.${name}` };
        if (object?.kind === 'class') {
          const { path: file, name: outer } = splitKey(object.key);
          const inner = keyOf(file, `${outer}.${name}`);
          return this.classFacts(inner) === undefined ? null : { kind: 'class', key: inner };
        }
        return null;
      }
      case 'subscript':
        return this.resolve(path, expression[1], hops + 1);
      default:
        return null;
    }
  }
}

interface AncestryClass {
  readonly key: string;
  readonly path: string;
  /** Qualified. */
  readonly name: string;
  readonly facts: ClassFacts;
}

export interface Ancestry {
  readonly keys: readonly string[];
  /** Those of the keys that files have facts of. */
  readonly classes: readonly AncestryClass[];
  /** Names of base classes that are not in the workspace. */
  readonly externals: readonly string[];
}

function isStarExport(module: string, name: string): boolean {
  return (
    module === 'decimal' || (module.endsWith('beancount.core.number') && /^(D|Decimal|ZERO|ONE)$/.test(name))
  );
}
