/** Where a series changes its level for good: changes of the mean, found and tested one after the other. */
import { Random } from '../../platform/random';
import { meanOf } from './descriptive';
import { quantile } from '../../presentation/quantile';
import type { LogInterval } from './interval';
import { momentsOf, welchOfMoments } from './welch';

/** A change of level between two neighbours of a series of natural logarithms. */
export interface LevelChange {
  /** The place of the first value after it. */
  readonly at: number;
  /** Of "the order means nothing" in the part of the series where it was found. */
  readonly p: number;
  /** Mean of the level after it less that of the level before. */
  readonly logRatio: number;
  /** Of `logRatio`: Welch's, at 95 %. The place is taken as known, so it is a little too narrow. */
  readonly interval: LogInterval;
}

/**
 * Neighbours that differ most from the rest of a series: from `from` on, before `to`. `end`: one of its two ends, as
 * after a single change. `within`: neither, as after a change that was taken back.
 */
export interface Stretch {
  readonly place: 'end' | 'within';
  readonly from: number;
  readonly to: number;
  /** Share of the variance that lies between them and the rest, 0 … 1. */
  readonly share: number;
  readonly p: number;
}

/** With fewer values, no change can be distinguished from chance. */
const leastValues = 5;

/** A level has so many values at least, or half of what there is: one slow run, or two, are no level. */
const leastLevel = 3;

/** Of each test. The trend is tested again after every run, so one false alarm in twenty would be many. */
const significance = 0.01;

/** A change below 1 % is not reported, however certain: the near end of its interval must be beyond 1 %. */
const leastChange = Math.log(1.01);

/** With fewer values the rarest order is not rare enough: 2 of the 126 ways to split nine are more than 1 %. */
const permutedFrom = 10;

/** Random orders; fewer where each has many stretches to look at. */
const draws = { end: 4_999, within: 999 } as const;

/** Fixed, so that equal series give equal answers. */
const seed = 2004;

/** A change that was taken back is looked for up to so many values later; two single changes are longer. */
const longestWithin = 100;

/** Values farther from the quartiles than this many interquartile ranges (Tukey's outer fences) count as just so far. */
const outerFence = 3;

/**
 * All lasting changes of a series, by binary segmentation: {@link stretchOf} tests the whole, first for a single change,
 * then for one that was taken back, and after that each part that it was cut into.
 *
 * Runs one after the other share the machine's mood, which makes spells that look like levels. So the series is cut
 * twice: first as if neighbours were independent, to see how alike they are around the levels so found, then with
 * that correlation. A change whose interval does not clear 1 % is dropped in the end, the smallest first.
 * @param logs - natural logarithms in the order of time
 * @returns in the order of time
 */
export function levelChanges(logs: readonly number[]): LevelChange[] {
  const spells = cutsOf(logs, 0, 0);
  if (spells.length === 0) return [];
  const correlation = correlationAround(logs, spells);
  let cuts = correlation === 0 ? spells : cutsOf(logs, 0, correlation);
  for (;;) {
    const changes = cuts.map(({ at, p }, index) => {
      const before = logs.slice(cuts[index - 1]?.at ?? 0, at);
      const after = logs.slice(at, cuts[index + 1]?.at ?? logs.length);
      return { at, p, ...stepBetween(before, after) };
    });
    const smallest = changes.toSorted((a, b) => nearEnd(a) - nearEnd(b))[0];
    if (smallest === undefined || nearEnd(smallest) > leastChange) return changes;
    cuts = cuts.filter(({ at }) => at !== smallest.at);
  }
}

