// Structure: @kamino-finance/kliquidity-sdk 8.5.10, src/Kamino.ts, utils/orca.ts and rebalance_methods: checks for what
// the code takes for missing, whatever its type says. The comparison of two amounts is found there; the others are put in.
import Decimal from 'decimal.js';

interface Balances {
  a: Decimal;
  b: Decimal;
}

export function deposit(balances: Balances, lamports: string, amount: Decimal) {
  balances.a = balances.a?.add(lamports); // ok
  const rest = balances.b?.sub(amount); // ok
  if (!balances.a || !balances.b) throw new Error('no balances'); // ok
  return rest;
}

export function swapped(computed: [Decimal, Decimal], limit?: Decimal) {
  if (limit && computed[1] > limit) return limit; // expect: DB105
  return computed[1];
}

export function rewardApr(emissions: Decimal, price: Decimal | undefined, value: Decimal) {
  if (emissions.eq(0) || !price) return 0; // ok
  return emissions.mul(price).div(value).toNumber(); // ok
}

export function lowest(liquidity: Decimal[]) {
  let least = new Decimal(0); // ok
  for (const each of liquidity) least = each < least ? each : least; // expect: DB105
  return least.lt(0) ? least.neg() : least; // ok
}

export function range(price: Decimal, lowerBps: Decimal, upperBps: Decimal) {
  const lower = price * (1 - lowerBps / 10000); // expect: DB104
  const upper = price.mul(upperBps.div(10000).add(1)); // ok
  return { lower, upper };
}

export function ticks(middle: Decimal, below: Decimal) {
  return [middle - below, middle.add(below).toNumber()]; // expect: DB104
}

export function deficit(deposited: Decimal) {
  const needed = deposited.toNumber(); // ok
  let held = 0; // ok
  if (needed > held) held = needed; // ok
  return held;
}
