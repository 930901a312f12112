import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../../../engine/ledger/data/csv';
import { failureOfPromise, readText, useFolder } from './support';

const header = 'time,symbol,open,high,low,close,volume';
const good = '2024-01-02,A,1,2,1,1.5,10';

describe('A CSV file that cannot be used', () => {
  const folder = useFolder();

  /** The file's text, where the error says it is, what it says, and what it says to do. */
  const refused: readonly (readonly [string, string, string, RegExp])[] = [
    ['is empty', '', '', /the file is empty/],
    ['has blank lines only', '\n \n\r\n', '', /the file is empty/],
    ['has a header and no bars', `${header}\n\n`, '', /a header and no bars/],
    ['lacks columns', 'time,open,close\n', ', line 1', /no column for high, low, volume: "time,open,close"/],
    ['has no time', 'symbol,open,high,low,close,volume\n', ', line 1', /no column for time/],
    ['is separated by semicolons', `\n${header.replaceAll(',', ';')}\n`, ', line 2', /no column .*;/],
    ['has two closes', `${header},Close\n`, ', line 1, column Close', /two columns stand for the close/],
    [
      'has a date and a time',
      `date,${header}\n`,
      ', line 1, column time',
      /two columns stand for the time: "date" and "time"/,
    ],
    [
      'has a short row',
      `${header}\n${good}\n2024-01-03,A,1\n`,
      ', line 3',
      /3 fields, the header 7: "2024-01-03,A,1"/,
    ],
    ['has a long row', `${header}\n${good},\n`, ', line 2', /8 fields, the header 7/],
    ['has one field in a row', `${header}\nfoo\n`, ', line 2', /1 field, the header 7: "foo"/],
    [
      'has a bad time',
      `${header}\n\n2024-13-01,A,1,2,1,1,1\n`,
      ', line 3, column time',
      /"2024-13-01" is not a day/,
    ],
    ['has an empty time', `${header}\n,A,1,2,1,1,1\n`, ', line 2, column time', /"" is empty/],
    [
      'repeats a time',
      `${header}\n${good}\n${good}\n`,
      ', line 3, column time',
      /"2024-01-02" is not after .*2024-01-02T00:00:00/,
    ],
    [
      'goes back in time',
      `${header}\n${good}\n2024-01-01,A,1,2,1,1,1\n`,
      ', line 3, column time',
      /not after the last one/,
    ],
    [
      'has an empty symbol',
      `${header}\n2024-01-02,,1,2,1,1,1\n`,
      ', line 2, column symbol',
      /symbol "" is empty/,
    ],
    [
      'has a blank symbol',
      `${header}\n2024-01-02," ",1,2,1,1,1\n`,
      ', line 2, column symbol',
      /symbol " " is empty/,
    ],
    [
      'has a thousands separator',
      `${header}\n2024-01-02,A,"1,000",2,1,1,1\n`,
      ', line 2, column open',
      /open "1,000" is not a decimal/,
    ],
    [
      'has a NaN',
      `Date,Close,open,high,low,volume\n2024-01-02,NaN,1,1,1,1\n`,
      ', line 2, column Close',
      /close "NaN" is not a decimal/,
    ],
    [
      'has a blank that cannot be told from another',
      `${header}\n2024-01-02,A,101\u00a0,2,1,1,1\n`,
      ', line 2, column open',
      /open "101\\u00a0" is not a decimal/,
    ],
    ['has an empty price', `${header}\n2024-01-02,A,1,2,,1,1\n`, ', line 2, column low', /low "" is empty/],
    [
      'has a price of zero',
      `${header}\n2024-01-02,A,1,2,0.0,1,1\n`,
      ', line 2, column low',
      /low "0\.0" must be more than 0/,
    ],
    [
      'has a negative price',
      `${header}\n2024-01-02,A,1,2,-1,1,1\n`,
      ', line 2, column low',
      /low "-1" must be more than 0/,
    ],
    [
      'has a negative volume',
      `${header}\n2024-01-02,A,1,2,1,1,-1e-8\n`,
      ', line 2, column volume',
      /volume "-1e-8" must not be negative/,
    ],
    [
      'has too many digits',
      `${header}\n2024-01-02,A,1,2,1,1.000000001,1\n`,
      ', line 2, column close',
      /more than 8 fractional/,
    ],
    [
      'leaves a quote open',
      `${header}\n${good}\n2024-01-03,"A,1,2,1,1,1\n${good}\n`,
      ', line 3',
      /never closed/,
    ],
    [
      'has text after a quote',
      `${header}\n2024-01-02,"A"B,1,2,1,1,1\n`,
      ', line 2',
      /text follows a closing quote/,
    ],
    [
      'has a quote within a field',
      `${header}\n2024-01-02,A"B",1,2,1,1,1\n`,
      ', line 2',
      /in the middle of a field/,
    ],
    ['is not UTF-8', `${header}\n2024-01-02,M\ufffdller,1,2,1,1,1\n`, ', line 2, column symbol', /not UTF-8/],
    ['is binary', '\u007fELF\0\0\0,\0\u0001\n\0', ', line 1', /not text in UTF-8/],
    ['has old Mac line ends', `${header}\r${good}\r`, ', line 1', /lines end in CR alone/],
  ];
  for (const [what, text, place, says] of refused) {
    it(`because it ${what}`, async () => {
      const failure = await failureOfPromise(readText(folder(), text));
      assert.equal(failure.code, 'bad-input');
      assert.match(failure.message, new RegExp(says, 'i'));
      assert.equal(failure.where, `${path.join(folder(), 'bars.csv')}${place}`);
    });
  }

  /** What is wrong with a row or file, its text, and what the remedy must say. */
  const remedied: readonly (readonly [string, string, RegExp])[] = [
    [
      'thousands separators',
      `${header}\n2024-01-02,A,"1,204,500",2,1,1,1\n`,
      /without thousands .*: 1204500\.$/,
    ],
    ['a decimal comma', `${header}\n2024-01-02,A,"101,25",2,1,1,1\n`, /decimal point: 101\.25\.$/],
    ['both', `${header}\n2024-01-02,A,"1.101,25",2,1,1,1\n`, /decimal point: 1101\.25\.$/],
    ['a sign of currency', `${header}\n2024-01-02,A,$101,2,1,1,1\n`, /number alone/],
    [
      'a point without digits',
      `${header}\n2024-01-02,A,101.,2,1,1,1\n`,
      /digit must follow the point: 101\.0, or/,
    ],
    ['a NaN', `${header}\n2024-01-02,A,NaN,2,1,1,1\n`, /Fill in the value, or remove the row/],
    ['an empty cell', `${header}\n2024-01-02,A,1,2,,1,1\n`, /Fill in the value, or remove the row/],
    ['words for a number', `${header}\n2024-01-02,A,one,2,1,1,1\n`, /at most one point, such as 101\.25/],
    ['an epoch with a point', `${header}\n1704067200.0,A,1,2,1,1,1\n`, /whole numbers: 1704067200,/],
    ['day and month in some order', `${header}\n01/06/2024,A,1,2,1,1,1\n`, /YYYY-MM-DD/],
    ['a day that is none', `${header}\n2024-02-30,A,1,2,1,1,1\n`, /Correct the date/],
    ['a time in words', `${header}\nyesterday,A,1,2,1,1,1\n`, /Write times as 2024-03-04/],
    ['a bare thousands separator', `${header}\n2024-01-02,A,1,2,1,1,1,000\n`, /without thousands separators/],
    ['commas at a row\u2019s end', `${header}\n2024-01-02,A,1,2,1,1,1,,\n`, /Remove the commas at its end/],
    ['a field too few', `${header}\n2024-01-02,A,1,2,1,1\n`, /comma or a value is missing/],
    ['nothing in it', '', /first line must name time, open/],
    ['a header alone', `${header}\n`, /one line for every bar/],
    ['a price of zero', `${header}\n2024-01-02,A,1,2,0,1,1\n`, /Correct the price, or remove the row/],
    ['a negative volume', `${header}\n2024-01-02,A,1,2,1,1,-1\n`, /write 0 where nothing was traded/],
    ['old Mac line ends', `${header}\r${good}\r`, /Convert the line ends to LF/],
    ['old Mac line ends below the header', `${header}\n${good}\r${good}\r`, /Convert the line ends to LF/],
    ['NUL bytes in its header', header.replaceAll('', '\0'), /UTF-16 .* save it as UTF-8/],
    ['NUL bytes in a symbol', `${header}\n2024-01-02,A\0B,1,2,1,1,1\n`, /UTF-16 .* save it as UTF-8/],
    ['NUL bytes in a number', `${header}\n2024-01-02,A,1\0,2,1,1,1\n`, /UTF-16 .* save it as UTF-8/],
    [
      'more digits than are read',
      `${header}\n2024-01-02,A,${'9'.repeat(1_001)},2,1,1,1\n`,
      /at most 17014\d+\.\d{8}/,
    ],
    ['prices too small for the scale', `${header}\n2024-01-02,A,1e-9,2,1,1,1\n`, /smaller unit/],
  ];
  for (const [what, text, says] of remedied) {
    it(`says what to do about ${what}`, async () => {
      const { code, remedy } = await failureOfPromise(readText(folder(), text));
      assert.equal(code, 'bad-input');
      assert.match(remedy ?? '', says);
    });
  }

  it('has old Mac line ends, however large it is', async () => {
    const failure = await failureOfPromise(readText(folder(), `${header}\r${`${good}\r`.repeat(100_000)}`));
    assert.match(failure.message, /lines end in CR alone/);
  });

  it('reports it when digits would have to be rounded, and how', async () => {
    const failure = await failureOfPromise(
      readText(folder(), `${header}\n2024-01-02,A,1.000000001,2,1,1,1\n`),
    );
    assert.match(failure.remedy ?? '', /--round-inputs/);
  });

  it('refuses a price that is rounded to zero', async () => {
    const text = `${header}\n2024-01-02,A,1e-9,2,1,1,1\n`;
    const failure = await failureOfPromise(readText(folder(), text, { roundInputs: true }));
    assert.match(failure.message, /open "1e-9" is rounded to 0, and must be more than 0/);
    assert.match(failure.remedy ?? '', /smaller unit/);
  });

  it('names the storage that would hold a value that is too large', async () => {
    const text = `${header}\n2024-01-02,A,1,92233720368.54775808,1,1,1\n`;
    const failure = await failureOfPromise(readText(folder(), text));
    assert.equal(failure.code, 'overflow');
    assert.match(failure.where ?? '', /bars\.csv, line 2, column high$/);
    assert.match(failure.message, /"92233720368\.54775808" is outside the range of i64/);
    assert.match(failure.remedy ?? '', /--storage i128/);
  });

  for (const range of ['i64', 'i128'] as const) {
    it(`names the engines that have no range, when not even i128 holds a value, with ${range}`, async () => {
      for (const value of ['1701411834604692317316873037158.84105728', '1e300', '9'.repeat(400)]) {
        const text = `${header}\n2024-01-02,A,1,${value},1,1,1\n`;
        const failure = await failureOfPromise(readText(folder(), text, { range }));
        assert.equal(failure.code, 'overflow');
        assert.doesNotMatch(failure.remedy ?? '', /--storage/);
        assert.match(
          failure.remedy ?? '',
          /92233720368\.54775807, .* 1701411834604692317316873037158\.84105727/,
        );
        assert.match(failure.remedy ?? '', /--engines float,decimal\.js/);
      }
    });
  }

  it('names the storage for the largest value that it holds', async () => {
    const text = `${header}\n2024-01-02,A,1,1701411834604692317316873037158.84105727,1,1,1\n`;
    const failure = await failureOfPromise(readText(folder(), text));
    assert.match(failure.remedy ?? '', /--storage i128/);
    assert.equal((await readText(folder(), text, { range: 'i128' })).time.length, 1);
  });

  it('is not there', async () => {
    const file = path.join(folder(), 'absent.csv');
    const failure = await failureOfPromise(readCsv(file, { roundInputs: false, range: null }));
    assert.deepEqual(
      [failure.code, failure.message, failure.where],
      ['bad-input', 'The file cannot be read: there is no such file or folder', file],
    );
    assert.match(failure.remedy ?? '', /Check the spelling/);
  });

  it('is a folder', async () => {
    const file = path.join(folder(), 'folder.csv');
    mkdirSync(file);
    const failure = await failureOfPromise(readCsv(file, { roundInputs: false, range: null }));
    assert.match(failure.message, /it is a folder/);
    assert.match(failure.remedy ?? '', /Name a file in it/);
  });

  it('is a device', async function () {
    if (process.platform === 'win32') this.skip();
    const failure = await failureOfPromise(readCsv('/dev/null', { roundInputs: false, range: null }));
    assert.match(failure.message, /not a regular file/);
    assert.match(failure.remedy ?? '', /Use a regular file instead/);
  });

  it('is a pipe to which nobody writes: that does not wait', async function () {
    const file = path.join(folder(), 'pipe');
    if (spawnSync('mkfifo', [file]).status !== 0) this.skip();
    const failure = await failureOfPromise(readCsv(file, { roundInputs: false, range: null }));
    assert.match(failure.message, /not a regular file/);
  });

  it('has no line ends, however large it is', async () => {
    const failure = await failureOfPromise(readText(folder(), 'x'.repeat(3_000_000)));
    assert.match(failure.message, /too long for a bar/);
  });

  it('is no longer wanted', async () => {
    const signal = AbortSignal.abort();
    const failure = await failureOfPromise(readText(folder(), `${header}\n${good}\n`, { signal }));
    assert.equal(failure.code, 'cancelled');
  });

  it('is named with the line on which the bad row begins, whatever stands before it', async () => {
    const line = fc.record({
      kind: fc.constantFrom('row', 'blank', 'blanks', 'noted'),
      end: fc.constantFrom('\n', '\r\n'),
      note: fc.stringMatching(/^[a-z\n\r" ,]{0,8}$/),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.integer({ min: 0, max: 4 }),
        async (lines, field) => {
          let text = `note,${header}\n`;
          for (const [index, { kind, end, note }] of lines.entries()) {
            const quoted = kind === 'noted' ? `"${note.replaceAll('"', '""')}"` : '';
            if (kind === 'row' || kind === 'noted') text += `${quoted},${index},A,1,1,1,1,1${end}`;
            else text += `${kind === 'blanks' ? '  ' : ''}${end}`;
          }
          const values = ['1', '1', '1', '1', '1'].map((value, place) => (place === field ? 'bad' : value));
          const expected = text.split('\n').length;
          text += `"two\nlines",2024-01-02,A,${values.join(',')}\n`;
          const failure = await failureOfPromise(readText(folder(), text));
          const column = ['open', 'high', 'low', 'close', 'volume'][field] ?? '';
          assert.equal(
            failure.where,
            `${path.join(folder(), 'bars.csv')}, line ${expected}, column ${column}`,
          );
          assert.match(failure.message, /"bad" is not a decimal number/);
        },
      ),
    );
  });
});
