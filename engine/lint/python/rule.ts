/** The interface of a rule for Python. Each file of `rules/` has one. */
import type { Severity } from '../../protocol/lint';
import type { Fix } from '../finding';
import type { RuleAbout } from '../ruleAbout';
import type { FixContext } from './fixes/fixContext';
import type { Node } from './syntaxTree';
import type { FlatTree, ParsedSource } from './tree';

/** What flow analysis reports to a rule. Rules add what they need. */
export interface RuleEvidence {
  /** The expression that the finding marks, and that its fixes change. */
  readonly node: Node;
}

export interface PythonRule<Evidence extends RuleEvidence> {
  readonly about: RuleAbout;
  /** Of several pieces of evidence for one expression, the first of the highest rank is kept. 0 if omitted. */
  readonly rank?: (evidence: Evidence) => number;
  /** The severity of one finding; that of `about` if omitted. */
  readonly severity?: (evidence: Evidence, source: ParsedSource) => Severity;
  readonly message: (evidence: Evidence, source: ParsedSource) => string;
  readonly related: (evidence: Evidence, source: ParsedSource) => readonly RelatedNode[];
  /** The preferred one first; empty if none is right. */
  readonly fixes: (evidence: Evidence, context: FixContext) => Fix[];
  /** Names that have another type after a fix, so that code which handles errors of their use may change. */
  readonly changedNames?: (evidence: Evidence, tree: FlatTree) => readonly string[];
  /** Whether another use of the value may need the float. Omitted if no fix can break another use. */
  readonly isNeededAsFloat?: (evidence: Evidence, uses: ValueUses) => boolean;
}

/** A second expression of a finding, possibly in another file. */
export interface RelatedNode {
  readonly source: ParsedSource;
  readonly node: Node;
  readonly message: string;
}

/** How the workspace uses values of the file of a finding. */
export interface ValueUses {
  /** Whether what starts as a literal is combined with floats, or leaves the code that was analysed. */
  isLiteralNeeded(literal: Node): boolean;
  /** Whether an expression may hold an int or a float. */
  mayBeNumber(expression: Node): boolean;
  /** Whether a name in an expression starts as a float and is combined with floats. */
  isFloatStartMixed(expression: Node): boolean;
}
