/** The interface of a rule for TypeScript and JavaScript. Each file of `rules/` has one. */
import type ts from 'typescript-5.9';
import type { Finding } from '../finding';
import type { RuleAbout } from '../ruleAbout';
import type { FileContext } from './fileContext';

/** A rule has one of the two functions, or both. */
export interface ScriptRule {
  readonly about: RuleAbout;
  /** The finding at one node of a file; null if there is none. */
  readonly findAt?: (node: ts.Node, context: FileContext) => Finding | null;
  /** Findings that need the whole file, in steps, between which other work may run. */
  readonly findIn?: (
    nodes: readonly ts.Node[],
    context: FileContext,
  ) => Generator<undefined, Finding[], undefined>;
}
