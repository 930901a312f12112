/** What a check against a baseline, or of one build against another, came to. */
import * as v from 'valibot';
import { MachineFingerprint, Thresholds } from './baseline';
import { EngineName, ScenarioName } from './vocabulary';

/**
 * `passed`: the whole interval is below the warning. `warned`, `failed`: the whole interval is past that threshold.
 * `not shown`: the interval holds the warning, so neither is. `not judged`: there was nothing to compare.
 */
const gateWords = ['passed', 'not shown', 'warned', 'failed', 'not judged'] as const;
export type GateWord = (typeof gateWords)[number];

/** One scenario and engine. */
export const GateItem = v.strictObject({
  scenario: ScenarioName,
  engine: EngineName,
  word: v.picklist(gateWords),
  /** Of the word, on one line. */
  reason: v.string(),
  thresholds: Thresholds,
  /** How much slower it has become; negative if it became faster. Null if nothing was compared. */
  change: v.nullable(
    v.strictObject({
      percent: v.number(),
      /** Of the confidence that each look keeps. */
      lowPercent: v.number(),
      highPercent: v.number(),
    }),
  ),
  /** Geometric means of the launches: nanoseconds of a run, or the ratio to the reference engine. */
  before: v.nullable(v.number()),
  after: v.nullable(v.number()),
  launchesBefore: v.number(),
  launchesAfter: v.number(),
  /** Of the second measurement of what would fail; null if there was none. */
  repeated: v.nullable(
    v.strictObject({ percent: v.number(), lowPercent: v.number(), highPercent: v.number() }),
  ),
});
export type GateItem = v.InferOutput<typeof GateItem>;

export const GateReport = v.strictObject({
  kind: v.literal('decimal-benchmark-gate'),
  schemaVersion: v.literal(1),
  startedAt: v.string(),
  durationMs: v.number(),
  /**
   * `times`: with those of the same machine; `ratios`: of each engine to `native-float` in the same run, because the
   * baseline is another machine's; `builds`: of two builds that were measured in turn.
   */
  comparison: v.picklist(['times', 'ratios', 'builds']),
  /** What it was compared with, e.g. `baselines/baseline.json` or a revision. */
  against: v.string(),
  /** The comparison that was used and why, with both machines, in words. */
  explanation: v.string(),
  machine: MachineFingerprint,
  baselineMachine: v.nullable(MachineFingerprint),
  items: v.array(GateItem),
  judged: v.number(),
  /** Items that were to be judged. */
  total: v.number(),
  /** Why the gate is not to be trusted whatever the items say, e.g. a run that broke off; null if it is. */
  problem: v.nullable(v.string()),
  /** The end of what the build printed that is the problem; null if it is another. */
  output: v.nullable(v.string()),
  outcome: v.picklist(['passed', 'warned', 'failed', 'not judged']),
  warnings: v.array(v.string()),
  /** The outcome on one line. */
  sentence: v.string(),
});
export type GateReport = v.InferOutput<typeof GateReport>;

/** One line of `--events`: an event of a running gate. The report is the last. */
export const GateEvent = v.variant('type', [
  v.strictObject({
    type: v.literal('progress'),
    /** 0 … 1 over the measurement under way; launches that are added begin anew. */
    fraction: v.number(),
    text: v.string(),
    scenario: v.nullable(v.string()),
  }),
  v.strictObject({ type: v.literal('note'), level: v.picklist(['info', 'warning']), text: v.string() }),
  v.strictObject({ type: v.literal('report'), report: GateReport }),
]);
export type GateEvent = v.InferOutput<typeof GateEvent>;
