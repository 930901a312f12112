/** What is known of a mean from few or many independent values: intervals of any level, and probabilities. */
import type { IntervalMethod } from '../../protocol/vocabulary';
import { bcaInterval, bcaProbability, bootstrap } from './bca';
import { meanOf } from './descriptive';
import { estimateMean, intervalOf, tProbability, type LogInterval } from './interval';

export interface MeanInference {
  readonly method: IntervalMethod;
  /** @param level - 1 − α */
  interval(level: number): LogInterval;
  /** The smallest α whose interval holds nothing within `margin` of `hypothesis`. */
  probability(hypothesis: number, margin: number): number;
}

/**
 * From so many values on, the bootstrap is used: below, its intervals are too narrow (for a nominal 5 % they miss about
 * 28, 17 and 10 % with 3, 5 and 10 values), and Student's t, which supposes a normal distribution, keeps its promise.
 */
export const bootstrapFrom = 20;

/** Student's t below {@link bootstrapFrom} values, the BCa bootstrap from there on; null below two. */
export function inferMean(values: readonly number[]): MeanInference | null {
  const estimate = estimateMean(values);
  if (estimate === null) return null;
  if (values.length < bootstrapFrom) {
    return {
      method: 'student-t',
      interval: (level) => intervalOf(estimate, level),
      probability: (hypothesis, margin) => tProbability(estimate, hypothesis, margin),
    };
  }
  const boot = bootstrap(values, meanOf);
  return {
    method: 'bca-bootstrap',
    interval: (level) => bcaInterval(boot, level),
    probability: (hypothesis, margin) => bcaProbability(boot, hypothesis, margin),
  };
}
