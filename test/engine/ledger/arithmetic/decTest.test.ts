import { strict as assert } from 'node:assert';
import { DecimalArithmetic, type Decimal } from '../../../../engine/ledger/arithmetic/decimalArithmetic';
import { readDecimal } from '../../../../engine/ledger/data/parseDecimal';
import { findVectors, readVectors, type Vector } from './decTestVectors';

const numbers = new DecimalArithmetic();
const one = numbers.parse('1');

/** What the ledger's numbers make of a vector; null if they cannot, such as a division by zero. */
const operations: Record<string, (left: Decimal, right: Decimal) => Decimal | null> = {
  add: (left, right) => numbers.add(left, right),
  subtract: (left, right) => numbers.subtract(left, right),
  multiply: (left, right) => numbers.product(left, right),
  divide: (left, right) => (numbers.isZero(right) ? null : numbers.portion(left, one, right)),
  compare: (left, right) =>
    numbers.parse(numbers.isLess(left, right) ? '-1' : numbers.isLess(right, left) ? '1' : '0'),
};

/** Fewest vectors that must fit, so that a reader of the files that finds nothing cannot pass. */
const fewest: Record<string, number> = { add: 500, subtract: 250, multiply: 130, divide: 250, compare: 350 };

describe('General Decimal Arithmetic test vectors through decimal.js', () => {
  const folder = findVectors();

  before(function () {
    if (folder !== null) return;
    console.log(
      '    skipped: no CPython test data here (Debian: libpython3.11-testsuite), nor in DECTEST_DIR',
    );
    this.skip();
  });

  for (const [name, least] of Object.entries(fewest)) {
    it(`gives the results of ${name}`, () => {
      assert.ok(folder !== null);
      let tried = 0;
      for (const vector of readVectors(folder, name).filter(fitsScale)) {
        const actual = operations[vector.operation]?.(
          numbers.parse(vector.left),
          numbers.parse(vector.right),
        );
        if (actual === null || actual === undefined) continue;
        const difference = numbers.subtract(actual, numbers.parse(vector.result));
        assert.ok(
          numbers.isZero(difference),
          `${vector.id}: got ${numbers.format(actual)}, not ${vector.result}`,
        );
        tried++;
      }
      assert.ok(tried >= least, `only ${tried} vectors fit`);
    });
  }
});

/** Operands at scale 8, and a result that is exact, or was rounded to 8 fractional digits as the ledger rounds. */
function fitsScale({ operation, left, right, result, conditions, rounding }: Vector): boolean {
  if (!(operation in operations) || ![left, right, result].every(isScaled8)) return false;
  if (conditions.every((condition) => condition === 'Rounded')) return true;
  const isRoundedQuotient = operation === 'multiply' || operation === 'divide';
  return isRoundedQuotient && rounding === 'half_even' && /^[+-]?\d*\.\d{8}$/.test(result);
}

function isScaled8(text: string): boolean {
  return 'value' in readDecimal(text.replace(/\.(?=e|$)/i, ''), false);
}
