// Structure: @aave/math-utils 1.38.0, formatters/reserve; values whose types stand in a local declaration file.
import type { Reserve } from './amount';
import { countOf, normalize, valueOf } from './amount';

export function utilization(reserve: Reserve) {
  if (reserve.symbol === 'DAI') return normalize(reserve.available, reserve.decimals); // ok
  return valueOf(reserve) + 1; // expect: DB104 hard
}

export function isDeep(reserve: Reserve) {
  return countOf(reserve) > 10 && valueOf(reserve) > 10; // expect: DB105 hard
}

export function isIdle(reserve: Reserve) {
  return !reserve.borrowed; // expect: DB106 hard
}

export function digits(reserve: Reserve) {
  return reserve.decimals * 2 + countOf(reserve); // ok
}

export function total(reserves: Reserve[]) {
  let sum: Reserve['available'] | undefined; // ok
  for (const reserve of reserves) sum = sum ? sum.plus(reserve.available) : reserve.available; // ok
  return sum;
}
