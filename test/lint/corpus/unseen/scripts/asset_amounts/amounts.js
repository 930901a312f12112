// Structure: @xchainjs/xchain-util 2.0.7, lib/index.esm.js; @chain-registry/utils 2.0.184, esm/calc.js; the native operators
// are put in. A sum with something of unknown type may be a text on purpose, and is left alone.
import BigNumber from 'bignumber.js';

/** @param {string | number | undefined} value */
export const bn = (value) => new BigNumber(value);

/** @param {BigNumber} value */
export const isValid = (value) => !value.isNaN(); // ok

/** @param {string | number | undefined} value */
export const bnOrZero = (value) => (value ? bn(value) : bn(0)); // ok

/** @param {BigNumber | undefined} value */
export const validOrZero = (value) => (value && isValid(value) ? value : bn(0)); // ok

/** @returns {BigNumber} */
const fixed = (value, decimals) => bn(bn(value || 0).toFixed(decimals)); // ok

export const amountOf = (value, decimals = 8) => {
  const amount = fixed(value, decimals);
  return {
    amount: () => amount,
    plus: (other) => amountOf(amount + other, decimals), // expect: DB104 hard
    minus: (other) => amountOf(amount.minus(other), decimals), // ok
    lt: (other) => amount < other, // expect: DB105 hard
    gt: (other) => amount.gt(other), // ok
  };
};

export function dollars(base, price) {
  return (new BigNumber(base) * price).toString(); // expect: DB104
}
