export interface Row {
  amount: number;
}

export function amountOf(row: Row) {
  return row.amount;
}
