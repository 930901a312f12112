// Structure: trading-signals 8.3.0, src (number indicators), and @dydxprotocol/v4-client-js 3.6.0, lib/helpers.ts.
import BigNumber from 'bignumber.js';

export class Average {
  private sum = 0; // ok
  private readonly prices: number[] = [];

  add(price: number) {
    this.prices.push(price);
    this.sum += price; // ok
    return this.sum / this.prices.length; // ok
  }

  isStable() {
    return this.prices.length >= 5 && Math.abs(this.sum) > 0; // ok
  }
}

export function quantums(size: number, resolution: number, step: number): BigNumber {
  const raw = BigNumber(size).times(10 ** (-1 * resolution)); // ok
  return BigNumber.max(raw.div(step).integerValue().times(step), step); // ok
}

export function subticks(price: number, step: BigNumber) {
  const raw = new BigNumber(price).div(step);
  return Math.max(raw, 1); // expect: DB104
}

export function rounded(price: BigNumber, tick: BigNumber) {
  let result: any = 0; // expect: DB101
  if (price.gt(tick)) result = price.minus(price.mod(tick));
  return result;
}

export function isPositive(price: BigNumber) {
  return price.isPositive() && !price.isZero(); // ok
}

export function orEmpty(price?: BigNumber) {
  return price ? price.toFixed() : ''; // ok
}

export function inBounds(price: BigNumber, bounds: { low: number; high: number }) {
  return bounds.low <= price && price <= bounds.high; // expect: DB105
}

export function isSamePrice(price: BigNumber, other: BigNumber) {
  return price == other; // expect: DB106 hard
}
