import { Decimal as BaseDecimal } from 'decimal.js';
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
import { formatScaled } from './decimalText';
import { roundedQuotient, roundedRoot } from './rounding';

const moneyDigits = 8;
const ratioDigits = 12;
const sessionsPerYear = 252n;

/**
 * decimal.js rounds the result of every operation to `precision` significant digits. Sums and products of a ledger must
 * stay exact, so the precision is far beyond any of them; it costs nothing if numbers are short. Only a division would
 * fill it, and none is made here but to an integer.
 */
const Decimal = BaseDecimal.clone({
  precision: 10_000,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  defaults: true,
});
export type Decimal = BaseDecimal;

const ten8 = new Decimal('1e8');
const ten12 = new Decimal('1e12');
const step8 = new Decimal('1e-8');
const step12 = new Decimal('1e-12');
const tenth = new Decimal('0.1');

/** Exact decimals on decimal.js, rounded half to even where money or a ratio is made. */
export class DecimalArithmetic implements Arithmetic<Decimal> {
  readonly zero: Decimal = new Decimal(0);

  parse(text: string): Decimal {
    return new Decimal(text);
  }

  format(value: Decimal): string {
    return value.toFixed();
  }

  column(values: Scaled8Column): Decimal[] {
    // Decimals are never changed, so equal prices may be one object: a million bars have few thousand different ones.
    const known = new Map<bigint, Decimal>();
    return Array.from(values, (value) => {
      const shared = known.get(value);
      if (shared !== undefined) return shared;
      const decimal = new Decimal(formatScaled(value, moneyDigits));
      known.set(value, decimal);
      return decimal;
    });
  }

  zeros(length: number): Decimal[] {
    return Array.from({ length }, () => this.zero);
  }

  add(a: Decimal, b: Decimal): Decimal {
    return a.plus(b);
  }

  subtract(a: Decimal, b: Decimal): Decimal {
    return a.minus(b);
  }

  negate(a: Decimal): Decimal {
    return a.negated();
  }

  isZero(a: Decimal): boolean {
    return a.isZero();
  }

  isNegative(a: Decimal): boolean {
    return a.isNegative() && !a.isZero();
  }

  isLess(a: Decimal, b: Decimal): boolean {
    return a.lessThan(b);
  }

  square(a: Decimal): Decimal {
    return a.times(a);
  }

  product(a: Decimal, b: Decimal): Decimal {
    return a.times(b).toDecimalPlaces(moneyDigits, BaseDecimal.ROUND_HALF_EVEN);
  }

  portion(amount: Decimal, part: Decimal, whole: Decimal): Decimal {
    return wholeQuotient(amount.times(part).times(ten8), whole).times(step8);
  }

  fillLimit(volume: Decimal): Decimal {
    return volume.times(tenth).toDecimalPlaces(moneyDigits, BaseDecimal.ROUND_FLOOR);
  }

  meansTest(fast: number, slow: number): MeansTest<Decimal> {
    return new DecimalMeansTest(fast, slow);
  }

  changeTest(threshold: string): ChangeTest<Decimal> {
    return new DecimalChangeTest(new Decimal(threshold));
  }

  zScoreTest(window: number, threshold: string): ZScoreTest<Decimal> {
    return new DecimalZScoreTest(window, new Decimal(threshold));
  }

  returnOf(equity: Decimal, previous: Decimal): Decimal {
    return wholeQuotient(equity.minus(previous).times(ten12), previous).times(step12);
  }

  drawdown(peak: Decimal, trough: Decimal): Decimal {
    return wholeQuotient(peak.minus(trough).times(ten12), peak).times(step12);
  }

  isDeeper(peak: Decimal, trough: Decimal, otherPeak: Decimal, otherTrough: Decimal): boolean {
    // (p − t)/p > (P − T)/P is t/p < T/P, and peaks are positive.
    return trough.times(otherPeak).lessThan(otherTrough.times(peak));
  }

  annualise(returns: readonly Decimal[]): Annualised<Decimal> {
    // The root of a rational is rounded once, so it is taken of integers: returns in steps of 10⁻¹².
    const n = BigInt(returns.length);
    let sum = 0n;
    let squares = 0n;
    for (const r of returns) {
      const steps = scaledInteger(r, ratioDigits);
      sum += steps;
      squares += steps * steps;
    }
    const deviations = n * squares - sum * sum;
    if (n < 2n || deviations === 0n) return { volatility: null, sharpe: null };
    const volatility = roundedRoot(sessionsPerYear * deviations, n * (n - 1n));
    const sharpe = roundedRoot(
      10n ** BigInt(2 * ratioDigits) * sessionsPerYear * sum * sum * (n - 1n),
      n * deviations,
    );
    return { volatility: fromSteps(volatility), sharpe: fromSteps(sum < 0n ? -sharpe : sharpe) };
  }
}

