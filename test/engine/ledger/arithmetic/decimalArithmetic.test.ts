import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { DecimalArithmetic } from '../../../../engine/ledger/arithmetic/decimalArithmetic';
import { formatScaled } from '../../../../engine/ledger/arithmetic/decimalText';
import { roundedQuotient } from '../../../../engine/ledger/arithmetic/rounding';

const numbers = new DecimalArithmetic();

const scaled8 = fc.oneof(
  { weight: 7, arbitrary: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, -1n, 10n ** 30n, -(10n ** 30n) + 1n) },
);
const positive8 = scaled8.map((value) => (value < 0n ? -value : value)).filter((value) => value > 0n);

const value = (scaled: bigint) => numbers.parse(formatScaled(scaled, 8));
const text = (scaled: bigint) => formatScaled(scaled, 8);

describe('decimal.js arithmetic', () => {
  it('adds and subtracts as integers do', () => {
    fc.assert(
      fc.property(scaled8, scaled8, (a, b) => {
        assert.equal(numbers.format(numbers.add(value(a), value(b))), text(a + b));
        assert.equal(numbers.format(numbers.subtract(value(a), value(b))), text(a - b));
        assert.equal(numbers.isLess(value(a), value(b)), a < b);
        assert.equal(numbers.isNegative(numbers.negate(value(a))), a > 0n);
      }),
    );
  });

  it('rounds a product once, half to even', () => {
    fc.assert(
      fc.property(scaled8, scaled8, (a, b) => {
        const expected = roundedQuotient(a * b, 10n ** 8n);
        assert.equal(numbers.format(numbers.product(value(a), value(b))), text(expected));
        assert.equal(numbers.format(numbers.square(value(a))), formatScaled(a * a, 16));
      }),
    );
  });

  it('rounds a portion once, half to even', () => {
    fc.assert(
      fc.property(scaled8, positive8, positive8, (amount, part, whole) => {
        const expected = roundedQuotient(amount * part, whole);
        assert.equal(
          numbers.format(numbers.portion(value(amount), value(part), value(whole))),
          text(expected),
        );
      }),
    );
  });

  it('rounds returns and drawdowns to 12 digits, of negative equities too', () => {
    const notZero = scaled8.filter((scaled) => scaled !== 0n);
    fc.assert(
      fc.property(scaled8, notZero, positive8, (equity, previous, peak) => {
        const ratio = (numerator: bigint, denominator: bigint) =>
          formatScaled(roundedQuotient(numerator * 10n ** 12n, denominator), 12);
        const made = numbers.returnOf(value(equity), value(previous));
        assert.equal(numbers.format(made), ratio(equity - previous, previous));
        assert.equal(
          numbers.format(numbers.drawdown(value(peak), value(equity))),
          ratio(peak - equity, peak),
        );
      }),
    );
  });

  it('compares drawdowns without rounding', () => {
    const parse = (text: string) => numbers.parse(text);
    // 1/3 and the twelve digits nearest to it.
    assert.equal(
      numbers.isDeeper(parse('3'), parse('2'), parse('1000000000000'), parse('666666666667')),
      true,
    );
    assert.equal(numbers.isDeeper(parse('3'), parse('2'), parse('6'), parse('4')), false);
  });

  it('takes a tenth of the volume in whole steps', () => {
    fc.assert(
      fc.property(positive8, (volume) => {
        assert.equal(numbers.format(numbers.fillLimit(value(volume))), text(volume / 10n));
      }),
    );
  });

  it('keeps every digit of long sums', () => {
    const large = numbers.parse(`1${'0'.repeat(400)}`);
    const sum = numbers.add(large, numbers.parse('0.00000001'));
    assert.equal(numbers.format(numbers.subtract(sum, large)), '0.00000001');
  });
});
