import { lastPart } from '../names';
import {
  decimal,
  dictOf,
  float,
  int,
  isFloat,
  json,
  ledgerName,
  listOf,
  membersOf,
  textType,
  union,
  unknown,
  type Type,
} from '../types';
import { binaryType, elementOf, unknownMethodType } from './operations';

/** What a call is given: types by position and by name. */
export interface Given {
  readonly types: readonly Type[];
  readonly named: ReadonlyMap<string, Type>;
}

export interface Caller {
  /** What calling a value gives. */
  call(callee: Type, given: Given): Type;
}

const decimalMakers =
  /^(decimal|cdecimal|_pydecimal)\.Decimal(\.from_float)?$|(^|\.)core\.number\.(D|Decimal)$|^decimal\.(Context|getcontext|localcontext)\(\)\.(create_decimal|quantize|add|subtract|multiply|divide|power|sqrt|abs|plus|minus)$/;
const jsonReaders = /^(json|simplejson|ujson|orjson|rapidjson|flask\.json)\.loads?$/;
const floatMakers =
  /^(time\.(time|perf_counter|monotonic|process_time)|random\.(random|uniform|gauss|normalvariate|triangular|betavariate|expovariate|lognormvariate)|numpy\.(float\d*|double)_?|math\.\w+|random\.(Random|SystemRandom)\(\)\.(random|uniform|gauss|normalvariate|triangular)|numpy\.random\.(default_rng\(\)\.)?(random|rand|uniform|normal))$/;
const intMakers =
  /^(math\.(floor|ceil|trunc|gcd|lcm|comb|perm|factorial|isqrt|isclose|isnan|isinf|isfinite)|random\.(randint|randrange|getrandbits)|time\.(time_ns|perf_counter_ns|monotonic_ns))$/;
const floatNames = /^(math\.(pi|e|tau|inf|nan)|numpy\.(pi|e|inf|nan|NaN|Inf)|sys\.float_info\.\w+)$/;
const decimalColumns = /(^|\.)(Numeric|DECIMAL|DecimalField|NUMERIC)(\(\))?$/;
const floatColumns = /(^|\.)(Float|FLOAT|REAL|Double|FloatField)(\(\))?$/;
const fieldModules = /(^|\.)(models|fields|peewee|mongoengine|tortoise|db|orm)(\.|$)/;
const notFields =
  /(^|\.)(serializers|forms|wtforms|filters|marshmallow|rest_framework|graphene|django_filters)(\.|$)/;

/** A value outside of the workspace that is not called: `math.pi`. */
export function externalValue(name: string): Type {
  if (floatNames.test(name)) return float;
  if (/(^|\.)core\.number\.(ZERO|ONE|HALF|MISSING_DECIMAL)$/.test(name)) return decimal;
  if (/^(djmoney|moneyed)\b.*\.Money\(\)\.amount$/.test(name)) return decimal;
  return { kind: 'external', name };
}

/** Whether the name is one of a column of decimals, outside of the workspace. */
export function isDecimalField(name: string): boolean {
  return (
    decimalColumns.test(name) && !notFields.test(name) && (fieldModules.test(name) || !name.includes('.'))
  );
}

/** What calling something outside of the workspace gives. */
export function callExternal(name: string, given: Given, caller: Caller): Type {
  if (decimalMakers.test(name)) return decimal;
  if (name.startsWith('builtins.')) return callBuiltin(lastPart(name), given, caller);
  if (jsonReaders.test(name)) return given.named.has('parse_float') ? unknown : json;
  if (intMakers.test(name)) return int;
  if (floatMakers.test(name)) return float;
  // A column of Numeric sets in its own call whether it returns floats.
  if (decimalColumns.test(name) && given.named.has('asdecimal')) return unknown;
  const [first = unknown, second = unknown] = given.types;
  switch (name) {
    case 'copy.copy':
    case 'copy.deepcopy':
    case 'dataclasses.replace':
    case 'attr.evolve':
    case 'attrs.evolve':
      return first;
    case 'typing.cast':
      return first;
    case 'functools.reduce':
      return caller.call(first, { types: [elementOf(second), elementOf(second)], named: new Map() });
    case 'collections.defaultdict':
      return dictOf(unknown, caller.call(first, { types: [], named: new Map() }));
    case 'collections.deque':
    case 'itertools.accumulate':
      return listOf(elementOf(first));
    case 'itertools.groupby':
      return listOf({ kind: 'tuple', elements: [unknown, listOf(elementOf(first))] });
    case 'itertools.chain':
      return listOf(union(given.types.map(elementOf)));
    case 'collections.OrderedDict':
      return callBuiltin('dict', given, caller);
    case 'statistics.mean':
    case 'statistics.median':
      return elementOf(first);
    case 'operator.add':
    case 'operator.sub':
    case 'operator.mul':
      return binaryType('+', first, second);
    case 'sqlalchemy.select':
      return first.kind === 'class'
        ? { kind: 'query', element: { kind: 'instance', key: first.key } }
        : unknown;
  }
  const ofObject =
    name.includes('()') && !given.named.has('parse_float')
      ? unknownMethodType(lastPart(name), given.types)
      : unknown;
  return column(name, given) ?? (ofObject.kind === 'unknown' ? made(name) : ofObject);
}

