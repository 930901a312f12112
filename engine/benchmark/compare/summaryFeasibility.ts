/** Whether a published summary can be that of any samples at all. */
import type { RoundedNumber } from './roundedNumber';

/** What a table prints of n samples; figures that it leaves out are null. */
export interface PublishedSummary {
  readonly n: number;
  readonly mean: RoundedNumber;
  /** Sample standard deviation, over n − 1. */
  readonly sd: RoundedNumber;
  readonly min: RoundedNumber | null;
  readonly max: RoundedNumber | null;
}

/** From the least to the most that a figure can be. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

export type Feasibility = { readonly feasible: true } | { readonly feasible: false; readonly reason: string };

/**
 * Judges a summary of n positive samples, each figure rounded as it was printed: every summary that some samples have
 * is possible. The mean must be above 0.
 *
 * With the mean m and the ends a and b given, the n − 2 other samples have the sum n m − a − b. The sum of squared
 * deviations is least where they are all equal, and most where all but one of them lie at an end, which is a vertex of
 * the polytope of such samples.
 */
export function checkFeasibility(summary: PublishedSummary): Feasibility {
  const order = orderProblem(summary);
  if (order !== null) return { feasible: false, reason: order };
  const { n, mean, sd, min, max } = inUnitsOfMean(summary);
  const ends: Ends = {
    n,
    mean: { least: Math.max(0, mean.low), most: mean.high },
    // Times are above 0, and no sample is larger than the sum of them all.
    min: min === null ? { least: 0, most: mean.high } : { least: Math.max(0, min.low), most: min.high },
    max:
      max === null
        ? { least: Math.max(0, mean.low), most: n * mean.high }
        : { least: Math.max(0, max.low), most: max.high },
  };
  const bounds = deviationBounds(ends);
  if (bounds === null) {
    return {
      feasible: false,
      reason: `no ${n} samples with these ends have a mean of ${summary.mean.text}`,
    };
  }
  if (sd.high < bounds.least || sd.low > bounds.most) {
    return { feasible: false, reason: deviationReason(summary, bounds) };
  }
  return { feasible: true };
}

/** Squares of very small or very large figures are no doubles; those of shares of the mean are. */
function inUnitsOfMean({ n, mean, sd, min, max }: PublishedSummary): PublishedSummary {
  const unit = mean.value;
  const shareOf = ({ text, value, low, high }: RoundedNumber): RoundedNumber => ({
    text,
    value: value / unit,
    low: low / unit,
    high: high / unit,
  });
  return {
    n,
    mean: shareOf(mean),
    sd: shareOf(sd),
    min: min === null ? null : shareOf(min),
    max: max === null ? null : shareOf(max),
  };
}

interface Ends {
  readonly n: number;
  readonly mean: Bounds;
  readonly min: Bounds;
  readonly max: Bounds;
}

function orderProblem({ mean, sd, min, max }: PublishedSummary): string | null {
  if (sd.high < 0) return `a standard deviation is never below 0, as ${sd.text} is`;
  if (min !== null && max !== null && min.low > max.high) {
    return `the least of the samples, ${min.text}, is above the most, ${max.text}`;
  }
  if (min !== null && mean.high < min.low) return `the mean, ${mean.text}, is below the least, ${min.text}`;
  if (max !== null && mean.low > max.high) return `the mean, ${mean.text}, is above the most, ${max.text}`;
  return null;
}

function deviationReason({ n, mean, sd, min, max }: PublishedSummary, bounds: Bounds): string {
  const ends = [
    min === null ? null : `least ${min.text}`,
    max === null ? null : `most ${max.text}`,
    `mean ${mean.text}`,
  ].filter((part) => part !== null);
  const digits = (share: number): string => String(Number((share * mean.value).toPrecision(4)));
  const range = `from ${digits(bounds.least)} to ${digits(bounds.most)}`;
  return `${n} samples with ${ends.join(', ')} have a standard deviation ${range}, not ${sd.text}`;
}

