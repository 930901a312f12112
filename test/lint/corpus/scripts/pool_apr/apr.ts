// Structure: @cetusprotocol/cetus-sui-clmm-sdk 5.4.0, math/apr.ts, and @raydium-io/raydium-sdk-v2 0.2.73-alpha, farm.ts.
import Decimal from 'decimal.js';

export function positionApr(
  amountText: string,
  priceText: string,
  decimals: number,
  tick: number,
  lower: number,
) {
  const amount = new Decimal(amountText).div(new Decimal(10 ** decimals)); // ok
  const price = new Decimal(priceText); // ok
  let liquidity; // ok
  if (tick < lower)
    liquidity = amount; // ok
  else liquidity = Decimal.min(amount, price); // ok
  const value = amount.mul(price);
  return liquidity.eq(new Decimal(0)) ? new Decimal(0) : value.div(liquidity); // ok
}

export function lpTotals(rows: { mint: string; lp?: string }[]) {
  const totals = new Map<string, string>(); // ok
  for (const { mint, lp } of rows) {
    totals.set(mint, new Decimal(totals.get(mint) ?? 0).add(lp || 0).toString()); // ok
  }
  return totals;
}

export function feeValue(volume: Decimal, feeRate: number) {
  return volume * (feeRate / 10000); // expect: DB104
}

export function withFee(volume: Decimal, fee: Decimal) {
  return volume + fee; // expect: DB104
}

export function grow(value: Decimal, rewards: Decimal[]) {
  let apr: any = value;
  for (const reward of rewards) apr += reward; // expect: DB104 hard
  return apr;
}

export function floor(price: Decimal) {
  return Math.floor(price); // expect: DB104
}

export function isInRange(price: Decimal, low: Decimal, high: Decimal) {
  return price >= low && price.lt(high); // expect: DB105
}

export function slippage(price: Decimal, bps: number) {
  const ratio = Number(price) * (1 - bps / 10000); // expect: DB107
  return new Decimal(ratio);
}

export function shown(price: Decimal) {
  return `${Number(price).toFixed(2)} USD`; // ok
}

export function points(prices: Decimal[]) {
  return prices.map((price, index) => ({ x: index, y: price.toNumber() })); // ok
}
