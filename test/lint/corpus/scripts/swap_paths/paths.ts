// Structure: @balancer-labs/sor 4.1.3, router/sorClass.ts and routeProposal/pathLimits.ts, with big.js.
import Big from 'big.js';

interface Path {
  id: string;
  limit: Big;
  amounts: Big[];
}

export function byLimit(paths: Path[]) {
  return [...paths].sort((a, b) => b.limit.cmp(a.limit)); // ok
}

export function byDifference(paths: Path[]) {
  return [...paths].sort((a, b) => Number(b.limit) - Number(a.limit)); // ok
}

export function ids(paths: Path[]) {
  return paths.map(({ id }) => id).sort(); // ok
}

export function amounts(path: Path) {
  return path.amounts.sort(); // expect: DB108
}

export function total(path: Path) {
  return path.amounts.reduce((sum: any, each) => sum.add(each), 0); // expect: DB102
}

export function exactTotal(path: Path) {
  return path.amounts.reduce((sum, each) => sum.plus(each), Big(0)); // ok
}

export function firstTotal(path: Path) {
  return path.amounts.reduce((sum, each) => sum.plus(each)); // ok
}

export function isEnough(path: Path, needed: Big) {
  if (path.limit < needed) return false; // expect: DB105
  return path.limit.gte(needed); // ok
}

export function ratio(path: Path, needed: Big) {
  const share = path.limit % needed; // expect: DB104
  return share;
}

export function derivative(path: Path, needed: Big) {
  return path.limit.toNumber() / needed.toNumber(); // ok
}

export function scaled(path: Path) {
  const rough = parseFloat(path.limit.toString()) * 1.01; // expect: DB107 hard
  return new Big(rough);
}

export function isUnlimited(path: Path) {
  return path.limit.eq(0) || path.amounts.length > 3; // ok
}
