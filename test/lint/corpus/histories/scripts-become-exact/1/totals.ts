import { amountOf, type Row } from './amounts';

export function total(rows: Row[]) {
  let sum: any = 0;
  for (const row of rows) sum = amountOf(row) + sum;
  return sum;
}

export function isMore(left: Row, right: Row) {
  return amountOf(left) > amountOf(right);
}
