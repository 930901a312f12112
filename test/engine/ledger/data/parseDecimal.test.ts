import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { formatScaled } from '../../../../engine/ledger/arithmetic/decimalText';
import { parseScaled8, readDecimal, readSafeScaled8 } from '../../../../engine/ledger/data/parseDecimal';
import { EngineError } from '../../../../engine/platform/errors';

const scaled = fc.oneof(
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), 10n ** 8n, 10n ** 40n),
);

describe('Decimal text', () => {
  it('reads back what is written, whatever the number', () => {
    fc.assert(
      fc.property(scaled, (value) => {
        assert.equal(parseScaled8(formatScaled(value, 8), 'price'), value);
      }),
    );
  });

  it('means the same with an exponent, a sign, leading zeros, trailing zeros and blanks around it', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: -40, max: 40 }),
        fc.stringMatching(/^[ \t]{0,3}$/),
        fc.constantFrom('e', 'E'),
        (value, shift, blanks, e) => {
          const plain = formatScaled(value, 8);
          const shifted = shiftedText(value, 8 + shift);
          const sign = shift >= 0 ? '+' : '';
          assert.equal(
            parseScaled8(`${blanks}+00${shifted}000${e}${sign}${shift}${blanks}`, 'price'),
            value,
            plain,
          );
        },
      ),
    );
  });

  it('never passes through a double', () => {
    assert.equal(parseScaled8('0.1', 'price'), 10_000_000n);
    assert.equal(parseScaled8('90071992547409.93000001', 'price'), 9007199254740993000001n);
    assert.equal(parseScaled8('1e-05', 'price'), 1000n);
    assert.equal(parseScaled8('.5', 'price'), 50_000_000n);
    assert.equal(parseScaled8('-0', 'price'), 0n);
    assert.equal(parseScaled8('1.230000000000', 'price'), 123_000_000n);
    assert.equal(parseScaled8('0e999999999', 'price'), 0n);
  });

  for (const text of [
    ...[
      '',
      ' ',
      '.',
      '1.',
      '+',
      '-',
      '1,000',
      '1_000',
      '1 000',
      'NaN',
      'Infinity',
      'inf',
      '0x10',
      '1e',
      '1e1.5',
    ],
    ...['١', '１', '1\u00a0', '--1', '1..2', '1e5e5', '$5', '1\n', 'null'],
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseScaled8(text, '--capital'),
        (error) =>
          error instanceof EngineError && error.code === 'bad-input' && error.message.includes('--capital'),
      );
    });
  }

  it('refuses numbers that would fill the memory', () => {
    for (const text of ['1e999999999', '1e1000', '9'.repeat(1001)]) {
      assert.throws(() => parseScaled8(text, 'price'), /more than 1000 digits/);
    }
  });

  it('has at most 8 fractional digits, unless it is to be rounded', () => {
    assert.throws(() => parseScaled8('0.000000001', 'price'), /more than 8 fractional digits/);
    assert.throws(() => parseScaled8('1e-999999999', 'price'), /more than 8 fractional digits/);
    assert.deepEqual(readDecimal('0.000000001', true), { value: 0n, rounded: true });
  });

  it('is rounded half to even', () => {
    const rounded: readonly (readonly [string, bigint])[] = [
      ['0.000000005', 0n],
      ['0.000000015', 2n],
      ['0.0000000150000001', 2n],
      ['0.0000000250000001', 3n],
      ['0.000000025', 2n],
      ['-0.000000015', -2n],
      ['-0.000000025', -2n],
      ['0.000000004999', 0n],
      ['0.000000006', 1n],
      ['0.0000000005', 0n],
      ['9.999999995', 1_000_000_000n],
      ['1e-999999999', 0n],
    ];
    for (const [text, value] of rounded)
      assert.deepEqual(readDecimal(text, true), { value, rounded: true }, text);
  });

  it('rounds to a neighbour no further than half a unit away', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (value) => {
        const reading = readDecimal(formatScaled(value, 12), true);
        assert.ok('value' in reading);
        const error = reading.value * 10_000n - value;
        const size = error < 0n ? -error : error;
        assert.ok(size < 5_000n || (size === 5_000n && reading.value % 2n === 0n));
        assert.equal(reading.rounded, value % 10_000n !== 0n);
      }),
    );
  });

  it('reads plain text the fast way to the same number, or leaves it to the other', () => {
    const text = fc.oneof(
      fc.stringMatching(/^\d{1,9}(\.\d{1,9})?$/),
      fc.stringMatching(/^[0-9.e+-]{0,18}$/),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e9 }).map(String),
    );
    fc.assert(
      fc.property(text, (sample) => {
        const fast = readSafeScaled8(sample);
        if (fast === null) return;
        assert.deepEqual(readDecimal(sample, false), { value: BigInt(fast), rounded: false });
      }),
      { numRuns: 1000 },
    );
    assert.equal(readSafeScaled8('123.45'), 12_345_000_000);
    assert.equal(readSafeScaled8('90000000'), null);
    assert.equal(readSafeScaled8('0.123456789'), null);
  });
});

/** value ÷ 10^digits as plain text; `digits` may be negative. */
function shiftedText(value: bigint, digits: number): string {
  return digits >= 0 ? paddedText(value, digits) : `${value}${'0'.repeat(-digits)}.0`;
}

function paddedText(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  return `${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}0`;
}
