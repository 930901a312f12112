import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { exactDecimal, isExact, storedDigits } from '../../../engine/lint/python/exactDouble';
import { outcomes, whyNoPython } from '../fixes/python';

describe('the digits of a double', () => {
  it('are those that Python shows of Decimal(0.1), cut after 20', () => {
    assert.equal(storedDigits(0.1), '0.10000000000000000555…');
    assert.equal(storedDigits(1.1), '1.1000000000000000888…');
    assert.equal(storedDigits(-2.675), '-2.6749999999999998223…');
    assert.equal(storedDigits(1e-7), '9.9999999999999995474E-8…');
  });

  it('are all there when there are few', () => {
    assert.equal(storedDigits(0), '0');
    assert.equal(storedDigits(0.5), '0.5');
    assert.equal(storedDigits(-1024.25), '-1024.25');
    assert.equal(storedDigits(-0), '-0');
    assert.equal(storedDigits(1e15), '1000000000000000');
    assert.equal(storedDigits(1e22), '10000000000000000000000');
  });

  it('tell infinities and what is no number', () => {
    assert.deepEqual([NaN, Infinity, -Infinity].map(storedDigits), ['NaN', 'Infinity', '-Infinity']);
  });

  it('read back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(storedDigits(value).replace('…', '')), value);
      }),
    );
  });

  it('are exact for every multiple of a power of two that is written out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.integer({ min: 0, max: 12 }),
        (whole, power) => {
          assert.ok(isExact((whole / 2 ** power).toFixed(power)));
        },
      ),
    );
  });

  it('are not exact for a literal of another value than the double', () => {
    for (const literal of ['0.1', '1e-3', '0.30', '1_000.1', '9007199254740993.0', '1e400', 'x']) {
      assert.equal(isExact(literal), false, literal);
    }
    for (const literal of ['0.0', '.5', '1.', '1e3', '-0.25', '1_000.50', '0e9']) {
      assert.equal(isExact(literal), true, literal);
    }
  });

  it('are what Python makes of the float when a literal is exactly that, with its exponent', () => {
    const expected = {
      '0.0': '0',
      '-0.0': '-0',
      '0e9': '0',
      '1.0': '1',
      '1.': '1',
      '100.0': '100',
      '0.50': '0.5',
      '-.5': '-0.5',
      '1_000.250': '1000.25',
      '1e3': '1000',
      '1e22': '10000000000000000000000',
      '-25e-1': '-2.5',
      '0.00000000023283064365386962890625': '2.3283064365386962890625E-10',
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(expected).map((text) => [text, exactDecimal(text)])),
      expected,
    );
    for (const literal of ['0.1', '1e23', '1e400', '9007199254740993.0', '1e-400']) {
      assert.equal(exactDecimal(literal), null, literal);
    }
  });

  it('are the text of Decimal in Python itself', function () {
    if (whyNoPython() !== null) this.skip();
    const literals = [
      '0.0',
      '-0.0',
      '1.0',
      '0.50',
      '2.5e3',
      '1e22',
      '4.76837158203125e-07',
      '123456789012.0',
    ];
    const found = outcomes(
      literals.map(
        (literal) => `from decimal import Decimal\n\ndef run():\n    return Decimal(${literal})\n`,
      ),
    );
    assert.deepEqual(
      found,
      literals.map((literal) => ({ gives: 'Decimal', text: exactDecimal(literal) })),
    );
  });
});
