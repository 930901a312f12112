import type { Node } from '../ruleMatch';
import { MixedOperands } from './mixing';
import type { Origin, SlotReference } from './value';

/** How a float meets a ledger value: arithmetic raises; a choice between the two leaks. */
export type Strength = 'arithmetic' | 'choice';

export interface MixingSite {
  readonly strength: Strength;
  /** The ledger-typed expression. */
  readonly expression: Node;
}

export type Direct =
  | {
      readonly rule: 'DB002';
      readonly literal: Node;
      readonly name: string;
      readonly isAnnotated: boolean;
      readonly mixedWith: Node;
    }
  | { readonly rule: 'DB003'; readonly call: Node; readonly argument: Node }
  | {
      readonly rule: 'DB004';
      readonly call: Node;
      readonly argument: Node;
      readonly other: 'ledger' | 'int' | 'float' | 'unknown' | null;
      readonly mixedWith: Node;
    }
  | { readonly rule: 'DB005'; readonly literal: Node; readonly operator: string; readonly ledger: Node }
  | { readonly rule: 'DB006'; readonly operand: Node; readonly operator: string; readonly ledger: Node }
  | { readonly rule: 'DB007'; readonly call: Node; readonly target: Node }
  | { readonly rule: 'DB008'; readonly change: Node };

/** What going through a file has seen. Seeing the same thing twice, as in loops, changes nothing. */
export class Observations {
  readonly mixed = new Map<Node, { readonly origin: Origin; readonly sites: Map<string, MixingSite> }>();
  readonly direct = new Map<string, Direct>();
  /** Float literals that slots start with. */
  readonly starts = new Map<Node, { readonly origin: Origin; readonly reference: SlotReference }>();
  readonly slotMixings = new Map<string, { readonly reference: SlotReference; readonly site: MixingSite }>();
  readonly mixing = new MixedOperands();
  /** Calls of `float`, with the ledger value that they convert. */
  readonly conversions = new Map<Node, Node>();
  /** Expressions that hold ledger values, with their types' names. */
  readonly ledger = new Map<Node, string>();

  noteMixing(origin: Origin, strength: Strength, expression: Node): void {
    const seen = this.mixed.get(origin.literal) ?? { origin, sites: new Map<string, MixingSite>() };
    this.mixed.set(origin.literal, seen);
    seen.sites.set(`${strength} ${expression}`, { strength, expression });
  }

  noteSlotMixing(reference: SlotReference, strength: Strength, expression: Node): void {
    const key = `${reference.slot} ${String(reference.item)} ${strength} ${expression}`;
    this.slotMixings.set(key, { reference, site: { strength, expression } });
  }

  start(origin: Origin, reference: SlotReference): void {
    this.starts.set(origin.literal, { origin, reference });
  }

  add(direct: Direct): void {
    const place = placeOf(direct);
    const key = `${direct.rule} ${place}`;
    const known = this.direct.get(key);
    if (known === undefined || isWorse(direct, known)) this.direct.set(key, direct);
  }
}

function placeOf(direct: Direct): Node {
  switch (direct.rule) {
    case 'DB002':
    case 'DB005':
      return direct.literal;
    case 'DB006':
      return direct.operand;
    case 'DB008':
      return direct.change;
    default:
      return direct.call;
  }
}

function isWorse(one: Direct, other: Direct): boolean {
  return one.rule === 'DB002' && other.rule === 'DB002' && one.isAnnotated && !other.isAnnotated;
}
