/**
 * The BCa bootstrap of a statistic: resampled values tell how it scatters, and the interval is corrected for bias and
 * for a scatter that changes with the statistic itself (B. Efron, "Better Bootstrap Confidence Intervals", Journal of
 * the American Statistical Association 82, 1987; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section
 * 14.3).
 */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { Random } from '../../platform/random';
import { meanOf } from './descriptive';
import { quantile } from '../../presentation/quantile';
import type { LogInterval } from './interval';

export interface Bootstrap {
  readonly estimate: number;
  /** The statistic of every resample, ascending. */
  readonly replicates: Float64Array;
  /** Half the resamples lie below the estimate where this is 0; in standard deviations. */
  readonly bias: number;
  /** How fast the standard error changes with the statistic, on a scale on which it is normal. */
  readonly acceleration: number;
}

/** So many that the ends at 99.9 % still rest on ten resamples. Equal values give equal intervals: the seed is fixed. */
const resamples = 19_999;
const seed = 1987;

/**
 * Draws the resamples of independent values, each as large as the list.
 * @param values - at least two
 */
export function bootstrap<T>(values: readonly T[], statistic: (values: readonly T[]) => number): Bootstrap {
  const random = new Random(seed, values.length);
  const drawn = [...values];
  const replicates = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    for (let place = 0; place < drawn.length; place++) {
      const value = values[random.below(values.length)];
      if (value !== undefined) drawn[place] = value;
    }
    replicates[resample] = statistic(drawn);
  }
  replicates.sort();
  const estimate = statistic(values);
  return {
    estimate,
    replicates,
    bias: normal(shareBelow(replicates, estimate)),
    acceleration: accelerationOf(values, statistic),
  };
}

/** The interval that holds the statistic's true value with probability `level`. */
export function bcaInterval(boot: Bootstrap, level: number): LogInterval {
  const tail = (1 - level) / 2;
  return {
    low: quantile(boot.replicates, percentilePoint(boot, tail)),
    high: quantile(boot.replicates, percentilePoint(boot, 1 - tail)),
  };
}

/**
 * The smallest α at which the interval of level 1 − α no longer holds any value within `margin` of `hypothesis`; 1
 * if the estimate itself lies within the margin. It never falls below what the number of resamples can tell.
 */
export function bcaProbability(boot: Bootstrap, hypothesis = 0, margin = 0): number {
  const above = boot.estimate > hypothesis;
  const border = above ? hypothesis + margin : hypothesis - margin;
  if (above ? boot.estimate <= border : boot.estimate >= border) return 1;
  const distance = normal(shareBelow(boot.replicates, border)) - boot.bias;
  // This is the percentile point's formula, solved for the normal quantile that it begins with.
  const point = distance / Math.max(steepest, 1 + boot.acceleration * distance) - boot.bias;
  return Math.min(1, 2 * normalCdf(above ? point : -point, 0, 1));
}

/** Below this the correction for acceleration would turn round: so far out, it means nothing any more. */
const steepest = 0.05;

/** Which share of the replicates lies below the end of the interval that a normal one would have at `probability`. */
function percentilePoint({ bias, acceleration }: Bootstrap, probability: number): number {
  const point = bias + normalQuantile(probability, 0, 1);
  return normalCdf(bias + point / Math.max(steepest, 1 - acceleration * point), 0, 1);
}

/** The share of replicates below a value, those equal to it counted half, kept off 0 and 1 by half a replicate. */
function shareBelow(replicates: Float64Array, value: number): number {
  const below = firstPlace(replicates, (replicate) => replicate >= value);
  const upTo = firstPlace(replicates, (replicate) => replicate > value);
  const count = (below + upTo) / 2;
  return Math.min(replicates.length - 0.5, Math.max(0.5, count)) / replicates.length;
}

/** The first place of an ascending list that fulfils a condition which all after it fulfil too. */
function firstPlace(sorted: Float64Array, fulfils: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fulfils(sorted[middle] ?? NaN)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function normal(probability: number): number {
  return normalQuantile(probability, 0, 1);
}

/** From the jackknife, which leaves out one value at a time: `Σ dᵢ³ / 6 (Σ dᵢ²)^1.5`, dᵢ = their mean − the i-th. */
function accelerationOf<T>(values: readonly T[], statistic: (values: readonly T[]) => number): number {
  const left = values.map((_, index) => statistic(values.filter((__, other) => other !== index)));
  const mean = meanOf(left);
  let squares = 0;
  let cubes = 0;
  for (const value of left) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
