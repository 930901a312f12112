import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { formatScaled } from '../../../../engine/ledger/arithmetic/decimalText';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { readBundleFile, writeBundleFile } from '../../../../engine/ledger/data/bundleFile';
import { readCsv } from '../../../../engine/ledger/data/csv';
import { exportCsv } from '../../../../engine/ledger/data/exportCsv';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { EngineError } from '../../../../engine/platform/errors';
import { failureOfPromise, readText, useFolder } from './support';

interface MadeBar {
  readonly symbol: string;
  readonly time: number;
  readonly values: readonly bigint[];
}

const price = fc.oneof(
  fc.bigInt({ min: 1n, max: 10n ** 13n }),
  fc.constantFrom(1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 100n),
);
const volume = fc.oneof(price, fc.constant(0n));
/** Symbols that need quotes, that look like numbers or markup, that are not ASCII. */
const symbol = fc.oneof(
  fc.constantFrom(
    'A',
    'B',
    'BRK.B',
    '1e5',
    '=1+1',
    ' x ',
    'a,b',
    '"',
    'line\nend',
    'crlf\r\n',
    '<img onerror=x>',
    'ß',
    '😀',
  ),
  fc.string({ minLength: 1, maxLength: 4 }).filter((name) => name.trim() !== '' && !/[\0\ufffd]/.test(name)),
);
const time = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 11, 31) });
const bars: fc.Arbitrary<MadeBar[]> = fc
  .uniqueArray(fc.record({ symbol, time, values: fc.tuple(price, price, price, price, volume) }), {
    minLength: 1,
    maxLength: 30,
    selector: (bar) => `${bar.time} ${bar.symbol}`,
  })
  .map((made) => made.toSorted((first, second) => first.time - second.time));

/** How a file may write the same bars. */
const manner = fc.record({
  columns: fc.shuffledSubarray(['time', 'symbol', 'open', 'high', 'low', 'close', 'volume', 'extra'], {
    minLength: 8,
    maxLength: 8,
  }),
  upperCase: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\ufeff'),
  seed: fc.nat(),
});

/** The bundle without what it knows of the file that it was read from. */
function dataOf(bundle: Bundle): object {
  return Object.fromEntries(Object.entries(bundle).filter(([key]) => !/^first\w+Line$/.test(key)));
}

