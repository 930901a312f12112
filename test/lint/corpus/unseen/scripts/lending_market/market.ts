// Structure: @kamino-finance/klend-sdk 8.0.2, src/classes (market, obligation, farm_utils) and lending_operations. The
// comparisons of a loan to its limit and of periods, and the condition on a rate, are found there; the others are put in.
import Decimal from 'decimal.js';

interface Reserve {
  ltvPct: number;
  tvl(): Decimal;
}

interface Position {
  amount: Decimal;
  value: Decimal;
}

export function depositTvl(reserves: Map<string, Reserve>) {
  let tvl = 0; // expect: DB101
  for (const reserve of reserves.values()) tvl = reserve.tvl().add(tvl);
  return tvl;
}

export function borrowed(positions: Position[]) {
  const total = positions.reduce((sum, { value }) => sum.plus(value), new Decimal(0)); // ok
  const others = positions.reduce((sum: any, { value }) => sum.add(value), 0); // expect: DB102
  return { total, others };
}

export function counts(positions: Position[], reserves: Reserve[]) {
  let active = 0; // ok
  for (const { amount } of positions) if (amount.gt(0)) active += 1; // ok
  const highest = reserves.reduce((max, { ltvPct }) => Math.max(max, ltvPct), 0); // ok
  return { active, highest, all: positions.reduce((sum, _each) => sum + 1, 0) }; // ok
}

export function loanToValue(debt: Decimal, deposit: Decimal) {
  if (deposit === new Decimal(0)) return new Decimal(0); // expect: DB106
  if (!deposit) return new Decimal(0); // expect: DB106
  if (deposit.eq(0)) return new Decimal(0); // ok
  return debt.div(deposit);
}

export function isTooMuch(loan: Decimal, limit: Decimal) {
  if (limit > 0) return loan > limit; // expect: DB105
  return loan.gt(limit); // ok
}

export function depositOf(positions: Map<string, Position>, key: string) {
  return positions.get(key)?.amount ?? new Decimal(0); // ok
}

export function borrowOf(positions: Map<string, Position>, key: string) {
  return positions.get(key)?.amount || new Decimal(0); // ok
}

export function rewardRate(points: { start: string; end: string; rate: string }[], supply: Decimal) {
  const now = new Decimal(Date.now()).div(1000);
  let rate = new Decimal(0); // ok
  for (const point of points) {
    const start = new Decimal(point.start);
    const end = new Decimal(point.end);
    if (start <= now && end >= now) rate = new Decimal(point.rate); // expect: DB105
  }
  return rate ? rate.div(supply) : new Decimal(0); // expect: DB106
}

export function netValue(deposit: Decimal, debt: Decimal) {
  return deposit - debt; // expect: DB104
}

export function positive(value: Decimal) {
  if (value.isNaN() || !value.isFinite()) return new Decimal(0); // ok
  return new Decimal(Math.max(value as any, 0)); // expect: DB104
}

export const byEarnings = (a: Position, b: Position) => b.value.minus(a.value).toNumber(); // ok
