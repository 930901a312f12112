import Decimal from 'decimal.js';

export interface Row {
  amount: Decimal;
}

export const amountOf = ({ amount }: Row) => amount;
