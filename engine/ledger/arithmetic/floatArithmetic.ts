import { toFloat64 } from '../data/columns';
import type { Scaled8Column } from '../data/bundle';
import {
  place,
  type Annualised,
  type Arithmetic,
  type ChangeTest,
  type MeansTest,
  type Place,
  type ZScoreTest,
} from './arithmetic';
import { formatDouble } from './decimalText';

/** IEEE doubles: every formula evaluated left to right, nothing rounded on purpose. */
export class FloatArithmetic implements Arithmetic<number> {
  readonly zero = 0;

  parse(text: string): number {
    return Number(text);
  }

  format(value: number): string {
    return formatDouble(value);
  }

  column(values: Scaled8Column): Float64Array {
    return toFloat64(values);
  }

  zeros(length: number): Float64Array {
    return new Float64Array(length);
  }

  add(a: number, b: number): number {
    return a + b;
  }

  subtract(a: number, b: number): number {
    return a - b;
  }

  negate(a: number): number {
    return -a;
  }

  isZero(a: number): boolean {
    return a === 0;
  }

  isNegative(a: number): boolean {
    return a < 0;
  }

  isLess(a: number, b: number): boolean {
    return a < b;
  }

  square(a: number): number {
    return a * a;
  }

  product(a: number, b: number): number {
    return a * b;
  }

  portion(amount: number, part: number, whole: number): number {
    return (amount * part) / whole;
  }

  fillLimit(volume: number): number {
    return Math.floor(volume * 0.1 * 1e8) / 1e8;
  }

  meansTest(fast: number, slow: number): MeansTest<number> {
    return new FloatMeansTest(fast, slow);
  }

  changeTest(threshold: string): ChangeTest<number> {
    return new FloatChangeTest(Number(threshold));
  }

  zScoreTest(window: number, threshold: string): ZScoreTest<number> {
    return new FloatZScoreTest(window, Number(threshold));
  }

  returnOf(equity: number, previous: number): number {
    return equity / previous - 1;
  }

  drawdown(peak: number, trough: number): number {
    return (peak - trough) / peak;
  }

  isDeeper(peak: number, trough: number, otherPeak: number, otherTrough: number): boolean {
    return (peak - trough) / peak > (otherPeak - otherTrough) / otherPeak;
  }

  annualise(returns: readonly number[]): Annualised<number> {
    const n = returns.length;
    if (n < 2) return { volatility: null, sharpe: null };
    let sum = 0;
    for (const r of returns) sum += r;
    const mean = sum / n;
    let squares = 0;
    for (const r of returns) squares += (r - mean) * (r - mean);
    const deviation = Math.sqrt(squares / (n - 1));
    if (deviation === 0) return { volatility: null, sharpe: null };
    return { volatility: Math.sqrt(252) * deviation, sharpe: (Math.sqrt(252) * mean) / deviation };
  }
}

class FloatMeansTest implements MeansTest<number> {
  readonly #fast: number;
  readonly #slow: number;

  constructor(fast: number, slow: number) {
    this.#fast = fast;
    this.#slow = slow;
  }

  compare(fastSum: number, slowSum: number): number {
    const fastMean = fastSum / this.#fast;
    const slowMean = slowSum / this.#slow;
    return fastMean > slowMean ? 1 : fastMean < slowMean ? -1 : 0;
  }

  texts(fastSum: number, slowSum: number): [string, string] {
    return [formatDouble(fastSum / this.#fast), formatDouble(slowSum / this.#slow)];
  }
}

class FloatChangeTest implements ChangeTest<number> {
  readonly #threshold: number;

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  place(first: number, last: number): Place {
    return placeIn((last / first - 1) * 100, this.#threshold);
  }

  text(first: number, last: number): string {
    return formatDouble((last / first - 1) * 100);
  }
}

class FloatZScoreTest implements ZScoreTest<number> {
  readonly #window: number;
  readonly #threshold: number;

  constructor(window: number, threshold: number) {
    this.#window = window;
    this.#threshold = threshold;
  }

  place(x: number, sum: number, squares: number): Place {
    const variance = this.#variance(sum, squares);
    if (!(variance > 0)) return place.undefined;
    return placeIn((x - sum / this.#window) / Math.sqrt(variance), this.#threshold);
  }

  text(x: number, sum: number, squares: number): string | null {
    const variance = this.#variance(sum, squares);
    if (!(variance > 0)) return null;
    return formatDouble((x - sum / this.#window) / Math.sqrt(variance));
  }

  #variance(sum: number, squares: number): number {
    return (squares - (sum * sum) / this.#window) / (this.#window - 1);
  }
}

function placeIn(value: number, threshold: number): Place {
  if (value > threshold) return place.above;
  if (value < -threshold) return place.below;
  if (value === threshold) return place.onUpper;
  return value === -threshold ? place.onLower : place.inside;
}