class DecimalMeansTest implements MeansTest<Decimal> {
  readonly #fast: Decimal;
  readonly #slow: Decimal;

  constructor(fast: number, slow: number) {
    this.#fast = new Decimal(fast);
    this.#slow = new Decimal(slow);
  }

  compare(fastSum: Decimal, slowSum: Decimal): number {
    return fastSum.times(this.#slow).comparedTo(slowSum.times(this.#fast));
  }

  texts(fastSum: Decimal, slowSum: Decimal): [string, string] {
    return [ratioText(fastSum, this.#fast), ratioText(slowSum, this.#slow)];
  }
}

class DecimalChangeTest implements ChangeTest<Decimal> {
  readonly #threshold: Decimal;

  constructor(threshold: Decimal) {
    this.#threshold = threshold;
  }

  place(first: Decimal, last: Decimal): Place {
    // Prices are positive, so both sides may be multiplied by `first`.
    return placeIn(last.minus(first).times(100), first.times(this.#threshold));
  }

  text(first: Decimal, last: Decimal): string {
    return ratioText(last.minus(first).times(100), first);
  }
}

class DecimalZScoreTest implements ZScoreTest<Decimal> {
  readonly #n: Decimal;
  readonly #less1: Decimal;
  readonly #bound: Decimal;

  constructor(window: number, threshold: Decimal) {
    this.#n = new Decimal(window);
    this.#less1 = new Decimal(window - 1);
    this.#bound = threshold.times(threshold).times(window);
  }

  /**
   * With d = n x − Σx and V = n Σx² − (Σx)², z² = d² (n − 1) / (n V); it is compared with the threshold's square, and
   * the sign is d's.
   */
  place(x: Decimal, sum: Decimal, squares: Decimal): Place {
    const deviations = squares.times(this.#n).minus(sum.times(sum));
    if (deviations.isZero()) return place.undefined;
    const distance = x.times(this.#n).minus(sum);
    const order = distance.times(distance).times(this.#less1).comparedTo(this.#bound.times(deviations));
    if (order < 0) return place.inside;
    if (distance.isNegative() && !distance.isZero()) return order > 0 ? place.below : place.onLower;
    return order > 0 ? place.above : place.onUpper;
  }

  text(x: Decimal, sum: Decimal, squares: Decimal): string | null {
    const n = scaledInteger(this.#n, 0);
    const sum8 = scaledInteger(sum, moneyDigits);
    const deviations16 = n * scaledInteger(squares, 2 * moneyDigits) - sum8 * sum8;
    if (deviations16 === 0n) return null;
    const distance8 = n * scaledInteger(x, moneyDigits) - sum8;
    const square = 10n ** BigInt(2 * ratioDigits) * distance8 * distance8 * (n - 1n);
    const z = roundedRoot(square, n * deviations16);
    return formatScaled(distance8 < 0n ? -z : z, ratioDigits);
  }
}

function placeIn(value: Decimal, bound: Decimal): Place {
  const upper = value.comparedTo(bound);
  if (upper >= 0) return upper > 0 ? place.above : place.onUpper;
  const lower = value.comparedTo(bound.negated());
  if (lower <= 0) return lower < 0 ? place.below : place.onLower;
  return place.inside;
}

/** The integer nearest to `numerator / denominator`, halves to even: truncated, then corrected by the exact remainder. */
function wholeQuotient(numerator: Decimal, denominator: Decimal): Decimal {
  const quotient = numerator.dividedToIntegerBy(denominator);
  const remainder = numerator.minus(quotient.times(denominator));
  if (remainder.isZero()) return quotient;
  const order = remainder.times(2).abs().comparedTo(denominator.abs());
  if (order < 0 || (order === 0 && quotient.modulo(2).isZero())) return quotient;
  return remainder.isNegative() === denominator.isNegative() ? quotient.plus(1) : quotient.minus(1);
}

/** A quotient to 12 digits, in plain text. */
function ratioText(numerator: Decimal, denominator: Decimal): string {
  const scaled = scaledInteger(numerator.times(ten12), moneyDigits);
  return formatScaled(roundedQuotient(scaled, scaledInteger(denominator, moneyDigits)), ratioDigits);
}

/** `value × 10^digits`, which must be whole. */
function scaledInteger(value: Decimal, digits: number): bigint {
  return BigInt(value.times(new Decimal(`1e${digits}`)).toFixed(0));
}

function fromSteps(steps: bigint): Decimal {
  return new Decimal(formatScaled(steps, ratioDigits));
}
