// Structure: @scallop-io/sui-scallop-sdk 2.4.5, utils/query.ts and queries/portfolioQuery.ts; the mistakes are put in.
import BigNumber from 'bignumber.js';

interface Pool {
  borrowIndex: number;
  debtAmount: number;
  supply: BigNumber;
  scale: number;
}

export function supplyOf(pool: Pool, seconds: number) {
  const growth = BigNumber(pool.borrowIndex).multipliedBy(BigNumber(seconds)).dividedBy(pool.scale); // ok
  const borrowed = growth.plus(pool.debtAmount); // ok
  let utilization = borrowed.dividedBy(pool.supply);
  utilization = utilization.isFinite() ? utilization : BigNumber(0); // ok
  return { borrowed: borrowed.toNumber(), utilization: utilization.toNumber() }; // ok
}

export const smallest = (...values: BigNumber.Value[]) =>
  BigNumber(values.reduce((least, each) => (new BigNumber(each).lt(least) ? each : least))); // ok

export function largest(pools: Pool[]) {
  return pools.reduce((most, pool) => (pool.supply > most ? pool.supply : most), BigNumber(0)); // expect: DB105
}

export function rewards(pools: Pool[]) {
  return pools.reduce((sum, pool) => sum + pool.debtAmount, 0) / pools.length; // ok
}

export function totals(pools: Pool[]) {
  const totals: Record<string, any> = {};
  for (const pool of pools) {
    const key = String(pool.scale);
    totals[key] = (totals[key] ?? BigNumber(0)).plus(pool.supply); // ok
  }
  return totals;
}

export function isEmpty(pool: Pool) {
  return pool.supply == BigNumber(0) || pool.debtAmount === 0; // expect: DB106
}

export function spread(pool: Pool, other: Pool) {
  const { supply: left } = pool;
  const { supply: right } = other;
  return Math.abs(left - right); // expect: DB104
}

export function half(pool: Pool) {
  pool.supply /= 2; // expect: DB104
  return pool;
}

export function clamp(pool: Pool, least: BigNumber) {
  return Math.max(pool.supply, least); // expect: DB104
}
