// Structure: @makerdao/dai 0.42.4, packages/dai/src/eth/Cdp.js: amounts of a class of another file.
import { Currency, Dai } from './currency';

export function ratio(collateral: Currency, debt: Dai) {
  if (debt.toBigNumber() === collateral.toBigNumber()) return 1; // expect: DB106 hard
  if (debt.toBigNumber() > collateral.toBigNumber()) return 0; // expect: DB105 hard
  return collateral.toNumber() / debt.toNumber(); // ok
}

export function debtOf(debts: Dai[]) {
  return debts.map((debt) => debt._amount).reduce((sum, each) => each.plus(sum)); // ok
}

export function label(collateral: Currency) {
  return collateral.symbol + ' ' + collateral.toBigNumber().toFixed(2); // ok
}

export function cheapest(debts: Dai[]) {
  return debts.map((debt) => debt.toBigNumber()).sort(); // expect: DB108 hard
}