/**
 * The stretch of its place that differs most from the rest. It and what is left on either side are levels, of enough
 * values each.
 *
 * It has the largest share of variance between the two, `n (Σ(xᵢ − x̄))² / (k (n − k)) / Σ(xᵢ − x̄)²` over its k of n values, which
 * is also the largest two-sample t (A. Sen and M. S. Srivastava, "On Tests for Detecting Change in Mean", The Annals of
 * Statistics 3, 1975; within a series A. B. Olshen, E. S. Venkatraman, R. Lucito and M. Wigler, "Circular Binary Segmentation
 * for the Analysis of Array-Based DNA Copy Number Data", Biostatistics 5, 2004). Values beyond Tukey's outer fences are
 * pulled in to them first. p is the share of random orders of the same values that have as good a stretch: a permutation
 * test, exact for any distribution, and blind to unequal noise that does not follow the order. Drawing stops early
 * once p is surely too large (J. Besag and P. Clifford, "Sequential Monte Carlo p-Values", Biometrika 78, 1991). Below ten
 * values normal ones are drawn in place of orders. The seed is fixed: equal series give equal answers.
 * @param correlation - of neighbours, 0 … 1. With r of it n values tell as much as n (1 − r) / (1 + r) independent ones
 *   (G. V. Bayley and J. M. Hammersley, "The 'Effective' Number of Independent Observations in an Autocorrelated Time
 *   Series", Supplement to the JRSS 8, 1946), and the variance between counts for as much less
 * @returns null below {@link leastValues}, or if all values are equal
 */
export function stretchOf(
  values: readonly number[],
  place: Stretch['place'],
  correlation = 0,
): Stretch | null {
  if (values.length < leastValues) return null;
  const tamed = pulledIn(values);
  const best = bestStretch(tamed, place);
  if (best === null) return null;
  const ratio = ((best.share / (1 - best.share)) * (1 - correlation)) / (1 + correlation);
  const share = Number.isFinite(ratio) ? ratio / (1 + ratio) : best.share;
  return { ...best, place, p: probabilityOf(share, tamed, place) };
}

interface Cut {
  readonly at: number;
  readonly p: number;
}

function cutsOf(logs: readonly number[], offset: number, correlation: number): Cut[] {
  const stretch = surelyOther(logs, 'end', correlation) ?? surelyOther(logs, 'within', correlation);
  if (stretch === null) return [];
  const { from, to, p } = stretch;
  const within = (start: number, end: number): Cut[] =>
    cutsOf(logs.slice(start, end), offset + start, correlation);
  return [
    ...within(0, from),
    ...(from === 0 ? [] : [{ at: offset + from, p }]),
    ...within(from, to),
    ...(to === logs.length ? [] : [{ at: offset + to, p }]),
    ...within(to, logs.length),
  ];
}

function surelyOther(logs: readonly number[], place: Stretch['place'], correlation: number): Stretch | null {
  const stretch = stretchOf(logs, place, correlation);
  return stretch !== null && stretch.p <= significance ? stretch : null;
}

/** Of neighbours around their levels, with what fitting each level hides of it (2 / n) put back; at least 0. */
function correlationAround(logs: readonly number[], cuts: readonly Cut[]): number {
  const bounds = [0, ...cuts.map(({ at }) => at), logs.length];
  const residuals = bounds.slice(1).flatMap((end, index) => {
    const level = [...pulledIn(logs.slice(bounds[index], end))];
    const mean = meanOf(level);
    return level.map((value) => value - mean);
  });
  let [products, squares] = [0, 0];
  for (const [index, residual] of residuals.entries()) {
    squares += residual ** 2;
    products += residual * (residuals[index + 1] ?? 0);
  }
  if (squares === 0) return 0;
  const hidden = bounds.length / logs.length;
  return Math.min(0.95, Math.max(0, products / squares + hidden));
}

function stepBetween(
  before: readonly number[],
  after: readonly number[],
): Pick<LevelChange, 'logRatio' | 'interval'> {
  const test = welchOfMoments(momentsOf(before), momentsOf(after));
  if (test === null) throw new RangeError('a level has two values at least');
  return { logRatio: test.logRatio, interval: test.interval };
}

/** How far the interval keeps away from 0; negative if it holds it. */
function nearEnd({ interval }: LevelChange): number {
  return Math.max(interval.low, -interval.high);
}

