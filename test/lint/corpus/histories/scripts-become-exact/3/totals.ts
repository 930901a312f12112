import { amountOf, type Row } from './amounts';

export function total(rows: Row[]) {
  let sum: any = 0;
  for (const row of rows) sum = amountOf(row).plus(sum);
  return sum;
}

export function isMore(left: Row, right: Row) {
  return amountOf(left).gt(amountOf(right)) || !left.amount;
}