/** Columns of object-relational mappers: what a class declares with them, its objects hold. */
function column(name: string, given: Given): Type | null {
  const last = lastPart(name);
  if (last === 'Column' || last === 'mapped_column' || last === 'column') {
    const type = given.types.map(columnType).find((found) => found !== null);
    return { kind: 'field', value: type ?? unknown };
  }
  if (isDecimalField(name) && (last === 'DecimalField' || /(^|\.)fields\.Numeric$/.test(name)))
    return { kind: 'field', value: decimal };
  if (floatColumns.test(name) && fieldModules.test(name)) return { kind: 'field', value: float };
  if (/^(ForeignKey|OneToOneField|ForeignKeyField|OneToOneRel)$/.test(last)) {
    const [to] = given.types;
    return { kind: 'field', value: to?.kind === 'class' ? { kind: 'instance', key: to.key } : unknown };
  }
  return null;
}

function columnType(type: Type): Type | null {
  if (type.kind !== 'external') return null;
  if (decimalColumns.test(type.name)) return decimal;
  return floatColumns.test(type.name) ? float : null;
}

/** An object of a class outside of the workspace, or whatever a function there gives: its name with brackets. */
function made(name: string): Type {
  return name.length > 120 ? unknown : { kind: 'external', name: `${name}()` };
}

function callBuiltin(name: string, { types, named }: Given, caller: Caller): Type {
  const [first = unknown] = types;
  switch (name) {
    case 'float':
      return float;
    case 'int':
    case 'len':
    case 'ord':
    case 'hash':
    case 'id':
    case 'bool':
    case 'isinstance':
    case 'hasattr':
    case 'any':
    case 'all':
      return int;
    case 'str':
    case 'repr':
    case 'format':
    case 'input':
      return textType;
    case 'abs':
      return first;
    case 'round':
      return rounded(first, types.length > 1 || named.has('ndigits'));
    case 'sum':
      return summed(types, named);
    case 'max':
    case 'min':
      return largest(types, named);
    case 'sorted':
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'reversed':
    case 'iter':
      return listOf(types.length === 0 ? { kind: 'union', members: [] } : elementOf(first));
    case 'filter':
      return listOf(elementOf(types[1] ?? unknown));
    case 'enumerate':
      return listOf({ kind: 'tuple', elements: [int, elementOf(first)] });
    case 'zip':
      return listOf({ kind: 'tuple', elements: types.map(elementOf) });
    case 'map':
      return listOf(caller.call(first, { types: types.slice(1).map(elementOf), named: new Map() }));
    case 'range':
      return listOf(int);
    case 'next':
      return union([elementOf(first), ...types.slice(1).filter(({ kind }) => kind !== 'float')]);
    case 'pow':
      return binaryType('**', first, types[1] ?? unknown);
    case 'divmod': {
      const result = binaryType('//', first, types[1] ?? unknown);
      return { kind: 'tuple', elements: [result, result] };
    }
    case 'dict':
      return first.kind === 'dict'
        ? first
        : types.length === 0
          ? dictOf(textType, union([...named.values()]))
          : pairs(elementOf(first));
    default:
      return unknown;
  }
}

function pairs(pair: Type): Type {
  return pair.kind === 'tuple' && pair.elements.length === 2
    ? dictOf(pair.elements[0] ?? unknown, pair.elements[1] ?? unknown)
    : dictOf(unknown, unknown);
}

function rounded(type: Type, hasDigits: boolean): Type {
  return union(
    membersOf(type).map((member) => {
      if (member.kind === 'decimal' || member.kind === 'float') return hasDigits ? member : int;
      return member.kind === 'int' ? int : unknown;
    }),
  );
}

function summed(types: readonly Type[], named: ReadonlyMap<string, Type>): Type {
  const [first = unknown] = types;
  const element = elementOf(first);
  const start = types[1] ?? named.get('start');
  if (ledgerName(element) !== null || start === undefined) return element;
  return isFloat(start) ? binaryType('+', start, element) : union([start, element]);
}

function largest(types: readonly Type[], named: ReadonlyMap<string, Type>): Type {
  const [first = unknown] = types;
  const fallback = named.get('default');
  const candidates = types.length > 1 ? types : [elementOf(first)];
  return union(fallback === undefined || fallback.kind === 'float' ? candidates : [...candidates, fallback]);
}
