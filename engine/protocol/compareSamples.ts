/** What `compare-samples --json` prints. */
import * as v from 'valibot';
import { differenceWords } from './report';

export const ComparedSide = v.strictObject({
  /** Where the figures come from, e.g. `list`, `summary` or `times.csv:float`. */
  source: v.string(),
  n: v.number(),
  mean: v.number(),
  /** Null if a published summary does not tell it. */
  median: v.nullable(v.number()),
  /** Sample standard deviation, over n − 1; null with one sample. */
  sd: v.nullable(v.number()),
  min: v.nullable(v.number()),
  max: v.nullable(v.number()),
  /** `s` if a result file has a unit; null if the figures have none. */
  unit: v.nullable(v.literal('s')),
});
export type ComparedSide = v.InferOutput<typeof ComparedSide>;

const comparisonMethods = [
  "Welch's t on logarithms",
  "Student's t on logarithms of pairs",
  /** Ratio of arithmetic means, if a side is a summary. */
  "Welch's t on means, from summaries",
] as const;

/** b compared with a. Figures are times, or anything else for which less is better. */
export const SampleComparison = v.strictObject({
  a: ComparedSide,
  b: ComparedSide,
  method: v.picklist(comparisonMethods),
  paired: v.boolean(),
  /** Geometric mean of b over that of a; of arithmetic means if the method is one on means. */
  ratio: v.number(),
  /** (ratio − 1) × 100 */
  overheadPercent: v.number(),
  /** Of the ratio; null if a side has fewer than two samples. */
  interval: v.nullable(v.strictObject({ low: v.number(), high: v.number(), confidence: v.number() })),
  /** Two-sided, of "there is no difference"; null if there is no interval. */
  p: v.nullable(v.number()),
  degreesOfFreedom: v.nullable(v.number()),
  verdict: v.picklist(differenceWords),
  notes: v.array(v.string()),
});
export type SampleComparison = v.InferOutput<typeof SampleComparison>;
