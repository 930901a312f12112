import { strict as assert } from 'node:assert';
import { place } from '../../../../engine/ledger/arithmetic/arithmetic';
import { FloatArithmetic } from '../../../../engine/ledger/arithmetic/floatArithmetic';

const numbers = new FloatArithmetic();

describe('float arithmetic', () => {
  it('reads the nearest double and prints the shortest text', () => {
    assert.equal(numbers.parse('0.1'), 0.1);
    assert.equal(numbers.format(0.1 + 0.2), '0.30000000000000004');
    assert.equal(numbers.format(1e-7), '0.0000001');
    assert.equal(numbers.format(-1.5e21), '-1500000000000000000000');
    assert.equal(numbers.format(-0), '0');
  });

  it('turns columns of exact values into their nearest doubles', () => {
    const values = [1n, 10_000_001n, 123_456_789_012_345_678n, -(2n ** 63n)];
    const expected = [0.00000001, 0.10000001, 1234567890.12345678, -92233720368.54775808];
    assert.deepEqual([...numbers.column(BigInt64Array.from(values))], expected);
    assert.deepEqual([...numbers.column([...values, 10n ** 30n])], [...expected, 1e22]);
  });

  it('evaluates its formulas left to right', () => {
    assert.equal(numbers.portion(0.1, 3, 0.3), (0.1 * 3) / 0.3);
    assert.equal(numbers.fillLimit(0.35), Math.floor(0.35 * 0.1 * 1e8) / 1e8);
    assert.equal(numbers.returnOf(0.3, 0.1), 0.3 / 0.1 - 1);
    assert.equal(numbers.drawdown(0.3, 0.1), (0.3 - 0.1) / 0.3);
  });

  it('decides nothing when the variance is not above 0, which cancellation can make negative', () => {
    const test = numbers.zScoreTest(3, '1');
    assert.equal(test.place(1, 3, 3), place.undefined);
    assert.equal(test.place(1, 3, 2.9999), place.undefined);
    assert.equal(test.text(1, 3, 3), null);
    assert.equal(test.place(3, 6, 14), place.onUpper);
    assert.equal(test.place(1, 6, 14), place.onLower);
    assert.equal(test.place(2, 6, 14), place.inside);
  });

  it('calls means equal that are the same double', () => {
    const test = numbers.meansTest(2, 4);
    assert.equal(test.compare(3, 6), 0);
    assert.ok(test.compare(3.1, 6) > 0);
    assert.ok(test.compare(2.9, 6) < 0);
  });
});
