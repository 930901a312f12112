import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Formatter, counted, decimalsFor, duration, timeUnitFor } from '../../webview/format';

const english = new Formatter('en');
const german = new Formatter('de');

describe('numbers for a person', () => {
  it('have a real minus sign, and none on a rounded zero', () => {
    assert.equal(english.number(-1234.5, 1), '−1,234.5');
    assert.equal(english.number(-0.04, 1), '0.0');
    assert.equal(english.signed(0.04, 1), '0.0');
    assert.equal(english.signed(2), '+2');
  });

  it('are grouped and pointed as the locale does', () => {
    assert.equal(german.number(1234567.5, 1), '1.234.567,5');
    assert.equal(german.percent(12.34, 1), '12,3\u00a0%');
  });

  it('are rounded to hundreds where no more is known', () => {
    assert.equal(english.number(6312, -2), '6,300');
  });

  it('fall back to some locale where the tag is malformed', () => {
    assert.equal(new Formatter('not a locale').number(5), '5');
  });

  it('keep every digit of an exact text', () => {
    assert.equal(english.exact('-1234567.00000001'), '−1,234,567.00000001');
    assert.equal(german.exact('1234.5'), '1.234,5');
    assert.equal(english.exactSigned('11.35'), '+11.35');
    assert.equal(english.exactSigned('0'), '0');
    assert.equal(english.exact('not a number'), 'not a number');
  });

  it('lose no digit of any decimal, whatever its length', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, negative) => {
        const text = `${negative ? '-' : ''}${whole}.${fraction}`;
        const shown = english.exact(text);
        assert.equal(shown.replaceAll(',', '').replace('−', '-'), text);
      }),
    );
  });

  it('are brief where an exact text is far from one', () => {
    assert.equal(english.brief('0.0000000002910383045673370361'), '2.91\u00a0×\u00a010⁻¹⁰');
    assert.equal(english.brief('12.25'), '12.25');
    assert.equal(english.brief('0'), '0');
  });

  it('align at the decimal point: what follows the point is equally wide', () => {
    assert.deepEqual(english.alignDecimals(['9.02', '577.1', '12', '–']), [
      '9.02',
      '577.1\u2007',
      '12\u2008\u2007\u2007',
      '–',
    ]);
  });

  it('show bytes in a unit that keeps them short', () => {
    assert.equal(english.bytes(96_000), '96.0 kB');
    assert.equal(english.bytes(611_000_000), '611 MB');
    assert.equal(english.bytes(0), '0 B');
  });
});

describe('the unit of a column', () => {
  it('is the largest in which its smallest duration is at least one', () => {
    assert.equal(timeUnitFor([1_070_000, 577_000_000]).name, 'ms');
    assert.equal(timeUnitFor([850, 9_000_000]).name, 'ns');
    assert.equal(timeUnitFor([2_000_000_000]).name, 's');
    assert.equal(timeUnitFor([]).name, 's');
  });
});

describe('digits', () => {
  it('are no finer than the uncertainty', () => {
    assert.equal(decimalsFor(0.19, 2, 3), 2);
    assert.equal(decimalsFor(8.7, 2, 3), 1);
    assert.equal(decimalsFor(0.4, 1, 3), 1);
    assert.equal(decimalsFor(124, 1, 3), -2);
    assert.equal(decimalsFor(43, 1, 3), 0);
    assert.equal(decimalsFor(0.000001, 1, 3), 3);
  });
});

describe('counts and durations', () => {
  it('agree with their nouns', () => {
    assert.equal(counted(english, 1, 'fill'), '1 fill');
    assert.equal(counted(english, 0, 'fill'), '0 fills');
    assert.equal(counted(english, 2, 'launch', 'launches'), '2 launches');
  });

  it('turn to minutes at two minutes', () => {
    assert.equal(duration(english, 0.2), '1 s');
    assert.equal(duration(english, 119), '119 s');
    assert.equal(duration(english, 120), '2 min');
  });
});
