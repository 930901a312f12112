import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  alignDecimals,
  counted,
  formatBrief,
  formatBytes,
  formatDecimal,
  formatDuration,
  formatMoment,
  formatNumber,
  formatSigned,
  formatTime,
  placesFor,
  timeUnitFor,
} from '../../../engine/presentation/format';

describe('Numbers for people', () => {
  it('have a real minus sign and thousands apart', () => {
    assert.equal(formatNumber(-1234567.891, 2), '−1\u202f234\u202f567.89');
    assert.equal(formatNumber(999, 0), '999');
    assert.equal(formatDecimal('-41526.13399149991'), '−41\u202f526.13399149991');
  });

  it('lose no digit of any decimal, and leave other text alone', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, isNegative) => {
        const text = `${isNegative ? '-' : ''}${whole}.${fraction}`;
        assert.equal(formatDecimal(text).replaceAll('\u202f', '').replace('−', '-'), text);
      }),
    );
    assert.equal(formatDecimal('not a number'), 'not a number');
    assert.equal(formatDecimal('1.2.3'), '1.2.3');
  });

  it('are brief when a decimal is far from one', () => {
    assert.equal(formatBrief('0.0000000002910383045673370361'), '2.91 × 10⁻¹⁰');
    assert.equal(formatBrief('12.25'), '12.25');
    assert.equal(formatBrief('0'), '0');
  });

  it('align at the decimal point: what follows the point is equally wide', () => {
    assert.deepEqual(alignDecimals(['9.02', '577.1', '12', '–']), [
      '9.02',
      '577.1\u2007',
      '12\u2008\u2007\u2007',
      '–',
    ]);
  });

  it('show a date in some locale when the tag is malformed', () => {
    assert.match(formatMoment('2024-03-04T15:31:00Z', 'not a locale'), /2024|24/);
    assert.equal(formatMoment('no time', 'en'), 'no time');
  });

  it('give durations in seconds below 90, else in minutes', () => {
    assert.deepEqual([21.5, 89, 120, 150].map(formatDuration), ['22 s', '89 s', '2 min', '2.5 min']);
  });

  it('have no sign when they round to zero', () => {
    assert.equal(formatNumber(-0.04, 1), '0.0');
    assert.equal(formatSigned(0.04, 1), '0.0');
    assert.equal(formatSigned(-0, 0), '0');
  });

  it('have a plus sign when asked for', () => {
    assert.equal(formatSigned(12.3, 1), '+12.3');
    assert.equal(formatSigned(-12.3, 0), '−12');
  });

  it('round to hundreds with negative places', () => {
    assert.equal(formatNumber(6223, -2), '6\u202f200');
  });

  it('show digits down to the leading one of their uncertainty', () => {
    assert.deepEqual([0.0004, 0.035, 0.35, 1.4, 14, 140].map(placesFor), [3, 2, 1, 0, 0, -2]);
    assert.equal(placesFor(0), 3);
  });

  it('count in the singular and the plural', () => {
    assert.equal(counted(1, 'launch', 'launches'), '1 launch');
    assert.equal(counted(5, 'launch', 'launches'), '5 launches');
    assert.equal(counted(0, 'fill'), '0 fills');
  });

  it('give times in UTC, with seconds only when there are some', () => {
    assert.equal(formatTime(Date.UTC(2024, 2, 4, 15, 31)), '2024-03-04 15:31');
    assert.equal(formatTime(Date.UTC(2024, 2, 4, 15, 31, 5, 250)), '2024-03-04 15:31:05.250');
  });

  it('choose the unit in which the smallest is above one', () => {
    assert.deepEqual(
      [5, 5e3, 5e6, 5e9].map((ns) => timeUnitFor(ns).name),
      ['ns', 'µs', 'ms', 's'],
    );
    assert.deepEqual([512, 2048, 1.5 * 2 ** 20, 24 * 2 ** 30].map(formatBytes), [
      '512 B',
      '2 KiB',
      '1.5 MiB',
      '24 GiB',
    ]);
  });
});
