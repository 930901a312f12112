import { rankOf, type PythonEvidence } from '../evidence';
import type { Strength } from '../startEvidence';
import type { Node } from '../syntaxTree';
import { MixedOperands } from './mixing';
import type { Origin, SlotReference } from './value';

export interface MixingSite {
  readonly strength: Strength;
  /** The ledger-typed expression. */
  readonly expression: Node;
}

/** What going through a file has seen. Seeing the same thing twice, as in loops, changes nothing. */
export class Observations {
  readonly mixed = new Map<Node, { readonly origin: Origin; readonly sites: Map<string, MixingSite> }>();
  readonly evidence = new Map<string, PythonEvidence>();
  readonly floatOperands = new Set<Node>();
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

  add(evidence: PythonEvidence): void {
    const key = `${evidence.rule} ${evidence.node}`;
    const known = this.evidence.get(key);
    if (known === undefined || rankOf(evidence) > rankOf(known)) this.evidence.set(key, evidence);
  }

  /** A float beside a ledger value: the operation raises, or the value beside the float is a number itself. */
  addArithmetic(evidence: Omit<PythonEvidence<'DB006'>, 'rule'>): void {
    this.floatOperands.add(evidence.node);
    this.add({ rule: 'DB006', ...evidence });
  }
}
