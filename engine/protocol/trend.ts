/** How a scenario's figures went from run to run: what the panel draws, and `trend --json` prints. */
import * as v from 'valibot';
import { MachineFingerprint, Thresholds } from './baseline';
import { EngineName } from './vocabulary';

/** `time`: nanoseconds a bar. `ratio`: of the exact engine's time to that of `float` in the same run. */
export const trendMeasures = ['time', 'ratio'] as const;
export const TrendMeasure = v.picklist(trendMeasures);
export type TrendMeasure = v.InferOutput<typeof TrendMeasure>;

/** A geometric mean over launches, with its 95 % interval; no ends below two launches. */
export const TrendFigure = v.strictObject({
  value: v.number(),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
});
export type TrendFigure = v.InferOutput<typeof TrendFigure>;

/** One run of the scenario. */
export const TrendPoint = v.strictObject({
  /** The name of its file. */
  run: v.string(),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  /** Version of the product that measured. */
  product: v.string(),
  launches: v.number(),
  partial: v.boolean(),
  /** Fewer launches than a claim needs. */
  quickLook: v.boolean(),
  time: v.nullable(TrendFigure),
  ratio: v.nullable(TrendFigure),
});
export type TrendPoint = v.InferOutput<typeof TrendPoint>;

/** What a baseline says of the figure, in its unit, and where it becomes too slow. */
export const TrendBaseline = v.strictObject({
  value: v.number(),
  warning: v.number(),
  /** Null if the baseline is another machine's: a ratio to such a one can warn and never fail. */
  failure: v.nullable(v.number()),
  recordedAt: v.string(),
  /** The machine that it was recorded on, if that is another; else null. */
  otherMachine: v.nullable(v.string()),
});
export type TrendBaseline = v.InferOutput<typeof TrendBaseline>;

/**
 * From one run to the next that counts, of the same machine and work, the level changed for good. Above 0 % is slower.
 * It belongs to the segment of the run after it; the run before it may stand in an earlier one.
 */
export const TrendChange = v.strictObject({
  /** The last run of the level before, and the first of the level after. */
  before: v.string(),
  after: v.string(),
  percent: v.number(),
  lowPercent: v.number(),
  highPercent: v.number(),
});
export type TrendChange = v.InferOutput<typeof TrendChange>;

export const TrendSeries = v.strictObject({
  baseline: v.nullable(TrendBaseline),
  changes: v.array(TrendChange),
});
type TrendSeries = v.InferOutput<typeof TrendSeries>;

/** What can be other from one run to the next, so that their figures are not of one series. */
export const trendDifferences = [
  'cpu',
  'cores',
  'platform',
  'runtime',
  'v8',
  'data',
  'parameters',
  'storage',
] as const;
export const TrendDifference = v.picklist(trendDifferences);
export type TrendDifference = v.InferOutput<typeof TrendDifference>;

/** Runs one after the other, of one machine and the same work. No line leads from one segment to the next. */
export const TrendSegment = v.strictObject({
  machine: MachineFingerprint,
  /** What is other than in the segment before; empty in the first. */
  differs: v.array(TrendDifference),
  /** In the order of time. */
  points: v.array(TrendPoint),
  time: TrendSeries,
  ratio: TrendSeries,
});
export type TrendSegment = v.InferOutput<typeof TrendSegment>;

export const TrendScenario = v.strictObject({
  key: v.string(),
  title: v.string(),
  /** The exact engine whose figures these are. */
  engine: EngineName,
  thresholds: Thresholds,
  segments: v.array(TrendSegment),
});
export type TrendScenario = v.InferOutput<typeof TrendScenario>;

export const Trend = v.strictObject({
  kind: v.literal('decimal-benchmark-trend'),
  schemaVersion: v.literal(1),
  scenarios: v.array(TrendScenario),
  /** Files that hold no run that could be read. */
  leftOut: v.array(v.strictObject({ file: v.string(), reason: v.string() })),
});
export type Trend = v.InferOutput<typeof Trend>;

/** How far the extension has come with the trend that the panel asked for. */
export const TrendState = v.variant('status', [
  v.strictObject({ status: v.literal('reading') }),
  v.strictObject({
    status: v.literal('ready'),
    trend: Trend,
    /** Why the baseline is not in it, though there is one; null otherwise. */
    baselineProblem: v.nullable(v.string()),
  }),
  v.strictObject({ status: v.literal('failed'), reason: v.string() }),
]);
export type TrendState = v.InferOutput<typeof TrendState>;

/** Runs that a change is looked for in: a quick look and a partial run rest on too little. */
export function isCounted({ partial, quickLook }: TrendPoint): boolean {
  return !partial && !quickLook;
}

/** What became slower or faster, e.g. `native` or `native against float`. */
export function measuredName(engine: EngineName, measure: TrendMeasure): string {
  return measure === 'time' ? engine : `${engine} against float`;
}
