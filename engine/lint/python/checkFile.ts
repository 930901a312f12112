import type { PythonEvidence } from './evidence';
import type { Node } from './syntaxTree';
import { Flow } from './flow/statements';
import type { Mixing } from './flow/mixing';
import { Observations, type MixingSite } from './flow/observations';
import type { Origin, SlotReference } from './flow/value';
import { flowBudget, limitOf, type Limit } from './limits';
import type { FlatTree } from './tree';
import type { Resolver } from './workspace/resolver';

/** What going through a file has seen, for as long as neither it nor what it depends on changes. */
export interface FileCheck {
  /** What is a finding whatever other files contain. */
  readonly evidence: readonly PythonEvidence[];
  /** Float operands beside a ledger value. */
  readonly floatOperands: ReadonlySet<Node>;
  readonly mixed: readonly { readonly origin: Origin; readonly sites: readonly MixingSite[] }[];
  readonly starts: readonly { readonly origin: Origin; readonly reference: SlotReference }[];
  /** Places where what may start as a float elsewhere meets a ledger value, by the slot. */
  readonly slotMixings: ReadonlyMap<string, readonly SlotMixing[]>;
  /** Expressions that hold ledger values, with their types' names. */
  readonly ledger: ReadonlyMap<Node, string>;
  /** Why it stopped before the end of the file; null if it did not. */
  readonly limit: Limit | null;
  readonly mixing: Mixing;
}

interface SlotMixing {
  readonly reference: SlotReference;
  readonly site: MixingSite;
}

/** Goes through one file. */
export function checkFile(
  path: string,
  tree: FlatTree,
  resolver: Resolver,
  isVocabulary: (owner: string, value: string) => boolean,
): FileCheck {
  const observations = new Observations();
  const limit = within(() => {
    new Flow({ tree, path, resolver, observations, isVocabulary }).run();
  });
  const slotMixings = new Map<string, SlotMixing[]>();
  for (const mixing of observations.slotMixings.values()) {
    const { slot } = mixing.reference;
    const known = slotMixings.get(slot);
    if (known === undefined) slotMixings.set(slot, [mixing]);
    else known.push(mixing);
  }
  return {
    evidence: [...observations.evidence.values()],
    floatOperands: observations.floatOperands,
    mixed: [...observations.mixed.values()].map(({ origin, sites }) => ({
      origin,
      sites: [...sites.values()],
    })),
    starts: [...observations.starts.values()],
    slotMixings,
    ledger: observations.ledger,
    limit,
    mixing: observations.mixing,
  };
}

function within(work: () => void): Limit | null {
  try {
    flowBudget().run(work);
    return null;
  } catch (error) {
    return limitOf(error);
  }
}
