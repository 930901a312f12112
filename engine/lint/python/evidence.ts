import { pythonRules, type EvidenceOf } from './rules';

type Code = keyof EvidenceOf;

/** What flow analysis found for one rule, or for any. */
export type PythonEvidence<Rule extends Code = Code> = {
  readonly [Each in Rule]: EvidenceOf[Each] & { readonly rule: Each };
}[Rule];

/** @see PythonRule.rank */
export function rankOf<Rule extends Code>(evidence: PythonEvidence<Rule>): number {
  return pythonRules[evidence.rule].rank?.(evidence) ?? 0;
}
