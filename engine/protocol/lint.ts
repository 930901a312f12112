/** The linter's data: rules, severities, findings, settings and the state of a workspace. */
import * as v from 'valibot';
import { globExcess } from './globs';
import { pythonRuleCodes, scriptRuleCodes } from './ruleCodes';

export const ruleCodes = [...pythonRuleCodes, ...scriptRuleCodes, 'DB900'] as const;
export const RuleCode = v.picklist(ruleCodes);
export type RuleCode = v.InferOutput<typeof RuleCode>;

/** From the worst down. */
export const severities = ['error', 'warning', 'hint'] as const;
export const Severity = v.picklist(severities);
export type Severity = v.InferOutput<typeof Severity>;

/**
 * What a fix does: `inherit` takes the zero from a ledger value, `lazy` starts at None and inherits at the first read,
 * `literal` writes an exact literal or constructor, `method` calls the library's method, `unwrap` takes a conversion
 * away, `context` keeps a precision local, `suppression` silences or unsilences a line.
 */
const fixKinds = ['inherit', 'lazy', 'literal', 'method', 'unwrap', 'context', 'suppression'] as const;
export const FixKind = v.picklist(fixKinds);
export type FixKind = v.InferOutput<typeof FixKind>;

const position = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A finding as `lint --format json` prints it: lines and columns from 1, columns in UTF-16 units. */
export const FindingRecord = v.strictObject({
  rule: RuleCode,
  severity: Severity,
  message: v.string(),
  /** Relative to the current folder, with `/`. */
  path: v.string(),
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
  fixes: v.array(v.strictObject({ title: v.string(), kind: FixKind })),
  related: v.array(v.strictObject({ path: v.string(), line: position, message: v.string() })),
});
export type FindingRecord = v.InferOutput<typeof FindingRecord>;

/**
 * Follows the findings for each file that could not be checked, or that was not fixed because it changed meanwhile. Its
 * place is the beginning of the file.
 */
export const ProblemRecord = v.strictObject({ ...FindingRecord.entries, rule: v.null() });
export type ProblemRecord = v.InferOutput<typeof ProblemRecord>;

/** What a setting may make of a rule. */
export const RuleLevel = v.picklist([...severities, 'off']);
export type RuleLevel = v.InferOutput<typeof RuleLevel>;

/** The settings that decide what is found, by their keys below `decimalBenchmark.floatZeros`. */
export const lintSettingSchemas = {
  enabled: v.boolean(),
  /** Rules whose severity is not the one of the catalogue. */
  rules: v.record(RuleCode, RuleLevel),
  /** Globs, relative to the workspace folder, of files that are not checked. */
  exclude: v.pipe(
    v.array(v.string()),
    v.check(
      (globs) => globExcess(globs) === null,
      ({ input }) => globExcess(input) ?? '',
    ),
  ),
  /** Rules that are off in the files of a glob. */
  perFileIgnores: v.pipe(
    v.record(v.string(), v.array(RuleCode)),
    v.check(
      (ignores) => globExcess(Object.keys(ignores)) === null,
      ({ input }) => globExcess(Object.keys(input)) ?? '',
    ),
  ),
  /** Names of what holds a ledger, and of its values: `ledger.cash_flow` counts where Decimals are in evidence. */
  vocabulary: v.strictObject({ owners: v.array(v.string()), values: v.array(v.string()) }),
  /** Names of classes that are decimals too, e.g. `Money`. */
  decimalTypes: v.array(v.string()),
  /** Size limit of a checked file, in kilobytes. */
  maxFileSizeKb: v.pipe(v.number(), v.minValue(1), v.maxValue(102_400)),
  /** Megabytes that a TypeScript program may take before it is given up. */
  maxProgramMemoryMb: v.pipe(v.number(), v.minValue(64)),
  /** Whether a suppression must give its reason. */
  requireReason: v.boolean(),
};
export const LintSettings = v.strictObject(lintSettingSchemas);
export type LintSettings = v.InferOutput<typeof LintSettings>;

export const defaultLintSettings: LintSettings = {
  enabled: true,
  rules: {},
  exclude: [],
  perFileIgnores: {
    '**/tests/**': ['DB003', 'DB005'],
    '**/test_*.py': ['DB003', 'DB005'],
    '**/*_test.py': ['DB003', 'DB005'],
    '**/conftest.py': ['DB003', 'DB005'],
  },
  vocabulary: {
    owners: ['ledger', 'portfolio', 'account'],
    values: [
      'balance',
      'capital',
      'cash',
      'cash_flow',
      'commission',
      'cost',
      'equity',
      'margin',
      'market_value',
      'notional',
      'pnl',
      'portfolio_value',
      'realized_pnl',
      'returns',
      'starting_cash',
      'unrealized_pnl',
      'value',
    ],
  },
  decimalTypes: [],
  maxFileSizeKb: 1024,
  maxProgramMemoryMb: 1024,
  requireReason: false,
};
