/** Every rule's name, severity and one-line title; the messages belong to the rules. */
import { ruleCodes, type RuleCode } from '../protocol/lint';
import { pythonRuleCodes } from '../protocol/ruleCodes';
import { catalogueEntries } from './catalogueEntries';
import type { RuleAbout } from './ruleAbout';

export type Language = 'python' | 'script';

export interface RuleInfo extends RuleAbout {
  readonly code: RuleCode;
  readonly languages: readonly Language[];
}

/** What the catalogue says of a rule. */
export function ruleInfo(code: RuleCode): RuleInfo {
  return { code, ...abouts[code], languages: languagesOf(code) };
}

/** Whether a text is the code of a rule. */
export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(abouts, text);
}

/** The page that explains a rule, from the product's root. */
export function rulePage(code: RuleCode): string {
  return `docs/rules/${code}.md`;
}

const abouts: Readonly<Record<RuleCode, RuleAbout>> = {
  ...catalogueEntries,
  // `suppression/` reports it, so it is in no folder of rules.
  DB900: { name: 'unused-suppression', severity: 'hint', title: 'A suppression silences nothing' },
};

/** All rules, in the order of their codes. */
export const ruleCatalogue: readonly RuleInfo[] = ruleCodes.map(ruleInfo);

function languagesOf(code: RuleCode): readonly Language[] {
  if (code === 'DB900') return ['python', 'script'];
  return pythonRuleCodes.some((each) => each === code) ? ['python'] : ['script'];
}
