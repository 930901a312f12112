import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../../../engine/ledger/data/csv';
import { readText, useFolder } from './support';

const header = 'time,symbol,open,high,low,close,volume';
const unit = 100_000_000n;

describe('Bars from a CSV file', () => {
  const folder = useFolder();

  it('are gathered by symbol, in the order of names, though symbols interleave in the file', async () => {
    const bundle = await readText(
      folder(),
      `${header}\n2024-01-02,B,1,2,0.5,1.5,10\n2024-01-02,A,3,4,2,3.5,20\n2024-01-03,B,5,6,4,5.5,30\n`,
    );
    assert.deepEqual(bundle.symbols, ['A', 'B']);
    assert.deepEqual([...bundle.offsets], [0, 1, 3]);
    assert.deepEqual([...bundle.time], [Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3)]);
    assert.deepEqual([...bundle.timeline], [Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3)]);
    assert.deepEqual([...bundle.open], [3n * unit, unit, 5n * unit]);
    assert.deepEqual([...bundle.volume], [20n * unit, 10n * unit, 30n * unit]);
    assert.equal(bundle.scenario, null);
    assert.equal(bundle.roundedInputs, 0);
    assert.equal(bundle.unenclosedBars, 0);
  });

  it('order symbols by UTF-16 code units', async () => {
    const rows = ['é', 'Z', 'a', '\u{1f600}', '\uffee', '10', '9'].map(
      (name) => `2024-01-02,${name},1,1,1,1,1`,
    );
    const bundle = await readText(folder(), [header, ...rows].join('\n'));
    assert.deepEqual(bundle.symbols, ['10', '9', 'Z', 'a', 'é', '\u{1f600}', '\uffee']);
  });

  it('are read as pandas writes them, with an unnamed first column and exponents', async () => {
    const bundle = await readText(
      folder(),
      ',open,high,low,close,volume\n2024-01-02 14:30:00+00:00,1e-05,1.5E+1,1e-05,12.5,1e3\n',
    );
    assert.deepEqual([...bundle.time], [Date.UTC(2024, 0, 2, 14, 30)]);
    assert.deepEqual([bundle.open[0], bundle.high[0], bundle.volume[0]], [1000n, 15n * unit, 1000n * unit]);
  });

  it('are of the symbol that the file is named after, when there is no column for it', async () => {
    const file = path.join(folder(), 'BRK.B.csv');
    writeFileSync(file, 'date,open,high,low,close,volume\n2024-01-02,1,1,1,1,1\n');
    assert.deepEqual((await readCsv(file, { roundInputs: false, range: null })).symbols, ['BRK.B']);
  });

  for (const name of ['time', 'Date', 'DATETIME', ' timestamp ']) {
    it(`take their time from a column named ${JSON.stringify(name)}`, async () => {
      const bundle = await readText(folder(), `volume,${name},Close,LOW,high,Open\n7,2024-01-02,2,1,3,1.5\n`);
      assert.equal(bundle.time[0], Date.UTC(2024, 0, 2));
      assert.deepEqual([bundle.open[0], bundle.close[0]], [150_000_000n, 2n * unit]);
    });
  }

  it('ignore unknown columns, and an unnamed one when a time is named', async () => {
    const bundle = await readText(
      folder(),
      ',note,time,open,high,low,close,volume\n0,"a,\nb",2024-01-02,1,1,1,1,1\n',
    );
    assert.equal(bundle.time.length, 1);
  });

  it('do not care for CRLF, a byte-order mark, blank lines, quotes or a missing last line end', async () => {
    const plain = await readText(
      folder(),
      `${header}\n2024-01-02,A,1,2,1,1.5,10\n2024-01-03,A,2,3,2,2.5,10\n`,
    );
    const decorated = await readText(
      folder(),
      '\ufeff\r\n"time","symbol","open","high","low","close","volume"\r\n\r\n"2024-01-02",A,"1","2",1,1.5,10\r\n  \n\n2024-01-03,"A",2,3,2,2.5,10',
    );
    assert.equal(decorated.digest, plain.digest);
  });

  it('are read from UTF-16 too, as spreadsheets save it', async () => {
    const text = `\ufeff${header}\n2024-01-02,Ä,1,1,1,1,1\n`;
    assert.deepEqual((await readText(folder(), Buffer.from(text, 'utf16le'))).symbols, ['Ä']);
  });

  it('keep quotes, commas, line ends and blanks that belong to a symbol', async () => {
    const bundle = await readText(folder(), `${header}\n2024-01-02,"say ""hi"",\nthen go ",1,1,1,1,1\n`);
    assert.deepEqual(bundle.symbols, ['say "hi",\nthen go ']);
  });

  it('count those whose high or low does not enclose open and close, and know the line of the first', async () => {
    const rows = ['1,2,1,2,1', '1,1.5,1,2,1', '1,2,1.1,2,1', '3,2,1,2,1', '1,2,1,0.5,1'];
    const lines = rows.map((row, day) => `2024-01-0${day + 1},A,${row}`);
    const bundle = await readText(folder(), ['', header, ...lines].join('\n'));
    assert.equal(bundle.unenclosedBars, 4);
    assert.equal(bundle.firstUnenclosedLine, 4);
  });

  it('are rounded half to even only when that is asked for, and the changes are counted', async () => {
    const text = `${header}\n2024-01-02,A,1.000000005,1.000000015,1.0000000010,1.00000001,1.123456785\n`;
    const bundle = await readText(folder(), text, { roundInputs: true });
    assert.deepEqual(
      [bundle.open[0], bundle.high[0], bundle.low[0], bundle.close[0], bundle.volume[0]],
      [100_000_000n, 100_000_002n, 100_000_000n, 100_000_001n, 112_345_678n],
    );
    assert.equal(bundle.roundedInputs, 4);
  });

  it('hold values beyond i64 when the storage does', async () => {
    const text = `${header}\n2024-01-02,A,92233720368.54775807,1e20,1,1,1\n`;
    const bundle = await readText(folder(), text, { range: 'i128' });
    assert.ok(bundle.open instanceof BigInt64Array);
    assert.equal(bundle.open[0], 2n ** 63n - 1n);
    assert.deepEqual(bundle.high, [10n ** 28n]);
    const unlimited = await readText(folder(), `${header}\n2024-01-02,A,1e50,1e50,1e50,1e50,1\n`, {
      range: null,
    });
    assert.deepEqual(unlimited.close, [10n ** 58n]);
  });

  it('are reported of as they are read, and end at the whole', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `${index * 60},A,1.25,1.5,1,1.25,${index}`);
    const fractions: number[] = [];
    const bundle = await readText(folder(), [header, ...rows].join('\n'), {
      onProgress: (fraction) => fractions.push(fraction),
    });
    assert.equal(bundle.time.length, 40_000);
    assert.deepEqual(bundle.volume[39_999], 39_999n * unit);
    assert.ok(fractions.length > 1);
    assert.deepEqual(
      fractions,
      fractions.toSorted((first, second) => first - second),
    );
    assert.equal(fractions.at(-1), 1);
  });
});
