// Structure: bigmoney.js 0.0.4, bigmoney.js: prototype methods over big.js.
const Big = require('big.js');

function Money(amount, currency) {
  this.amount = Big(amount);
  this.currency = currency;
}

Money.prototype.plus = function (other) {
  if (this.currency !== other.currency) throw new Error('currencies differ'); // ok
  return new Money(this.amount.plus(other.amount), this.currency); // ok
};

Money.prototype.share = function (ratios) {
  const total = ratios.reduce((sum, each) => sum + each, 0); // ok
  const self = this;
  return ratios.map((ratio) => self.amount.times(ratio).div(total)); // ok
};

Money.prototype.format = function (digits) {
  return this.currency + ' ' + this.amount.toFixed(digits || 2); // ok
};

function vat(text, rate) {
  const net = Big(text);
  return net * rate; // expect: DB104
}

function isMore(text, other) {
  return Big(text) > Big(other); // expect: DB105
}

function sum(texts) {
  return texts.map((text) => Big(text)).reduce((total, each) => total.plus(each), 0); // expect: DB102
}

module.exports = { Money, vat, isMore, sum };
