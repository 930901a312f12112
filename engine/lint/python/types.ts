/** What is known of a value. */
export type Type =
  | { readonly kind: 'unknown' | 'float' | 'int' | 'none' | 'text' | 'json' }
  /** A ledger value, by the last part of its type's name. */
  | { readonly kind: 'decimal'; readonly name: string }
  /** Whatever gives elements of one type when it is iterated over. */
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'dict'; readonly value: Type; readonly key: Type }
  /** Objects and classes of the workspace, by their {@link classKey}. */
  | { readonly kind: 'instance' | 'class'; readonly key: string }
  | { readonly kind: 'function'; readonly key: string }
  | { readonly kind: 'module'; readonly path: string; readonly name: string }
  /** What is not in the workspace, by its dotted name. */
  | { readonly kind: 'external'; readonly name: string }
  /** A method of something that is not a class of the workspace. */
  | { readonly kind: 'method'; readonly receiver: Type; readonly name: string }
  /** What gives the type when it is called. */
  | { readonly kind: 'callable'; readonly result: Type }
  /** What a class body declares and an object gives: a column of a database. */
  | { readonly kind: 'field'; readonly value: Type }
  /** The rows that a query gives, one by one or all. */
  | { readonly kind: 'query'; readonly element: Type }
  | { readonly kind: 'union'; readonly members: readonly Type[] };

/** No value at all: what a cycle of definitions starts from. */
export const never: Type = { kind: 'union', members: [] };
export const unknown: Type = { kind: 'unknown' };
export const float: Type = { kind: 'float' };
export const int: Type = { kind: 'int' };
export const none: Type = { kind: 'none' };
export const textType: Type = { kind: 'text' };
export const json: Type = { kind: 'json' };
export const decimal: Type = { kind: 'decimal', name: 'Decimal' };

export function listOf(element: Type): Type {
  return { kind: 'list', element };
}

export function dictOf(key: Type, value: Type): Type {
  return { kind: 'dict', key, value };
}

/** More possibilities than these are as good as none. */
const mostMembers = 6;
/** Types are built to this depth: a value that goes through a loop may otherwise grow for ever. */
const deepest = 6;

/** What may be any of these. */
export function union(types: readonly Type[]): Type {
  const [single] = types;
  if (single !== undefined && types.every((type) => type === single)) return single;
  const members: Type[] = [];
  const seen = new Set<string>();
  for (const type of types) {
    for (const member of type.kind === 'union' ? type.members : [type]) {
      const key = typeKey(member);
      if (seen.has(key)) continue;
      seen.add(key);
      members.push(member);
    }
  }
  const [first] = members;
  if (first === undefined) return never;
  if (members.length === 1) return first;
  if (members.length > mostMembers) return unknown;
  const merged = mergeContainers(members);
  const [only] = merged;
  return only !== undefined && merged.length === 1 ? only : { kind: 'union', members: merged };
}

/** Two lists of different elements are a list of either. */
function mergeContainers(members: readonly Type[]): Type[] {
  const lists = members.filter((member) => member.kind === 'list');
  const dicts = members.filter((member) => member.kind === 'dict');
  let merged = [...members];
  if (lists.length > 1) {
    merged = merged.filter(({ kind }) => kind !== 'list');
    merged.push(listOf(union(lists.map(({ element }) => element))));
  }
  if (dicts.length > 1) {
    merged = merged.filter(({ kind }) => kind !== 'dict');
    merged.push(dictOf(union(dicts.map(({ key }) => key)), union(dicts.map(({ value }) => value))));
  }
  return merged;
}

/** The same text for the same type. */
function typeKey(type: Type, depth = 0): string {
  if (depth > deepest) return '…';
  const inner = (other: Type): string => typeKey(other, depth + 1);
  switch (type.kind) {
    case 'decimal':
      return `decimal:${type.name}`;
    case 'list':
    case 'query':
      return `${type.kind}<${inner(type.element)}>`;
    case 'tuple':
      return `tuple<${type.elements.map(inner).join()}>`;
    case 'dict':
      return `dict<${inner(type.key)},${inner(type.value)}>`;
    case 'instance':
    case 'class':
    case 'function':
      return `${type.kind}:${type.key}`;
    case 'module':
      return `module:${type.path}`;
    case 'external':
      return `external:${type.name}`;
    case 'method':
      return `method:${inner(type.receiver)}.${type.name}`;
    case 'callable':
      return `callable<${inner(type.result)}>`;
    case 'field':
      return `field<${inner(type.value)}>`;
    case 'union':
      return `(${type.members.map(inner).toSorted().join('|')})`;
    default:
      return type.kind;
  }
}

/** Cuts a type where it is nested too deep to be followed. */
export function bounded(type: Type, depth = 0): Type {
  if (depth > deepest) return unknown;
  switch (type.kind) {
    case 'list':
      return listOf(bounded(type.element, depth + 1));
    case 'tuple':
      return { kind: 'tuple', elements: type.elements.map((element) => bounded(element, depth + 1)) };
    case 'dict':
      return dictOf(bounded(type.key, depth + 1), bounded(type.value, depth + 1));
    case 'union':
      return union(type.members.map((member) => bounded(member, depth + 1)));
    default:
      return type;
  }
}

export function membersOf(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.members : [type];
}

/** The name of a ledger value's type; null if the value need not be one. Zero may be an int, and nothing may be there. */
export function ledgerName(type: Type): string | null {
  let name: string | null = null;
  for (const member of membersOf(type)) {
    if (member.kind === 'decimal') name = member.name;
    else if (member.kind !== 'int' && member.kind !== 'none' && member.kind !== 'unknown') return null;
  }
  return name;
}

/** Whether nothing but a float (or nothing at all) can be there. */
export function isFloat(type: Type): boolean {
  const members = membersOf(type);
  return (
    members.some(({ kind }) => kind === 'float') &&
    members.every(({ kind }) => kind === 'float' || kind === 'none')
  );
}

export function mayBe(type: Type, kind: Type['kind']): boolean {
  return membersOf(type).some((member) => member.kind === kind);
}

export function isNever(type: Type): boolean {
  return type.kind === 'union' && type.members.length === 0;
}

/** A cycle of definitions without a value has no type. */
export function settled(type: Type): Type {
  return isNever(type) ? unknown : type;
}

/** The type without some of its possibilities. */
export function without(type: Type, ...kinds: readonly Type['kind'][]): Type {
  return union(membersOf(type).filter(({ kind }) => !kinds.includes(kind)));
}
