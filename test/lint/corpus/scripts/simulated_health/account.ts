// Structure: @naviprotocol/lending 1.4.6, account.ts: numbers there; one twin is made exact here.
import BigNumber from 'bignumber.js';

type Operation = { kind: 'supply' | 'borrow'; amount: number; exact: BigNumber };

export function inNumbers(operations: Operation[]) {
  let supply = 0; // ok
  let borrow = 0; // ok
  operations.forEach((operation) => {
    if (operation.kind === 'supply')
      supply += operation.amount; // ok
    else borrow += operation.amount; // ok
  });
  return supply - borrow; // ok
}

export function exact(operations: Operation[]) {
  let supply: any = 0; // expect: DB101
  operations.forEach((operation) => {
    supply = operation.exact.plus(supply);
  });
  return supply;
}

export function merged(held: Record<string, string>, coin: string, amount: string) {
  held[coin] = BigNumber(held[coin] || 0) // ok
    .plus(amount)
    .toString();
  const factor = (Number(held[coin]) || 0) / 100; // ok
  return factor;
}

export function latest(operations: Operation[]) {
  let last; // ok
  for (const operation of operations) last = operation.exact;
  return last;
}

export class Position {
  supplied: BigNumber | number = 0; // expect: DB101
  count = 0; // ok

  add(operation: Operation) {
    this.supplied = operation.exact.plus(this.supplied);
    this.count += 1; // ok
  }
}

export function summary(operations: Operation[]) {
  const sums: { supply: any; size: number } = { supply: 0, size: 0 }; // expect: DB101 hard
  for (const operation of operations) {
    sums.supply = operation.exact.plus(sums.supply);
    sums.size += 1; // ok
  }
  return sums;
}
