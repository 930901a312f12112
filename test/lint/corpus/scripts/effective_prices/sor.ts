// Structure: @balancer-labs/sor 4.1.3, router/sorClass.ts and utils/bignumber.ts: a helper of a local file makes the amounts.
import { bnum, INFINITY, type Amount } from './bignumber';

export function bestPath(limits: string[], amounts: Amount[]) {
  let bestIndex = -1; // ok
  let bestPrice = INFINITY;
  limits.forEach((limit, index) => {
    const price = bnum(limit).div(amounts[index] ?? 1); // ok
    const isBetter = price < bestPrice; // expect: DB105 hard
    if (isBetter) bestIndex = index; // ok
    if (isBetter) bestPrice = price;
  });
  return bestIndex;
}

export function descending(amounts: Amount[]) {
  return [...amounts].sort((a, b) => b.minus(a).toNumber()); // ok
}

export function sum(amounts: Amount[]) {
  return amounts.reduce((total: any, each) => total.plus(each), 0); // expect: DB102 hard
}

export function isViable(amount: Amount) {
  return amount.gte(0) && amount !== INFINITY; // expect: DB106 hard
}

export function iterations(count: number) {
  return count == 0 ? 1 : count * 2; // ok
}

export const doubled = (amount: Amount) => bnum(amount) + amount; // expect: DB104 hard
