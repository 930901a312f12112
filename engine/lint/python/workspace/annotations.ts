import type { Expression } from '../expression';
import {
  decimal,
  dictOf,
  float,
  int,
  listOf,
  mayBe,
  none,
  textType,
  union,
  unknown,
  type Type,
} from '../types';
import { lastPart } from '../names';
import { splitKey, type Definitions } from './definitions';

const lists =
  /^(list|List|set|Set|frozenset|FrozenSet|Sequence|MutableSequence|Iterable|Iterator|Collection|AbstractSet|MutableSet|deque|Deque|Generator|AsyncIterable|AsyncIterator|AsyncGenerator|KeysView|ValuesView|Container|Reversible)$/;
const dicts =
  /^(dict|Dict|Mapping|MutableMapping|DefaultDict|defaultdict|OrderedDict|MappingProxyType|ItemsView|WeakValueDictionary)$/;
const wrappers =
  /^(Optional|ClassVar|Final|Annotated|Required|NotRequired|ReadOnly|Mapped|WriteOnlyMapped|DynamicMapped|InstrumentedAttribute|Column|InitVar|Awaitable|ContextManager|AbstractContextManager)$/;
const queries = /^(QuerySet|Query|BaseQuery|Manager|BaseManager|RelatedManager|ScalarResult|Select)$/;
const decimals = /^(decimal|cdecimal|_pydecimal|beancount\.core\.number)\.(Decimal|DecimalTuple)$/;
const deepest = 10;

/** Reads annotations. */
export class Annotations {
  readonly #decimalTypes: ReadonlySet<string>;

  readonly #definitions: Definitions;

  constructor(definitions: Definitions, decimalTypes: readonly string[]) {
    this.#definitions = definitions;
    this.#decimalTypes = new Set(decimalTypes);
  }

  /** The type of a value that is annotated so. */
  typeOf(path: string, annotation: Expression, depth = 0): Type {
    if (depth > deepest) return unknown;
    switch (annotation[0]) {
      case 'literal':
        return annotation[1] === 'none' ? none : unknown;
      case 'any':
        return this.#oneOf(path, annotation[1], depth);
      case 'binary':
        return annotation[1] === '|' ? this.#oneOf(path, [annotation[2], annotation[3]], depth) : unknown;
      case 'name':
      case 'attribute':
        return this.#named(path, annotation, depth);
      case 'subscript': {
        const items = annotation[2][0] === 'tuple' ? annotation[2][1] : [annotation[2]];
        return this.#generic(path, annotation[1], items, depth);
      }
      case 'call':
        return lastName(annotation[1]) === 'condecimal' ? decimal : unknown;
      default:
        return unknown;
    }
  }

  /** Where one of several types is not known, the value may be anything. */
  #oneOf(path: string, members: readonly Expression[], depth: number): Type {
    const types = members.map((member) => this.typeOf(path, member, depth + 1));
    return types.some((type) => mayBe(type, 'unknown')) ? unknown : union(types);
  }

  #named(path: string, name: Expression, depth: number): Type {
    const definition = this.#definitions.resolve(path, name);
    if (definition === null) return this.#builtin(lastName(name));
    switch (definition.kind) {
      case 'class':
        return this.instance(definition.key);
      case 'external':
        return this.external(definition.name);
      case 'slot': {
        const [value] = definition.facts.values;
        return value === undefined ? unknown : this.#alias(definition.path, value, depth);
      }
      default:
        return unknown;
    }
  }

  /** `Money = NewType("Money", Decimal)`, `Amount = Union[Decimal, int]`, `Price = Decimal | None` */
  #alias(path: string, value: Expression, depth: number): Type {
    if (value[0] === 'call' && lastName(value[1]) === 'NewType') {
      const [, base] = value[2];
      return base === undefined ? unknown : this.typeOf(path, base, depth + 1);
    }
    return value[0] === 'call' ? unknown : this.typeOf(path, value, depth + 1);
  }

  /** What an object of a class is: a ledger value, if the class is or extends a type of them. */
  instance(key: string): Type {
    const { keys, externals } = this.#definitions.ancestry(key);
    const own = keys.map((ancestor) => lastPart(splitKey(ancestor).name));
    const listed = own.find((name) => this.#decimalTypes.has(name));
    if (
      listed !== undefined ||
      externals.some((name) => decimals.test(name) || this.#decimalTypes.has(lastPart(name)))
    ) {
      return { kind: 'decimal', name: own[0] ?? 'Decimal' };
    }
    return { kind: 'instance', key };
  }

  external(name: string): Type {
    if (decimals.test(name)) return decimal;
    const last = lastPart(name);
    if (this.#decimalTypes.has(last)) return { kind: 'decimal', name: last };
    if (/^(numpy\.|np\.)(float\d*|double)_?$/.test(name)) return float;
    if (name.startsWith('builtins.')) return this.#builtin(last);
    return { kind: 'external', name: `${name}()` };
  }

  #builtin(name: string): Type {
    switch (name) {
      case 'float':
        return float;
      case 'int':
      case 'bool':
        return int;
      case 'str':
      case 'bytes':
        return textType;
      case 'None':
        return none;
      case 'Decimal':
        return decimal;
      case 'list':
      case 'set':
        return listOf(unknown);
      case 'dict':
        return dictOf(unknown, unknown);
      default:
        return this.#decimalTypes.has(name) ? { kind: 'decimal', name } : unknown;
    }
  }

  #generic(path: string, base: Expression, items: readonly Expression[], depth: number): Type {
    const name = lastName(base);
    const item = (index: number): Type => {
      const expression = items.at(index);
      return expression === undefined ? unknown : this.typeOf(path, expression, depth + 1);
    };
    if (name === 'Optional') return union([item(0), none]);
    if (name === 'Union') return this.#oneOf(path, items, depth);
    if (wrappers.test(name)) return item(0);
    if (name === 'Coroutine') return item(-1);
    if (name === 'Callable') return { kind: 'callable', result: item(-1) };
    if (lists.test(name)) return listOf(item(0));
    if (dicts.test(name)) return dictOf(item(0), item(1));
    if (queries.test(name)) return { kind: 'query', element: item(-1) };
    if (name === 'Counter') return dictOf(item(0), int);
    if (name === 'tuple' || name === 'Tuple') {
      const isOpen = items.length === 2 && items[1]?.[0] === 'unknown';
      return isOpen ? listOf(item(0)) : { kind: 'tuple', elements: items.map((_, index) => item(index)) };
    }
    if (name === 'Type' || name === 'type') {
      const inner = item(0);
      return inner.kind === 'instance' ? { kind: 'class', key: inner.key } : unknown;
    }
    if (name === 'Literal') return unknown;
    return this.#named(path, base, depth);
  }
}

/** The last part of a chain of names. */
function lastName(expression: Expression): string {
  if (expression[0] === 'name') return expression[1];
  return expression[0] === 'attribute' ? expression[2] : '';
}