function pulledIn(values: readonly number[]): Float64Array {
  const sorted = values.toSorted((a, b) => a - b);
  const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  // More than half of the values are equal: then any other one would be outside.
  if (q1 === q3) return Float64Array.from(values);
  const reach = outerFence * (q3 - q1);
  return Float64Array.from(values, (value) => Math.min(q3 + reach, Math.max(q1 - reach, value)));
}

/** Null if all values are equal, or too few for such a place. */
function bestStretch(
  values: Float64Array,
  place: Stretch['place'],
): Pick<Stretch, 'from' | 'to' | 'share'> | null {
  const n = values.length;
  const least = Math.min(leastLevel, Math.floor(n / 2));
  let mean = 0;
  for (const value of values) mean += value / n;
  let total = 0;
  const sums = new Float64Array(n + 1);
  let sum = 0;
  for (let index = 0; index < n; index++) {
    const value = values[index] ?? NaN;
    total += (value - mean) ** 2;
    sum = sum + value - mean;
    sums[index + 1] = sum;
  }
  // What rounding leaves of equal values is no variance.
  if (total <= Math.max(1e-300, n * (mean * 1e-14) ** 2)) return null;
  let [from, to, most] = [0, 0, 0];
  // A stretch that reaches the end is what is left of one that begins with the series.
  const [first, last, longest] = place === 'end' ? [0, 0, n] : [least, n, longestWithin];
  for (let start = first; start <= last; start++) {
    const before = sums[start] ?? 0;
    const farthest = Math.min(n - least, start + longest);
    for (let end = start + least; end <= farthest; end++) {
      const length = end - start;
      const between = (n * ((sums[end] ?? 0) - before) ** 2) / (length * (n - length));
      if (between > most) [from, to, most] = [start, end, between];
    }
  }
  return most === 0 ? null : { from, to, share: most / total };
}

function probabilityOf(share: number, values: Float64Array, place: Stretch['place']): number {
  const shareOf =
    values.length < permutedFrom ? normalShares(values.length, place) : shuffledShares(values, place);
  // Equal orders may differ by rounding.
  const bar = share * (1 - 1e-9);
  const enough = Math.ceil(significance * (draws[place] + 1)) + 1;
  let asGood = 0;
  for (let drawn = 1; drawn <= draws[place]; drawn++) {
    if (shareOf(drawn) >= bar) asGood++;
    if (asGood === enough) return asGood / drawn;
  }
  return (1 + asGood) / (1 + draws[place]);
}

/** The shares of random orders, one after the other. */
function shuffledShares(values: Float64Array, place: Stretch['place']): (drawn: number) => number {
  const random = new Random(seed, values.length);
  return () => bestStretch(shuffled(values, random), place)?.share ?? 0;
}

/** Shares of normal values, by the number of values. The seed is fixed, so every series of that length has the same. */
const drawnShares = { end: new Map<number, Drawn>(), within: new Map<number, Drawn>() };

interface Drawn {
  readonly random: Random;
  readonly shares: number[];
}

/** The shares of `n` normal values, drawn the first time that they are needed. */
function normalShares(n: number, place: Stretch['place']): (drawn: number) => number {
  const known = drawnShares[place].get(n) ?? { random: new Random(seed, n), shares: [] };
  drawnShares[place].set(n, known);
  const { random, shares } = known;
  return (drawn) =>
    (shares[drawn - 1] ??=
      bestStretch(pulledIn(Array.from({ length: n }, () => normal(random))), place)?.share ?? 0);
}

/** Shuffles in place (Fisher and Yates). */
function shuffled(values: Float64Array, random: Random): Float64Array {
  for (let left = values.length; left > 1; left--) {
    const other = random.below(left);
    const last = values[left - 1] ?? NaN;
    values[left - 1] = values[other] ?? NaN;
    values[other] = last;
  }
  return values;
}

/** By Box and Muller's transform. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log((random.word() + 1) / 2 ** 32));
  return radius * Math.cos((2 * Math.PI * random.word()) / 2 ** 32);
}
