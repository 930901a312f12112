/** The ratio of two arithmetic means, from what a summary prints of each side. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { confidence, tProbability, type LogInterval } from './interval';
import type { LogRatioTest } from './welch';

/** Of independent positive figures. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, over n − 1. */
  readonly sd: number;
}

/**
 * Welch's t test of "the means are equal", and Fieller's interval of b's mean over a's (E. C. Fieller, "Some Problems in
 * Interval Estimation", Journal of the Royal Statistical Society B 16, 1954). A ratio θ is inside the interval if
 * `|m_b − θ mₐ| ≤ t √(v_b + θ² vₐ)`, so the interval excludes 1 exactly when the test rejects. Satterthwaite's degrees of
 * freedom are taken at the ratio of the two means (Hasler, Vonk and Hothorn, "Assessing Non-inferiority of a New Treatment
 * in a Three-arm Trial in the Presence of Heteroscedasticity", Statistics in Medicine 27, 2008).
 *
 * A short list often misses the rare long samples of a skewed source, and its own deviation is then far too small. So v is
 * taken twice, once from each side's own deviation and once from the pooled one, and the wider interval counts.
 * @param level - of the interval
 * @returns null if a side has fewer than two figures
 */
export function ratioOfMeans(a: Moments, b: Moments, level: number = confidence): LogRatioTest | null {
  if (a.n < 2 || b.n < 2) return null;
  const errors = [ownErrors(a, b), pooledErrors(a, b)] as const;
  const degreesOfFreedom = satterthwaite(a, b, errors[0]);
  const quantile = tQuantile(1 - (1 - level) / 2, degreesOfFreedom);
  const logRatio = Math.log(b.mean) - Math.log(a.mean);
  const intervals = errors.map((error) => fieller(error, quantile));
  return {
    logRatio,
    interval: {
      low: logRatio + Math.min(...intervals.map(({ low }) => low)),
      high: logRatio + Math.max(...intervals.map(({ high }) => high)),
    },
    degreesOfFreedom,
    p: Math.max(...errors.map((error) => probability(a.mean, b.mean, error, degreesOfFreedom))),
  };
}

/** The squared standard error of `m_b − θ mₐ` is `b m_b² + a θ² mₐ²`. */
interface RelativeErrors {
  readonly a: number;
  readonly b: number;
}

function ownErrors(a: Moments, b: Moments): RelativeErrors {
  return { a: (a.sd / a.mean) ** 2 / a.n, b: (b.sd / b.mean) ** 2 / b.n };
}

/**
 * Of one deviation on both sides, which pools b's with θ times a's. With `k = (1/nₐ + 1/n_b) / (nₐ + n_b − 2)`, the squared
 * error of `m_b − θ mₐ` is then `k ((n_b − 1) s²_b + θ² (nₐ − 1) s²ₐ)`.
 */
function pooledErrors(a: Moments, b: Moments): RelativeErrors {
  const share = (1 / a.n + 1 / b.n) / (a.n + b.n - 2);
  return {
    a: share * (a.n - 1) * (a.sd / a.mean) ** 2,
    b: share * (b.n - 1) * (b.sd / b.mean) ** 2,
  };
}

function satterthwaite(a: Moments, b: Moments, errors: RelativeErrors): number {
  const sum = errors.a + errors.b;
  if (sum === 0) return a.n + b.n - 2;
  return 1 / ((errors.a / sum) ** 2 / (a.n - 1) + (errors.b / sum) ** 2 / (b.n - 1));
}

/** Logarithms of the ends, relative to the ratio of the means; infinite if a mean may as well be 0. */
function fieller(errors: RelativeErrors, quantile: number): LogInterval {
  const [a, b] = [quantile ** 2 * errors.a, quantile ** 2 * errors.b];
  const root = Math.sqrt(Math.max(0, a + b - a * b));
  return {
    low: b < 1 ? Math.log((1 - b) / (1 + root)) : -Infinity,
    high: a < 1 ? Math.log((1 + root) / (1 - a)) : Infinity,
  };
}

function probability(meanA: number, meanB: number, errors: RelativeErrors, degreesOfFreedom: number): number {
  const unit = Math.max(meanA, meanB);
  const [a, b] = [meanA / unit, meanB / unit];
  const standardError = Math.sqrt(errors.a * a ** 2 + errors.b * b ** 2);
  return tProbability({ mean: b - a, standardError, degreesOfFreedom });
}