/** The least and the most standard deviation, over n − 1; null if no samples have such a mean and such ends. */
function deviationBounds(ends: Ends): Bounds | null {
  const { n } = ends;
  const least = leastSquares(ends);
  const most = mostSquares(ends);
  if (least === null || most === null) return null;
  // Sums of squares that should be equal may differ in their last bits, as may the figures that were printed of them.
  const slack = 1e-9 * Math.sqrt(most / (n - 1)) + 1e-12 * ends.max.most;
  return {
    least: Math.max(0, Math.sqrt(least / (n - 1)) - slack),
    most: Math.sqrt(Math.max(most, least) / (n - 1)) + slack,
  };
}

/** Steps of the search for the mean with the least squares: each takes a third off, and a double has 53 bits. */
const searchSteps = 120;

/** The least sum of squared deviations. It is convex in the mean, whatever the ends may still be. */
function leastSquares(ends: Ends): number | null {
  const means = feasibleMeans(ends);
  if (means === null) return null;
  let { least: low, most: high } = means;
  for (let step = 0; step < searchSteps; step++) {
    const third = (high - low) / 3;
    if (leastAt(low + third, ends) <= leastAt(high - third, ends)) high -= third;
    else low += third;
  }
  return leastAt((low + high) / 2, ends);
}

/** The means that samples with such ends can have. */
function feasibleMeans({ n, mean, min, max }: Ends): Bounds | null {
  const least = Math.max(mean.least, ((n - 1) * min.least + Math.max(max.least, min.least)) / n);
  const most = Math.min(mean.most, ((n - 1) * max.most + Math.min(min.most, max.most)) / n);
  return least <= most ? { least, most } : null;
}

/**
 * With u = m − a and v = b − m, the sum is u² + v² + (u − v)² / (n − 2): least where both are as small as the ends allow
 * and neither is more than n − 1 times the other, beyond which no others make up the mean.
 */
function leastAt(mean: number, { n, min, max }: Ends): number {
  const below = { least: Math.max(0, mean - min.most), most: Math.max(0, mean - min.least) };
  const above = { least: Math.max(0, max.least - mean), most: Math.max(0, max.most - mean) };
  const u = Math.min(below.most, Math.max(below.least, above.least / (n - 1)));
  const v = Math.min(above.most, Math.max(above.least, below.least / (n - 1)));
  const others = n === 2 ? 0 : (u - v) ** 2 / (n - 2);
  return u * u + v * v + others;
}

/**
 * The most sum of squared deviations. A wider range never allows less, so the ends are as far apart as they can be; in
 * the mean it is convex between those means at which all samples lie at the ends, so only these and the outermost count.
 */
function mostSquares(ends: Ends): number | null {
  const { n, min, max } = ends;
  const means = feasibleMeans(ends);
  if (means === null) return null;
  const [low, high] = [min.least, max.most];
  const range = high - low;
  let most = Math.max(mostAt(means.least, n, low, high), mostAt(means.most, n, low, high));
  if (range > 0) {
    const first = Math.ceil((n * (means.least - low)) / range);
    const last = Math.floor((n * (means.most - low)) / range);
    // Towards the half the sum grows, so of the many it is the one next to it.
    const nearest = Math.min(last, Math.max(first, Math.round(n / 2)));
    if (first <= last) most = Math.max(most, mostAt(low + (nearest * range) / n, n, low, high));
  }
  return most;
}

function mostAt(mean: number, n: number, low: number, high: number): number {
  const range = high - low;
  if (range <= 0) return 0;
  const highs = Math.min(n, Math.max(0, Math.floor((n * (mean - low)) / range + 1e-12)));
  const between = Math.min(high, Math.max(low, n * mean - highs * high - (n - 1 - highs) * low));
  const lows = Math.max(0, n - 1 - highs);
  const middle = highs === n ? 0 : (between - mean) ** 2;
  return highs * (high - mean) ** 2 + lows * (mean - low) ** 2 + middle;
}
