// Structure: @raydium-io/raydium-sdk 1.3.0, ammV3, and @meteora-ag/dlmm 1.9.14, helpers/weight.ts; the mistakes are put in.
import Decimal from 'decimal.js';

export const ZERO = new Decimal(0);
const SECONDS = 3600 * 24 * 365; // ok

export class TickMath {
  static priceOf(tick: number): Decimal {
    return new Decimal(1.0001).pow(tick); // ok
  }

  static tickOf(price: Decimal): number {
    return Math.floor(price.log(1.0001).toNumber()); // ok
  }

  static get max(): Decimal {
    return this.priceOf(887272);
  }
}

export function weights(bins: number[], active: number, step: Decimal) {
  let mean = 0; // ok
  if (bins.includes(active)) mean = active; // ok
  const total = bins.map((bin) => step.pow(bin - mean)).reduce((sum, each) => sum.add(each), ZERO); // ok
  return bins.map((bin) => step.pow(bin).div(total)); // ok
}

export function isInRange(tick: number, price: Decimal) {
  if (tick < 0) return false; // ok
  return TickMath.priceOf(tick) <= price && price < TickMath.max; // expect: DB105
}

export function apr(fees: Decimal, tvl: Decimal, rewards: number[]) {
  if (tvl === ZERO) return 0; // expect: DB106
  const yearly = fees.mul(SECONDS).div(tvl).toNumber(); // ok
  return yearly + rewards.reduce((a, b) => a + b, 0); // ok
}

export function best(prices: Decimal[]) {
  const [first] = prices.sort(); // expect: DB108
  return first;
}

export function nearest(prices: Decimal[], price: Decimal) {
  return prices.slice().sort((a, b) => a.sub(price).abs().cmp(b.sub(price).abs()))[0]; // ok
}

export function position(prices: Decimal[], price: Decimal) {
  return prices.lastIndexOf(price) >= 0 || prices.some((each) => each.eq(price)); // expect: DB109
}

export async function liquidity(load: () => Promise<Decimal>) {
  const amount = await load();
  return amount * 2; // expect: DB104
}

export function* running(amounts: Decimal[]) {
  let sum: Decimal | number = 0; // expect: DB101
  for (const amount of amounts) {
    sum = amount.add(sum);
    yield sum;
  }
}

export const label = (price: Decimal) => 'price: ' + price.toFixed(4); // ok

export function rate(out: Decimal, into: Decimal) {
  const ratio = out.toNumber() / into.toNumber(); // expect: DB107
  return new Decimal(ratio);
}
