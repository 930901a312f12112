/** Two lists of positive figures that belong together pair by pair, compared as a ratio. */
import { confidence, estimateMean, intervalOf, tProbability } from './interval';
import { logarithmsOf, type LogRatioTest } from './welch';

/**
 * Student's t test on the logarithms of the pairs' ratios, b to a (Student, "The Probable Error of a Mean", Biometrika
 * 6, 1908). What both of a pair have in common, such as a machine that was slow just then, drops out.
 * @param level - of the interval
 * @returns null below two pairs
 * @throws RangeError if the lists are not equally long, or a figure is not positive and finite
 */
export function pairedT(
  a: readonly number[],
  b: readonly number[],
  level: number = confidence,
): LogRatioTest | null {
  if (a.length !== b.length) {
    throw new RangeError(`${a.length} and ${b.length} figures make no pairs`);
  }
  const ours = logarithmsOf(b);
  const estimate = estimateMean(logarithmsOf(a).map((theirs, index) => (ours[index] ?? NaN) - theirs));
  if (estimate === null) return null;
  return {
    logRatio: estimate.mean,
    interval: intervalOf(estimate, level),
    degreesOfFreedom: estimate.degreesOfFreedom,
    p: tProbability(estimate),
  };
}
