import { spend } from '../../../platform/budget';
import type { Node } from '../syntaxTree';
import { float, ledgerName, mayBe, union, unknown, type Type } from '../types';

/** A float literal that a name starts with or falls back on. */
export interface Origin {
  readonly rule: 'DB001' | 'DB002';
  readonly literal: Node;
  /** What the literal is assigned to, for DB001. */
  readonly target: Node;
  readonly name: string;
}

/** An attribute or variable that other places of the workspace see too, and the key of an element of it. */
export interface SlotReference {
  readonly slot: string;
  /** Text of the key if that is a literal; null for any key; undefined if the value is no element. */
  readonly item?: string | null;
}

/** A value at one place of the flow. */
export interface Value {
  readonly type: Type;
  readonly origins: readonly Origin[];
  /** Slots whose first float this value may be. */
  readonly slots: readonly SlotReference[];
  /** The expression that the value came from last, for what a finding points at. */
  readonly source: Node;
  /** Whether a float was made of something else on purpose: `float(x)`. */
  readonly isConverted: boolean;
  /** Whether the name it is read from is declared with its type: a parameter, an annotated name, an attribute. */
  readonly isDeclared: boolean;
  /** Whether its class was asked for on the way here: what follows is done on purpose. */
  readonly isTested: boolean;
  /** Whether it is known to be a float by an annotation or by the function that gave it. */
  readonly isSure: boolean;
  /** Calls that read the JSON this value came out of. */
  readonly json: readonly Node[];
}

/** An expression and what it holds. */
export interface Operand {
  readonly node: Node;
  readonly value: Value;
}

export function plainValue(type: Type, source: Node): Value {
  return {
    type,
    origins: [],
    slots: [],
    source,
    isConverted: false,
    isDeclared: false,
    isTested: false,
    isSure: false,
    json: [],
  };
}

export function unknownValue(source: Node): Value {
  return plainValue(unknown, source);
}

export function literalValue(origin: Origin): Value {
  return { ...plainValue(float, origin.literal), origins: [origin] };
}

export function isLedger(value: Value): boolean {
  return ledgerName(value.type) !== null;
}

/** Whether the value may be a float literal that a name started with. */
export function mayBeLiteral(value: Value): boolean {
  return value.origins.length > 0 && mayBe(value.type, 'float');
}

/** The literals that two values start with. */
export function joinedOrigins(one: Value, other: Value): readonly Origin[] {
  if (one.origins.length === 0 || one.origins === other.origins) return other.origins;
  if (other.origins.length === 0) return one.origins;
  spend(joinSteps * (one.origins.length + other.origins.length));
  return unique([...one.origins, ...other.origins], ({ literal }) => literal);
}

/** Steps that joining one part of a value counts: it costs more than following a link. */
const joinSteps = 3;

/** What may be any of these values. */
export function joinedValue(values: readonly Value[]): Value {
  const [first] = values;
  if (first === undefined) return unknownValue(0);
  if (values.every((value) => value === first)) return first;
  for (const { origins, slots, json } of values)
    spend(joinSteps * (origins.length + slots.length + json.length + 1));
  const ledger = values.find(isLedger);
  return {
    type: union(values.map(({ type }) => type)),
    origins: unique(
      values.flatMap(({ origins }) => origins),
      ({ literal }) => literal,
    ),
    slots: unique(
      values.flatMap(({ slots }) => slots),
      ({ slot, item }) => `${slot}[${String(item)}`,
    ),
    source: (ledger ?? first).source,
    isConverted: values.some(({ isConverted }) => isConverted),
    isDeclared: values.every(({ isDeclared }) => isDeclared),
    isTested: values.some(({ isTested }) => isTested),
    isSure: values.every(({ isSure }) => isSure),
    json: unique(
      values.flatMap(({ json }) => json),
      (node) => node,
    ),
  };
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  return items.length < 2 ? items : [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
