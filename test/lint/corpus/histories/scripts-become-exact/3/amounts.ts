import Big from 'big.js';

export interface Row {
  amount: Big;
}

export function amountOf(row: Row) {
  return row.amount;
}
