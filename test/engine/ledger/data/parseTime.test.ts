import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readTime } from '../../../../engine/ledger/data/parseTime';

const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 11, 31, 23, 59, 59, 999) });

describe('A time in text', () => {
  it('is what Date makes of an ISO time', () => {
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('T', ' '),
        fc.constantFrom('Z', '', '+00:00', '-0000'),
        (ms, separator, zone) => {
          const iso = new Date(ms).toISOString();
          assert.equal(readTime(`${iso.slice(0, 10)}${separator}${iso.slice(11, 23)}${zone}`), ms);
          const seconds = ms - (((ms % 1000) + 1000) % 1000);
          assert.equal(readTime(`${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${zone}`), seconds);
          assert.equal(readTime(iso.slice(0, 10)), Date.parse(iso.slice(0, 10)));
        },
      ),
    );
  });

  it('is moved by its zone as Date moves it', () => {
    const zoned = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2200, 11, 30) });
    fc.assert(
      fc.property(
        zoned,
        fc.constantFrom('+', '-'),
        fc.nat(14),
        fc.nat(59),
        fc.boolean(),
        (ms, sign, hours, minutes, colon) => {
          const two = (value: number): string => String(value).padStart(2, '0');
          const local = new Date(ms).toISOString().slice(0, 16);
          const text = `${local}${sign}${two(hours)}${colon ? ':' : ''}${two(minutes)}`;
          assert.equal(readTime(text), Date.parse(`${local}${sign}${two(hours)}:${two(minutes)}`));
        },
      ),
    );
  });

  it('agrees with Date on which days the calendar has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2200 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists =
            date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12;
          assert.equal(readTime(text), exists ? date.getTime() : 'is not a day of the calendar');
        },
      ),
    );
  });

  it('is an epoch in seconds, milliseconds, microseconds or nanoseconds, by its size', () => {
    const ms = Date.UTC(2024, 7, 2, 14, 30);
    assert.equal(readTime(String(ms / 1000)), ms);
    assert.equal(readTime(String(ms)), ms);
    assert.equal(readTime(`${ms}000`), ms);
    assert.equal(readTime(`${ms}000000`), ms);
    assert.equal(readTime('99999999999'), 'is not within the years 1900 to 2200');
    assert.equal(readTime('100000000000'), 100_000_000_000);
    assert.equal(readTime('99999999999999'), 'is not within the years 1900 to 2200');
    assert.equal(readTime('100000000000000'), 100_000_000_000);
    assert.equal(readTime('100000000000000000'), 100_000_000_000);
    assert.equal(readTime('-2208988800'), Date.UTC(1900, 0, 1));
    assert.equal(readTime('-2208988801'), 'is not within the years 1900 to 2200');
    assert.equal(readTime(' 0 '), 0);
  });

  it('is never finer than a millisecond', () => {
    const finer = 'is finer than a millisecond';
    assert.equal(readTime('2024-08-02T14:30:00.0001'), finer);
    assert.equal(readTime('1722609000000001'), finer);
    assert.equal(readTime('1722609000000000001'), finer);
    assert.equal(readTime('2024-08-02 14:30:00.120000'), Date.UTC(2024, 7, 2, 14, 30, 0, 120));
    assert.equal(readTime('2024-08-02 14:30:00.5'), Date.UTC(2024, 7, 2, 14, 30, 0, 500));
  });

  it('lies within the years 1900 to 2200, in UTC', () => {
    const outside = 'is not within the years 1900 to 2200';
    for (const text of ['1899-12-31', '2201-01-01', '0000-01-01', '0099-01-01', '9999-12-31 23:59:59']) {
      assert.equal(readTime(text), outside, text);
    }
    assert.equal(readTime('1900-01-01T00:00+00:01'), outside);
    assert.equal(readTime('2200-12-31T23:59-00:01'), outside);
    assert.equal(readTime('2200-12-31 23:59:59'), Date.UTC(2200, 11, 31, 23, 59, 59));
    assert.equal(readTime('9'.repeat(30)), outside);
  });

  for (const text of [
    ...[
      '',
      '2024-8-2',
      '02/08/2024',
      '2024-08-02T',
      '2024-08-02  10:00',
      '2024-08-02T10',
      '2024-08-02T24:00',
    ],
    ...[
      '2024-08-02T10:60',
      '2024-08-02T10:00:60',
      '2024-08-02T10:00:00.',
      '2024-08-02T10:00z',
      '2024-08-02Z',
    ],
    ...[
      '2024-08-02T10:00+24:00',
      '2024-08-02T10:00+0',
      '2024-08-02x10:00:00',
      '2024-08-02T1a:00:00',
      '1.5e9',
    ],
    ...['2024-08-02 10:00:0x', '2024-08-02 10-00-00', 'yesterday', '2024-02-30 10:00:00'],
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(typeof readTime(text), 'string'));
  }
});
