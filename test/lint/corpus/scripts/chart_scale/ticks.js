// Structure: recharts-scale 0.4.5, getNiceTickValues.js and util/arithmetic.js: the last rounding of niceStep is found there.
import Decimal from 'decimal.js-light';

export function digits(value) {
  return value === 0 ? 1 : Math.floor(new Decimal(value).abs().log(10).toNumber()) + 1; // ok
}

export function rangeStep(start, end, step) {
  let number = new Decimal(start);
  let index = 0; // ok
  const result = [];
  while (number.lt(end) && index < 100000) {
    result.push(number.toNumber()); // ok
    number = number.add(step);
    index += 1; // ok
  }
  return result;
}

export function niceStep(roughStep, allowDecimals, correction) {
  if (roughStep.lte(0)) return new Decimal(0); // ok
  const tens = new Decimal(10).pow(digits(roughStep.toNumber())); // ok
  const ratio = roughStep.div(tens);
  const scale = digits(1) !== 1 ? 0.05 : 0.1; // ok
  const amount = new Decimal(Math.ceil(ratio.div(scale).toNumber())).add(correction).mul(scale); // ok
  return allowDecimals ? amount : new Decimal(Math.ceil(amount)); // expect: DB104 hard
}

export function middle(min, max) {
  const middle = new Decimal(min).add(max).div(2);
  return middle.sub(new Decimal(middle).mod(0.5)); // ok
}