describe('Bars that are written and read again', () => {
  const folder = useFolder();

  it('are the same whatever the order of columns, quotes, line ends, exponents and the order of symbols', async () => {
    await fc.assert(
      fc.asyncProperty(bars, manner, async (made, how) => {
        const plain = await readText(folder(), csvText(made), { range: null });
        assertHolds(plain, made);
        const other = await readText(folder(), csvText(made, how), { range: null });
        assert.equal(other.digest, plain.digest);
      }),
    );
  });

  it('keep their digest through an export', async () => {
    await fc.assert(
      fc.asyncProperty(bars, async (made) => {
        const bundle = await readText(folder(), csvText(made), { range: null });
        const file = path.join(folder(), 'export.csv');
        await exportCsv(bundle, file);
        const read = await readCsv(file, { roundInputs: false, range: null });
        assert.deepEqual(dataOf(read), dataOf(bundle));
      }),
    );
  });

  it('are equal after a bundle file, column by column', async () => {
    await fc.assert(
      fc.asyncProperty(bars, async (made) => {
        const bundle = await readText(folder(), csvText(made), { range: null });
        const file = path.join(folder(), 'bars.bundle');
        writeBundleFile(file, bundle);
        assert.deepEqual(readBundleFile(file), dataOf(bundle));
      }),
    );
  });

  it('have another digest when a single value differs', async () => {
    const text = 'time,open,high,low,close,volume\n2024-01-02,1,1,1,1,1\n2024-01-03,1,1,1,1,1\n';
    const digests = new Set<string>();
    for (const changed of ['', 'open', 'time', 'symbol']) {
      let other = text;
      if (changed === 'open') other = text.replace('03,1', '03,1.00000001');
      if (changed === 'time') other = text.replace('01-03', '01-04');
      if (changed === 'symbol') other = text.replace('time,', 'time,symbol,').replaceAll(/(-0\d),/g, '$1,B,');
      digests.add((await readText(folder(), other)).digest);
    }
    assert.equal(digests.size, 4);
  });

  it('come back from a generated bundle, with times of the day and without', async () => {
    for (const name of ['daily', 'minute'] as const) {
      const bundle = generateBundle(name);
      const file = path.join(folder(), `${name}.csv`);
      await exportCsv(bundle, file);
      const read = await readCsv(file, { roundInputs: false, range: 'i64' });
      assert.deepEqual({ ...read, scenario: name }, bundle);
      writeBundleFile(file, bundle);
      assert.deepEqual(readBundleFile(file), bundle);
    }
    assert.deepEqual(
      readdirSync(folder()).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('are refused with a reason when the export cannot be written', async () => {
    const file = path.join(folder(), 'no', 'such', 'folder.csv');
    const failure = await failureOfPromise(exportCsv(generateBundle('minute'), file));
    assert.deepEqual([failure.code, failure.where], ['bad-input', file]);
    assert.match(failure.message, /cannot be written/);
  });
});

describe('A bundle file that is not whole', () => {
  const folder = useFolder();
  const spoiled: readonly (readonly [string, (file: string, bytes: Buffer) => void, RegExp])[] = [
    ['is cut short', (file, bytes) => truncateSync(file, bytes.length - 8), /bytes, not/],
    ['is cut within its header', (file) => truncateSync(file, 40), /cut short/],
    ['is empty', (file) => truncateSync(file, 0), /cut short/],
    [
      'is something else',
      (file) => writeFileSync(file, 'time,open,high,low,close'),
      /does not begin like one/,
    ],
    [
      'has a header of another version',
      (file, bytes) => writeFileSync(file, replaced(bytes, '"scenario"', '"scenarip"')),
      /header/,
    ],
    [
      'has times that do not rise',
      (file, bytes) => {
        const at = 12 + bytes.readUInt32LE(8) + 4 * 4;
        bytes.writeDoubleLE(bytes.readDoubleLE(at + 8), at);
        writeFileSync(file, bytes);
      },
      /times of SYM000 do not rise/,
    ],
  ];
  for (const [what, spoil, says] of spoiled) {
    it(`is refused when it ${what}`, () => {
      const file = path.join(folder(), 'spoiled.bundle');
      writeBundleFile(file, generateBundle('minute'));
      spoil(file, readFileSync(file));
      assert.throws(
        () => readBundleFile(file),
        (error) => error instanceof EngineError && error.where === file && says.test(error.message),
      );
    });
  }

  it('is refused when it is not there', () => {
    assert.throws(() => readBundleFile(path.join(folder(), 'absent')), /not a bundle that can be read/);
  });
});

/** Rows in order of time; with `how`, in another manner that means the same. */
function csvText(
  made: readonly MadeBar[],
  how?: typeof manner extends fc.Arbitrary<infer M> ? M : never,
): string {
  const columns = how?.columns ?? ['time', 'symbol', 'open', 'high', 'low', 'close', 'volume'];
  const end = how?.end ?? '\n';
  let choice = how?.seed ?? 0;
  const chance = (): boolean => {
    choice = (Math.imul(choice, 1_103_515_245) + 12_345) >>> 0;
    return how !== undefined && choice % 65_536 < 32_768;
  };
  const field = (text: string): string =>
    chance() || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const decimal = (value: bigint): string => (chance() ? ` ${value}e-8` : formatScaled(value, 8));
  const instant = (ms: number): string =>
    chance() ? new Date(ms).toISOString().replace('T', ' ') : new Date(ms).toISOString();
  // Symbols may follow each other or interleave, as long as each is in order of time.
  const rows =
    how === undefined
      ? made
      : made.toSorted((first, second) =>
          first.symbol < second.symbol ? 1 : first.symbol > second.symbol ? -1 : 0,
        );
  const lines = rows.map((bar) => {
    const [open = 0n, high = 0n, low = 0n, close = 0n, traded = 0n] = bar.values;
    const fields: Record<string, string> = {
      time: instant(bar.time),
      symbol: bar.symbol,
      open: decimal(open),
      high: decimal(high),
      low: decimal(low),
      close: decimal(close),
      volume: decimal(traded),
      extra: 'not, read',
    };
    return columns.map((column) => field(fields[column] ?? '')).join(',');
  });
  const header = columns.map((column) => field(how?.upperCase === true ? column.toUpperCase() : column));
  return `${how?.mark ?? ''}${[header.join(','), ...lines].join(end)}${end}`;
}

/** Whether the bundle holds exactly the bars it was made from. */
function assertHolds(bundle: Bundle, made: readonly MadeBar[]): void {
  const names = [...new Set(made.map((bar) => bar.symbol))].sort();
  assert.deepEqual(bundle.symbols, names);
  for (const [index, name] of names.entries()) {
    const rows = made.filter((bar) => bar.symbol === name);
    const [start = 0, end = 0] = bundle.offsets.subarray(index, index + 2);
    assert.deepEqual(
      [...bundle.time.subarray(start, end)],
      rows.map((bar) => bar.time),
    );
    for (const [place, column] of [
      bundle.open,
      bundle.high,
      bundle.low,
      bundle.close,
      bundle.volume,
    ].entries()) {
      assert.deepEqual(
        [...column.slice(start, end)],
        rows.map((bar) => bar.values[place]),
      );
      const narrow = made.every((bar) => (bar.values[place] ?? 0n) < 2n ** 63n);
      assert.equal(column instanceof BigInt64Array, narrow);
    }
  }
  const times = [...new Set(made.map((bar) => bar.time))].sort((first, second) => first - second);
  assert.deepEqual([...bundle.timeline], times);
}

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
}
