// Structure: @ledgerhq/live-common 36.0.0, families/*/bridge/mock.ts: presence of a nullable amount, and comparisons.
import BigNumber from 'bignumber.js';

interface Transaction {
  fees?: BigNumber | null;
  amount: BigNumber;
  gasLimit: number;
}

interface Account {
  balance: BigNumber;
}

export const feesOf = (transaction: Transaction) => transaction.fees || new BigNumber(0); // ok

export function validate(account: Account, transaction: Transaction) {
  const errors: { amount?: Error } = {};
  if (!transaction.fees) errors.amount = new Error('fees not loaded'); // ok
  const total = transaction.amount.plus(feesOf(transaction)); // ok
  if (!errors.amount && total.gt(account.balance)) errors.amount = new Error('not enough'); // ok
  if (!transaction.amount) errors.amount = new Error('no amount'); // expect: DB106
  if (account.balance < total) errors.amount = new Error('not enough'); // expect: DB105
  return errors;
}

export function spendable(account: Account, transaction: Transaction) {
  const fees = transaction.fees ?? new BigNumber(0); // ok
  return BigNumber.max(account.balance.minus(fees), 0); // ok
}

export function amountOr(account: Account | undefined) {
  return account?.balance ?? new BigNumber(0); // ok
}

export function amountOrZero(account: Account) {
  return account.balance || 0; // expect: DB106
}

export function isMax(account: Account, transaction: Transaction) {
  return transaction.amount === account.balance ? 'max' : 'part'; // expect: DB106
}

export function isSame(previous: Transaction, next: Transaction) {
  return next.gasLimit === previous.gasLimit; // ok
}

export function sorted(accounts: Account[]) {
  return [...accounts].sort((a, b) => b.balance.minus(a.balance).toNumber()); // ok
}

export function txSize(fees: BigNumber, perByte: BigNumber) {
  return Math.ceil(fees.toNumber() / perByte.toNumber()); // ok
}
