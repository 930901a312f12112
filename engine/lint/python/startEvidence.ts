/** Floats that a name starts with or falls back on, and the ledger values that they meet later. */
import type { RelatedNode, RuleEvidence } from './rule';
import { quoted } from './messages';
import type { Node } from './syntaxTree';
import type { ParsedSource } from './tree';

/** How a float meets a ledger value: arithmetic raises; a choice between the two leaks. */
export type Strength = 'arithmetic' | 'choice';

/** A ledger value that the float meets, in the file of the finding or another one. */
export interface Meeting {
  readonly source: ParsedSource;
  /** The ledger-typed expression itself, not the statement around it. */
  readonly expression: Node;
  readonly strength: Strength;
  /** Last part of the name of its type: `Decimal`, or one of the setting's `decimalTypes`. */
  readonly ledgerType: string;
}

/**
 * Its `node` is the literal with its sign (`-0.5` is a `unary_operator`), a call such as `np.float64(0)`, or the name
 * `float` if that is a factory, as in `defaultdict(float)`.
 */
export interface StartEvidence extends RuleEvidence {
  /** What the literal is assigned to: an `identifier`, `attribute`, `subscript`, or the `pair` of a dictionary. */
  readonly target: Node;
  /** Empty if the value has none. */
  readonly name: string;
  /** At different places; the worst first. */
  readonly meetings: readonly [Meeting, ...Meeting[]];
}

/** The name of the value; the ledger value that it meets first if it has none. */
export function startName({ name, meetings: [first] }: StartEvidence): string {
  return name === '' ? quoted(first.source.tree, first.expression) : name;
}

export function relatedMeetings({ meetings }: StartEvidence): RelatedNode[] {
  return meetings.map(({ source, expression }) => ({
    source,
    node: expression,
    message: `meets the ledger value \`${quoted(source.tree, expression)}\` here`,
  }));
}
