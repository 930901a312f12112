/** What a handful of samples is: centre, spread, ends and outliers. */
import { quantile } from '../../presentation/quantile';

export interface Description {
  readonly n: number;
  readonly median: number;
  readonly mean: number;
  /** Sample standard deviation, over n − 1; null with one value. */
  readonly sd: number | null;
  readonly min: number;
  readonly max: number;
  /** Coefficient of variation, sd / mean; null with one value. */
  readonly cv: number | null;
  /** First and third quartile, by {@link quantile}. */
  readonly q1: number;
  readonly q3: number;
  /** Values outside Tukey's fences. They are counted, never dropped. */
  readonly outliers: Outliers;
}

/** Values outside Tukey's fences, by how far outside: mild ones lie between the inner and the outer fence. */
export interface Outliers {
  readonly lowSevere: number;
  readonly lowMild: number;
  readonly highMild: number;
  readonly highSevere: number;
}

/** Tukey's fences stand so many interquartile ranges outside the quartiles (Exploratory Data Analysis, 1977). */
const innerFence = 1.5;
const outerFence = 3;

/**
 * Describes positive samples, in their own unit.
 * @throws RangeError if there is no value
 */
export function describe(values: readonly number[]): Description {
  const sorted = [...values].sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError('no value to describe');
  const mean = meanOf(values);
  const sd = values.length < 2 ? null : Math.sqrt(varianceOf(values));
  const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  return {
    n: values.length,
    median: quantile(sorted, 0.5),
    mean,
    sd,
    min,
    max,
    cv: sd === null ? null : sd / mean,
    q1,
    q3,
    outliers: outliersOf(values, q1, q3),
  };
}

/** All of them together. */
export function countOutliers({ lowSevere, lowMild, highMild, highSevere }: Outliers): number {
  return lowSevere + lowMild + highMild + highSevere;
}

function outliersOf(values: readonly number[], q1: number, q3: number): Outliers {
  const [inner, outer] = [innerFence * (q3 - q1), outerFence * (q3 - q1)];
  const below = (border: number): number => values.filter((value) => value < border).length;
  const above = (border: number): number => values.filter((value) => value > border).length;
  const [lowSevere, highSevere] = [below(q1 - outer), above(q3 + outer)];
  return {
    lowSevere,
    lowMild: below(q1 - inner) - lowSevere,
    highMild: above(q3 + inner) - highSevere,
    highSevere,
  };
}

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no value to take the mean of');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance, over n − 1, of at least two values. Two passes: the deviations are taken from the mean. */
export function varianceOf(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError('one value has no variance');
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
