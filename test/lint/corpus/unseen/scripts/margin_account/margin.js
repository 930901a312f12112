// Structure: @solendprotocol/solend-sdk 0.14.27, core/margin.js, utils/obligations.js and rates.js; @celo/contractkit 10.0.3,
// wrappers/LockedGold.js and Election.js; ripple-lib 1.10.1, common/utils.js: compiled to CommonJS. The comparisons of
// supplies are found there; the others are put in. What is unknown on both sides is missed.
'use strict';
// prettier-ignore
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, '__esModule', { value: true });
const bignumber_js_1 = __importDefault(require('bignumber.js'));

function maxSwap(obligation, conversion) {
  let supplied = obligation.deposits.find((each) => each.isShort)?.amount ?? new bignumber_js_1.default(0); // ok
  let borrowed = new bignumber_js_1.default(obligation.borrowed);
  let swapped = new bignumber_js_1.default(0); // ok
  for (let i = 0; i < 20; i += 1) {
    let part = new bignumber_js_1.default(obligation.parts[i]);
    if (supplied > new bignumber_js_1.default(0)) supplied = supplied.minus(part); // expect: DB105
    const received = part.dividedBy(conversion);
    if (borrowed > received) borrowed = borrowed.minus(received); // expect: DB105 hard
    swapped = swapped.plus(part);
  }
  return swapped.toNumber(); // ok
}

function formatted(obligation, reserves) {
  let supply = 0; // expect: DB101 hard
  const deposits = obligation.deposits.map((each) => {
    const amount = new bignumber_js_1.default(each.amount).times(reserves[each.reserve].rate);
    supply = supply.plus(amount);
    return { amount, usd: amount.times(reserves[each.reserve].price) };
  });
  const total = deposits.reduce((sum, each) => sum.plus(each.usd), new bignumber_js_1.default(0)); // ok
  const weighted = deposits.reduce((sum, each) => sum.plus(each.amount), 0); // expect: DB102 hard
  return { net: total - 1, weighted, supply, count: deposits.length - 1 }; // expect: DB104
}

function borrowRate(config, utilization) {
  const optimal = new bignumber_js_1.default(config.optimal / 100);
  if (utilization.isLessThanOrEqualTo(optimal)) {
    if (!optimal) return optimal; // expect: DB106
    return utilization.dividedBy(optimal); // ok
  }
  return utilization <= optimal ? optimal : utilization.minus(optimal); // expect: DB105
}

function revoked(value, vote) {
  const pending = bignumber_js_1.default.minimum(vote.pending, value);
  if (value > vote.pending.plus(vote.active)) throw new Error('too much'); // expect: DB105 hard
  if (pending === new bignumber_js_1.default(0)) return null; // expect: DB106
  return value - pending; // expect: DB104
}

const drops = (xrp) => (new bignumber_js_1.default(xrp) / 1000000.0).toString(10); // expect: DB104

module.exports = { maxSwap, formatted, borrowRate, revoked, drops };
