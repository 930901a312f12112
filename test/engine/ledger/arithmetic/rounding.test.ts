import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { roundedQuotient, roundedRoot } from '../../../../engine/ledger/arithmetic/rounding';

const wide = (bits: bigint) => fc.bigInt({ min: -(1n << bits), max: 1n << bits });

describe('rounding of integers', () => {
  it('rounds a quotient half to even, on either side of 0', () => {
    const halves = [-7n, -5n, -3n, -1n, 1n, 3n, 5n, 7n].map((odd) => roundedQuotient(odd, 2n));
    assert.deepEqual(halves, [-4n, -2n, -2n, 0n, 0n, 2n, 2n, 4n]);
    assert.equal(roundedQuotient(7n, -2n), -4n);
    assert.equal(roundedQuotient(-2n, -3n), 1n);
    assert.equal(roundedQuotient(1n, 3n), 0n);
  });

  it('never is further from a quotient than half', () => {
    const denominators = wide(70n).filter((value) => value !== 0n);
    fc.assert(
      fc.property(wide(140n), denominators, (numerator, denominator) => {
        const rest = 2n * (numerator - roundedQuotient(numerator, denominator) * denominator);
        const size = denominator < 0n ? -denominator : denominator;
        assert.ok(rest <= size && rest >= -size);
      }),
    );
  });

  it('rounds a root half to even', () => {
    // 1.5, 2.5 and 3.5 are the roots of these.
    assert.deepEqual([roundedRoot(9n, 4n), roundedRoot(25n, 4n), roundedRoot(49n, 4n)], [2n, 2n, 4n]);
    assert.deepEqual(
      [0n, 1n, 2n, 3n, 4n].map((value) => roundedRoot(value, 1n)),
      [0n, 1n, 1n, 2n, 2n],
    );
    assert.equal(roundedRoot(1n, 5n), 0n);
    assert.equal(roundedRoot(10n ** 60n + 1n, 1n), 10n ** 30n);
  });

  it('never is further from a root than half', () => {
    const naturals = fc.bigInt({ min: 0n, max: 1n << 200n });
    const positives = fc.bigInt({ min: 1n, max: 1n << 60n });
    fc.assert(
      fc.property(naturals, positives, (numerator, denominator) => {
        const root = roundedRoot(numerator, denominator);
        const square = 4n * numerator;
        assert.ok(square <= (2n * root + 1n) ** 2n * denominator);
        assert.ok(root === 0n || square >= (2n * root - 1n) ** 2n * denominator);
      }),
    );
  });
});
