// Structure: @waves/data-entities 2.0.7, entities/Money.js, and stellar-sdk helpers, in JavaScript with JSDoc types.
const { BigNumber } = require('bignumber.js');

/** @param {import('bignumber.js').BigNumber} amount */
function isDust(amount) {
  return amount < 1; // expect: DB105
}

class Money {
  /** @param {string | number} coins @param {{ id: string, precision: number }} asset */
  constructor(coins, asset) {
    this._coins = new BigNumber(coins);
    this.asset = asset;
    this.updates = 0; // ok
  }

  getCoins() {
    return this._coins;
  }

  add(money) {
    if (this.asset.id !== money.asset.id) throw new Error('assets differ'); // ok
    this.updates += 1; // ok
    return new Money(this._coins.plus(money._coins), this.asset); // ok
  }

  lt(money) {
    return this._coins.lt(money.getCoins()); // ok
  }

  eq(money) {
    return this._coins === money._coins; // expect: DB106 hard
  }

  convert(rate) {
    return this._coins * rate; // expect: DB104
  }

  toTokens() {
    return this._coins.div(10 ** this.asset.precision).toFixed(this.asset.precision); // ok
  }

  static max(left, right) {
    return left.getCoins().gt(right.getCoins()) ? left : right; // ok
  }
}

const distinct = (texts) => new Set(texts.map((text) => new BigNumber(text))); // expect: DB109 hard

const ordered = (texts) => texts.map((text) => new BigNumber(text)).sort(); // expect: DB108 hard

const total = (texts) => texts.map((text) => new BigNumber(text)).reduce((sum, each) => sum.plus(each), 0.0); // expect: DB102

module.exports = { Money, isDust, distinct, ordered, total };
