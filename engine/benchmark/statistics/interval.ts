/** Student's t interval of a mean, and the probability that goes with it. */
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { meanOf, varianceOf } from './descriptive';

/** Ends of an interval of a mean of natural logarithms. */
export interface LogInterval {
  readonly low: number;
  readonly high: number;
}

/** The confidence level of every interval, unless stated otherwise. */
export const confidence = 0.95;

/** A mean whose standard error is estimated with some degrees of freedom, which need not be whole. */
export interface EstimatedMean {
  readonly mean: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * Student's t interval of the mean of independent values, `mean ± t(1 − α/2, n − 1) × sd / √n`; null below two.
 * @param level - 1 − α
 */
export function tInterval(values: readonly number[], level = confidence): LogInterval | null {
  const estimate = estimateMean(values);
  return estimate === null ? null : intervalOf(estimate, level);
}

/** Mean and standard error of independent values; null below two. */
export function estimateMean(values: readonly number[]): EstimatedMean | null {
  if (values.length < 2) return null;
  return {
    mean: meanOf(values),
    standardError: Math.sqrt(varianceOf(values) / values.length),
    degreesOfFreedom: values.length - 1,
  };
}

/** `mean ± t(1 − α/2, ν) × standard error`. */
export function intervalOf(
  { mean, standardError, degreesOfFreedom }: EstimatedMean,
  level = confidence,
): LogInterval {
  const reach = halfWidthOf({ standardError, degreesOfFreedom }, level);
  return { low: mean - reach, high: mean + reach };
}

/** `t(1 − α/2, ν) × standard error`: from the mean to either end of its interval. */
export function halfWidthOf(
  { standardError, degreesOfFreedom }: Omit<EstimatedMean, 'mean'>,
  level: number,
): number {
  return tQuantile(1 - (1 - level) / 2, degreesOfFreedom) * standardError;
}

/**
 * The smallest α at which the interval of level 1 − α no longer holds any value within `margin` of `hypothesis`: with
 * a margin of 0 the two-sided p-value of Student's t test. It is 1 if the mean itself lies within the margin.
 */
export function tProbability(
  { mean, standardError, degreesOfFreedom }: EstimatedMean,
  hypothesis = 0,
  margin = 0,
): number {
  const distance = Math.abs(mean - hypothesis) - margin;
  if (distance <= 0) return 1;
  // Values that do not scatter at all leave no doubt about their mean.
  if (standardError === 0) return 0;
  return Math.min(1, 2 * tCdf(-distance / standardError, degreesOfFreedom));
}
