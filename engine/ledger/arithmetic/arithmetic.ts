import type { Scaled8Column } from '../data/bundle';

/** Values of one kind in a row: a `Float64Array` of doubles, or an array of decimals. */
export type Column<N> = ArrayLike<N>;

/** A column whose values may be replaced: one cell a symbol. */
export type Cells<N> = Record<number, N> & { readonly length: number };

/** Where a value lies against a band −threshold … +threshold. The edges belong to the inside, but have codes of their own. */
export const place = { below: -2, onLower: -1, inside: 0, onUpper: 1, above: 2, undefined: 3 } as const;
export type Place = (typeof place)[keyof typeof place];

/** Compares the means of two windows by their sums. */
export interface MeansTest<N> {
  /** Negative, 0 or positive as the fast mean is below, equal to or above the slow one. */
  compare(fastSum: N, slowSum: N): number;
  /** Both means in plain text. */
  texts(fastSum: N, slowSum: N): [fast: string, slow: string];
}

/** Holds the change from `first` to `last`, in percent, against a threshold. */
export interface ChangeTest<N> {
  place(first: N, last: N): Place;
  text(first: N, last: N): string;
}

/** Holds the z-score of `x` in a window of known size against a threshold, by the window's sum and sum of squares. */
export interface ZScoreTest<N> {
  /** `undefined` where the window has no deviation to divide by. */
  place(x: N, sum: N, squares: N): Place;
  /** Null if the window has no deviation to divide by. */
  text(x: N, sum: N, squares: N): string | null;
}

/** Null if there are fewer than two returns, or if they do not deviate. */
export interface Annualised<N> {
  readonly volatility: N | null;
  readonly sharpe: N | null;
}

/**
 * The operations of a number system that a ledger needs. The exact ones round half to even, once, to 8 digits (money) or 12
 * (ratios), and only if a method says so; the float ones never round on purpose.
 */
export interface Arithmetic<N> {
  readonly zero: N;
  /** Reads plain notation: exactly, or as the nearest double. */
  parse(text: string): N;
  /** Plain notation without trailing zeros; a double as the shortest text that reads back to it. */
  format(value: N): string;
  column(values: Scaled8Column): Column<N>;
  zeros(length: number): Cells<N>;

  add(a: N, b: N): N;
  subtract(a: N, b: N): N;
  negate(a: N): N;
  isZero(a: N): boolean;
  isNegative(a: N): boolean;
  isLess(a: N, b: N): boolean;
  /** Exact in the exact systems. */
  square(a: N): N;

  /** Price or money from a product, to 8 digits. */
  product(a: N, b: N): N;
  /** `amount × part / whole`, to 8 digits. */
  portion(amount: N, part: N, whole: N): N;
  /** A tenth of a bar's volume in whole steps of 10⁻⁸, rounded down. */
  fillLimit(volume: N): N;

  meansTest(fast: number, slow: number): MeansTest<N>;
  changeTest(threshold: string): ChangeTest<N>;
  zScoreTest(window: number, threshold: string): ZScoreTest<N>;

  /** `equity / previous − 1`, to 12 digits. `previous` is not 0. */
  returnOf(equity: N, previous: N): N;
  /** `(peak − trough) / peak`, to 12 digits. */
  drawdown(peak: N, trough: N): N;
  /** Whether the first drawdown is deeper than the second, compared without rounding. */
  isDeeper(peak: N, trough: N, otherPeak: N, otherTrough: N): boolean;
  /** Volatility and Sharpe ratio of session returns, 252 sessions a year, to 12 digits. */
  annualise(returns: readonly N[]): Annualised<N>;
}

/** The value at an index that is known to be inside. */
export function at<N>(column: Column<N>, index: number): N {
  const value = column[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${column.length}`);
  return value;
}
