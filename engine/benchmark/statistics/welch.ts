/** Two independent lists of positive figures, such as times, compared as a ratio. */
import { meanOf, varianceOf } from './descriptive';
import { confidence, intervalOf, tProbability, type LogInterval } from './interval';

/** The ratio of b to a, as a natural logarithm: above 0 where b is larger. */
export interface LogRatioTest {
  readonly logRatio: number;
  readonly interval: LogInterval;
  /** Need not be whole. */
  readonly degreesOfFreedom: number;
  /** Two-sided, of "there is no difference". */
  readonly p: number;
}

/** What a list of figures comes to on the scale of natural logarithms. */
export interface LogMoments {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, over n − 1. */
  readonly sd: number;
}

/**
 * Welch's t test on the logarithms of two independent lists of positive figures: neither their number nor their scatter
 * need be equal.
 * @param level - of the interval
 * @returns null if a list has fewer than two figures
 * @throws RangeError if a figure is not positive and finite
 */
export function welch(
  a: readonly number[],
  b: readonly number[],
  level: number = confidence,
): LogRatioTest | null {
  const [ours, theirs] = [logarithmsOf(b), logarithmsOf(a)];
  if (ours.length < 2 || theirs.length < 2) return null;
  return welchOfMoments(momentsOf(theirs), momentsOf(ours), level);
}

/**
 * As {@link welch}, from means and standard deviations of logarithms alone.
 *
 * The standard error is `√(s²a/nₐ + s²b/n_b)`, with degrees of freedom by Satterthwaite's approximation (B. L. Welch,
 * "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved", Biometrika 34,
 * 1947; F. E. Satterthwaite, "An Approximate Distribution of Estimates of Variance Components", Biometrics Bulletin 2,
 * 1946).
 * @returns null if a side has fewer than two figures
 */
export function welchOfMoments(
  a: LogMoments,
  b: LogMoments,
  level: number = confidence,
): LogRatioTest | null {
  if (a.n < 2 || b.n < 2) return null;
  const [partA, partB] = [a.sd ** 2 / a.n, b.sd ** 2 / b.n];
  const squaredError = partA + partB;
  const estimate = {
    mean: b.mean - a.mean,
    standardError: Math.sqrt(squaredError),
    degreesOfFreedom:
      squaredError === 0
        ? a.n + b.n - 2
        : 1 / ((partA / squaredError) ** 2 / (a.n - 1) + (partB / squaredError) ** 2 / (b.n - 1)),
  };
  return {
    logRatio: estimate.mean,
    interval: intervalOf(estimate, level),
    degreesOfFreedom: estimate.degreesOfFreedom,
    p: tProbability(estimate),
  };
}

/** Natural logarithms of positive figures. @throws RangeError if one is not positive and finite */
export function logarithmsOf(figures: readonly number[]): number[] {
  return figures.map((figure) => {
    if (figure > 0 && figure < Infinity) return Math.log(figure);
    throw new RangeError(`${figure} has no logarithm`);
  });
}

/** Mean and standard deviation of at least two values. */
export function momentsOf(values: readonly number[]): LogMoments {
  return { n: values.length, mean: meanOf(values), sd: Math.sqrt(varianceOf(values)) };
}
