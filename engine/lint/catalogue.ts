/** Every rule's name, severity and one-line title; the messages belong to the rules. */
import { ruleCodes, type RuleCode, type Severity } from '../protocol/lint';

export type Language = 'python' | 'script';

export interface RuleInfo {
  readonly code: RuleCode;
  /** In kebab case, e.g. `float-zero-initial`. */
  readonly name: string;
  /** What the rule usually says; a single finding may weigh more or less. */
  readonly severity: Severity;
  readonly title: string;
  readonly languages: readonly Language[];
}

/** What the catalogue says of a rule. */
export function ruleInfo(code: RuleCode): RuleInfo {
  const [name, severity, title] = rules[code];
  return { code, name, severity, title, languages: languagesOf(code) };
}

/** Whether a text is the code of a rule. */
export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(rules, text);
}

/** The page that explains a rule, from the product's root. */
export function rulePage(code: RuleCode): string {
  return `docs/rules/${code}.md`;
}

const rules: Readonly<Record<RuleCode, readonly [name: string, severity: Severity, title: string]>> = {
  DB001: ['float-zero-initial', 'warning', 'A value starts as a float and meets a ledger value later'],
  DB002: ['float-default', 'warning', 'A float is the default of what holds a ledger value'],
  DB003: ['decimal-from-float', 'warning', 'A Decimal is made from a float and stores its error'],
  DB004: ['float-of-ledger-value', 'warning', 'float() drops the ledger type inside money arithmetic'],
  DB005: ['compare-ledger-with-float', 'hint', 'A ledger value is compared with a float'],
  DB006: ['float-literal-arithmetic', 'error', 'A float meets a ledger value in arithmetic'],
  DB007: ['json-float', 'hint', 'JSON numbers arrive as floats before they become Decimals'],
  DB008: ['global-decimal-context', 'hint', "One module changes every ledger's precision"],
  DB101: ['number-zero-initial', 'warning', 'A value starts as a number and becomes a decimal later'],
  DB102: ['number-reduce-start', 'error', 'A reduce over decimals starts with a number'],
  DB104: ['native-arithmetic', 'error', 'A native operator works on a decimal'],
  DB105: ['native-relational', 'error', 'A native comparison orders decimals as text'],
  DB106: ['identity-or-truthiness', 'warning', "A decimal's identity or truthiness is tested, not its value"],
  DB107: ['number-of-decimal', 'hint', "A conversion to number drops a decimal's precision"],
  DB108: ['default-sort', 'warning', 'A sort without a comparator orders decimals as text'],
  DB109: ['identity-lookup', 'warning', 'A lookup compares the identity of decimals'],
  DB900: ['unused-suppression', 'hint', 'A suppression silences nothing'],
};

/** All rules, in the order of their codes. */
export const ruleCatalogue: readonly RuleInfo[] = ruleCodes.map(ruleInfo);

function languagesOf(code: RuleCode): readonly Language[] {
  if (code === 'DB900') return ['python', 'script'];
  return code.startsWith('DB0') ? ['python'] : ['script'];
}
