import {
  bounded,
  decimal,
  dictOf,
  float,
  int,
  isNever,
  ledgerName,
  listOf,
  membersOf,
  never,
  textType,
  union,
  unknown,
  type Type,
} from '../types';

/** What an arithmetic operator gives. */
export function binaryType(operator: string, left: Type, right: Type): Type {
  // An unknown operand counts only if the other one decides.
  if (isNever(left)) return ledgerName(right) === null ? left : right;
  if (isNever(right)) return ledgerName(left) === null ? right : left;
  const results = membersOf(left).flatMap((one) =>
    membersOf(right).map((other) => pairType(operator, one, other)),
  );
  return bounded(union(results));
}

function pairType(operator: string, left: Type, right: Type): Type {
  if (left.kind === 'text')
    return operator === '+' || operator === '*' || operator === '%' ? textType : unknown;
  if (left.kind === 'list' && operator === '+') return right.kind === 'list' ? union([left, right]) : left;
  if (left.kind === 'list') return operator === '*' || operator === '-' ? left : unknown;
  if (left.kind === 'tuple' || left.kind === 'dict') return operator === '+' ? unknown : left;
  // Whatever is not known takes the ledger's side: with a float it would have raised.
  if (left.kind === 'decimal') return isScalar(right) ? left : unknown;
  if (right.kind === 'decimal') return isScalar(left) ? right : unknown;
  if (left.kind === 'float') return isScalar(right) ? float : unknown;
  if (right.kind === 'float') return isScalar(left) ? float : unknown;
  if (left.kind === 'int' && right.kind === 'int') return operator === '/' ? float : int;
  return unknown;
}

function isScalar({ kind }: Type): boolean {
  return kind !== 'list' && kind !== 'dict' && kind !== 'tuple' && kind !== 'text' && kind !== 'instance';
}

/** What iterating over a value gives. */
export function elementOf(type: Type): Type {
  return union(
    membersOf(type).map((member) => {
      switch (member.kind) {
        case 'list':
        case 'query':
          return member.element;
        case 'tuple':
          return union(member.elements);
        case 'dict':
          return member.key;
        case 'text':
          return textType;
        case 'json':
          return member;
        case 'none':
          return never;
        default:
          return unknown;
      }
    }),
  );
}

/** One part of a value that is unpacked. */
export function itemOf(type: Type, index: number): Type {
  return union(
    membersOf(type).map((member) =>
      member.kind === 'tuple' ? (member.elements.at(index) ?? unknown) : elementOf(member),
    ),
  );
}

const decimalMethods =
  /^(quantize|copy_abs|copy_negate|copy_sign|normalize|to_integral(_value|_exact)?|sqrt|exp|ln|log10|logb|fma|max|min|max_mag|min_mag|next_(plus|minus|toward)|remainder_near|rotate|scaleb|shift|canonical|conjugate|compare(_signal|_total|_total_mag)?|__\w+__)$/;
const queryToQuery =
  /^(all|filter|filter_by|exclude|order_by|select_related|prefetch_related|distinct|none|reverse|annotate|using|only|defer|select_for_update|iterator|join|outerjoin|options|limit|offset|group_by|having|where|union|scalars|unique|execute|yield_per|params|values_objects|with_for_update|active|paginate|complex_filter|alias|extra)$/;
const queryToElement =
  /^(get|first|last|latest|earliest|create|one|one_or_none|scalar_one|scalar_one_or_none|get_or_404|first_or_404|get_or_none|build|scalar|aget|afirst|alast|acreate)$/;

/** What a method of something built in gives, called with arguments of these types. */
export function methodType(receiver: Type, name: string, given: readonly Type[]): Type {
  switch (receiver.kind) {
    case 'decimal':
      if (name === 'as_integer_ratio') return { kind: 'tuple', elements: [int, int] };
      if (/^(is_|adjusted|same_quantum|number_class|radix)/.test(name)) return int;
      if (name === 'to_eng_string' || name === '__str__' || name === '__format__') return textType;
      if (name === '__float__') return float;
      return decimalMethods.test(name) ? receiver : unknown;
    case 'float':
      return name === 'is_integer' ? int : name === 'as_integer_ratio' ? unknown : float;
    case 'int':
      return int;
    case 'text':
      return textMethod(name);
    case 'json':
      if (name === 'items') return listOf({ kind: 'tuple', elements: [textType, receiver] });
      return /^(get|pop|values|copy|setdefault)$/.test(name) ? receiver : unknown;
    case 'list':
      if (name === 'pop' || name === 'popleft') return receiver.element;
      if (name === 'index' || name === 'count') return int;
      return /^(copy|union|intersection|difference)$/.test(name) ? receiver : unknown;
    case 'dict':
      return dictMethod(receiver.key, receiver.value, name, given);
    case 'query':
      if (queryToQuery.test(name)) return receiver;
      if (queryToElement.test(name)) return receiver.element;
      if (/^(a?get_or_create|a?update_or_create)$/.test(name))
        return { kind: 'tuple', elements: [receiver.element, int] };
      if (name === 'in_bulk') return dictOf(unknown, receiver.element);
      return /^(count|acount|exists|update|delete)$/.test(name) ? int : unknown;
    default:
      return unknown;
  }
}

function textMethod(name: string): Type {
  if (/^(split|rsplit|splitlines|partition|rpartition)$/.test(name)) return listOf(textType);
  if (/^(find|index|count|rfind|startswith|endswith|is\w+)$/.test(name)) return int;
  return textType;
}

function dictMethod(key: Type, value: Type, name: string, given: readonly Type[]): Type {
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault':
      // A float default has its own finding; the dictionary's values show the intended type.
      return union([value, ...given.slice(1).filter(({ kind }) => kind !== 'float' || isNever(value))]);
    case 'values':
      return listOf(value);
    case 'keys':
      return listOf(key);
    case 'items':
      return listOf({ kind: 'tuple', elements: [key, value] });
    case 'popitem':
      return { kind: 'tuple', elements: [key, value] };
    case 'copy':
      return dictOf(key, value);
    default:
      return unknown;
  }
}

/** What a method of something unknown gives, by its name and by what it is given. */
export function unknownMethodType(name: string, given: readonly Type[]): Type {
  const [first] = given;
  if (/^(quantize|copy_abs|copy_negate|copy_sign|to_integral_value|to_integral_exact)$/.test(name))
    return decimal;
  if (name === 'json') return given.length === 0 ? { kind: 'json' } : unknown;
  if (first === undefined) return unknown;
  const row: Type | null = first.kind === 'class' ? { kind: 'instance', key: first.key } : null;
  if (row !== null && (name === 'query' || name === 'select')) return { kind: 'query', element: row };
  if (row !== null && /^(get|get_one|load)$/.test(name)) return row;
  if (first.kind === 'query' && /^(scalars|execute|exec|stream|stream_scalars)$/.test(name)) return first;
  if (first.kind === 'query' && /^(scalar|scalar_one|scalar_one_or_none)$/.test(name)) return first.element;
  return unknown;
}
