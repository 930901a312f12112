import { strict as assert } from 'node:assert';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { decimalDifference, roundedAmount } from '../../../../engine/benchmark/verdict/decimalDifference';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 24 }))
  .map(([digits, scale]) => new Decimal(`${digits}e-${scale}`).toFixed());

describe('The difference of two decimals', () => {
  it('is exact to the last digit of either', () => {
    assert.equal(decimalDifference('100134.8', '100123.45'), '11.35');
    assert.equal(decimalDifference('0.30000000000000004', '0.3'), '0.00000000000000004');
    assert.equal(decimalDifference('-3400.1339914999116', '-3378.0719915'), '-22.0619999999116');
    assert.equal(decimalDifference('5', '5.000'), '0');
  });

  it('agrees with decimal.js at 60 digits', () => {
    const Wide = Decimal.clone({ precision: 60 });
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        assert.equal(decimalDifference(a, b), new Wide(a).minus(b).toFixed());
      }),
    );
  });
});

describe('An amount in a sentence', () => {
  it('is rounded to the cent, without its sign', () => {
    assert.equal(roundedAmount('11.35'), '11.35');
    assert.equal(roundedAmount('-22.0619999999116'), '22.06');
    assert.equal(roundedAmount('1.999'), '2');
  });

  it('keeps its first digit when it is smaller than a cent', () => {
    assert.equal(roundedAmount('-0.0000000002345'), '0.0000000002');
    assert.equal(roundedAmount('0.0096'), '0.01');
  });
});
