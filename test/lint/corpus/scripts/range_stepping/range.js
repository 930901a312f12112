// Structure: @ledgerhq/live-common 36.0.0, range.ts, as it is published in JavaScript; no type is written down.
const BigNumber = require('bignumber.js');

const log10 = Math.log(10); // ok

function findStep(min, max, steps) {
  const width = new BigNumber(max).minus(min);
  const rough = width.toNumber() / steps; // ok
  const magnitude = Math.floor(Math.log(rough) / log10); // ok
  let step = new BigNumber(10).pow(magnitude);
  if (rough < 0.3) step = step.div(5); // ok
  return step;
}

function isWide(min, max) {
  const low = new BigNumber(min);
  const high = new BigNumber(max);
  return high - low > 1; // expect: DB104
}

function isOrdered(min, max) {
  return new BigNumber(min) <= new BigNumber(max); // expect: DB105
}

function middle(values) {
  let sum = 0; // expect: DB101
  for (const value of values) sum = new BigNumber(value).plus(sum);
  return sum;
}

module.exports = { findStep, isWide, isOrdered, middle };
