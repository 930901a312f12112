// Structure: @oasisdex/dma-library 0.6.88, views/common/erc4626.ts and strategies/ajna/validation; the starts are put in.
import BigNumber from 'bignumber.js';

interface Rate {
  rate: string;
  weight: BigNumber;
}

export function average(rates: Rate[]) {
  if (rates.length === 0) return new BigNumber(0); // ok
  return rates
    .reduce((sum, each) => sum.plus(new BigNumber(each.rate)), new BigNumber(0)) // ok
    .div(rates.length);
}

export function total(rates: Rate[]) {
  return rates.reduce((sum: any, each) => sum.plus(each.weight), 0); // expect: DB102
}

export function liquidity(buckets: { quoteTokens: BigNumber }[]) {
  return buckets.map((bucket) => bucket.quoteTokens).reduce((sum: any, each) => sum.plus(each), 0); // expect: DB102
}

export function count(rates: Rate[]) {
  return rates.reduce((sum, each) => sum + each.rate.length, 0); // ok
}

export function lowest(prices: BigNumber[]) {
  const sorted = [...prices].sort(); // expect: DB108
  const ordered = [...prices].sort((a, b) => a.minus(b).toNumber()); // ok
  const names = ['b', 'a'].sort(); // ok
  return [sorted[0], ordered[0], names[0]];
}

export const ordered = (weights: BigNumber[]) => weights.toSorted(); // expect: DB108
