/**
 * The baseline file: what each scenario and engine took on each machine, small enough to be read in a review. The
 * published JSON Schema is generated from `Baseline`. Times are nanoseconds of one whole backtest run.
 */
import * as v from 'valibot';
import { BacktestParameters, EngineName, ScenarioName } from './vocabulary';

export const baselineSchemaVersion = 1;

/** The engine whose time others are divided by where machines differ: it has the least that can change. */
export const referenceEngine: EngineName = 'native-float';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Positive = v.pipe(v.number(), v.gtValue(0));
/** The thresholds that files, settings and flags accept, in percent. */
export const thresholdRange = { least: 0.1, most: 1_000 } as const;

const Threshold = v.pipe(v.number(), v.minValue(thresholdRange.least), v.maxValue(thresholdRange.most));
const NotNegative = v.pipe(v.number(), v.minValue(0));

/** What must be the same for two times to be of one machine. */
export const MachineFingerprint = v.strictObject({
  /** The processor's model, as the system names it. */
  cpu: v.pipe(v.string(), v.nonEmpty()),
  cores: Count,
  arch: v.string(),
  platform: v.string(),
  /** Figures from Node and from Electron are never compared. */
  runtime: v.picklist(['node', 'electron']),
  /** Another compiler is another machine to JavaScript. */
  v8Major: Count,
});
export type MachineFingerprint = v.InferOutput<typeof MachineFingerprint>;

/** Mean and standard deviation of natural logarithms, one a launch. */
export const LogSummary = v.strictObject({
  mean: v.number(),
  /** Over n − 1. */
  sd: NotNegative,
});
export type LogSummary = v.InferOutput<typeof LogSummary>;

/** What one engine took. */
export const BaselineEngine = v.strictObject({
  samples: Count,
  /** At least 2: fewer have no scatter that could be compared. */
  launches: v.pipe(v.number(), v.integer(), v.minValue(2)),
  medianNs: Positive,
  meanNs: Positive,
  minNs: Positive,
  maxNs: Positive,
  /** Of ln(mean of a launch's samples). Times are compared by it. */
  logNs: LogSummary,
  /**
   * The launch's mean divided by that of `native-float` in the same launch, as a geometric mean, and its logarithms.
   * Null for `native-float` itself, and where it was not measured.
   */
  toReference: v.nullable(v.strictObject({ ratio: Positive, log: LogSummary })),
});
export type BaselineEngine = v.InferOutput<typeof BaselineEngine>;

export const BaselineScenario = v.strictObject({
  /** Digest of the bars. */
  digest: v.string(),
  parameters: BacktestParameters,
  /** ISO 8601, UTC. */
  recordedAt: v.string(),
  product: v.string(),
  /** What was checked out; null outside a git repository. */
  commit: v.nullable(
    v.strictObject({
      revision: v.string(),
      /** There were changes that no commit holds. */
      dirty: v.boolean(),
    }),
  ),
  engines: v.record(EngineName, BaselineEngine),
});
export type BaselineScenario = v.InferOutput<typeof BaselineScenario>;

export const BaselineMachine = v.strictObject({
  machine: MachineFingerprint,
  scenarios: v.record(ScenarioName, BaselineScenario),
});
export type BaselineMachine = v.InferOutput<typeof BaselineMachine>;

/** How much slower is too slow, in percent. */
export const Thresholds = v.strictObject({ warningPercent: Threshold, failurePercent: Threshold });
export type Thresholds = v.InferOutput<typeof Thresholds>;

export const defaultThresholds: Thresholds = { warningPercent: 5, failurePercent: 20 };

export const Baseline = v.strictObject({
  $schema: v.optional(v.string()),
  kind: v.literal('decimal-benchmark-baseline'),
  schemaVersion: v.literal(baselineSchemaVersion),
  /** Thresholds of scenarios that need their own; they come before flags and settings. */
  thresholds: v.optional(v.record(ScenarioName, Thresholds)),
  /** By the processor's model; machines that share it differ in another part of their fingerprint. */
  cpus: v.record(v.string(), v.pipe(v.array(BaselineMachine), v.minLength(1))),
});
export type Baseline = v.InferOutput<typeof Baseline>;
