/** Bars from CSV text: every row is read or the file is refused, and an export reads back as the same data. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv } from '../../../engine/ledger/data/csv';
import { exportCsv } from '../../../engine/ledger/data/exportCsv';
import { EngineError } from '../../../engine/platform/errors';
import { inCaseFolder } from '../caseFolder';
import { mutatedBytes, mutatedText } from '../mutate';
import { target } from '../target';

const texts = [
  'time,open,high,low,close,volume\n2024-01-02,1.5,2,1,1.75,100\n2024-01-03,1.75,2,1.5,1.6,200\n',
  'symbol,time,open,high,low,close,volume\nA,2024-01-02T14:30:00Z,1,1,1,1,1\n"B ""x""",2024-01-02T14:30:00Z,2,2,2,2,0\nA,2024-01-02T14:31:00Z,1.00000001,1,1,1,1e3\n',
  '\ufeffTime;Open;High;Low;Close;Volume\r\n2024-01-02;1,5;2;1;1;100\r\n',
  'time,symbol,open,high,low,close,volume\r\n1704205800000,A,1,1,1,1,1\r\n1704205860,A,2,2,2,2,2\r\n',
  'time,open,high,low,close,volume,note\n2024-01-02 09:30,123456789.123456789,2,1,3,99999999999\n\n2024-01-03 09:30,1,1,1,1,1,"a\nb"\n',
];

const cell = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    '1.5',
    '-1',
    '1e5',
    '0.000000001',
    '92233720368.54775808',
    '',
    ' 2 ',
    '1_000',
    '0x10',
  ),
  fc.constantFrom(
    '2024-01-02',
    '2024-02-30',
    '2024-01-02T00:00:00+25:00',
    '1704205800',
    '9999-12-31',
    'A',
    '=1+1',
  ),
  fc.double().map(String),
  fc
    .string({ maxLength: 6 })
    .map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)),
);
const generated = fc
  .tuple(
    fc.shuffledSubarray(['time', 'symbol', 'open', 'high', 'low', 'close', 'volume'], { minLength: 5 }),
    fc.array(fc.array(cell, { minLength: 5, maxLength: 8 }), { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([head, rows, end]) => [head, ...rows].map((cells) => cells.join(',')).join(end));

const content: fc.Arbitrary<string | Buffer> = fc.oneof(mutatedText(texts), generated, mutatedBytes(texts));

export const csv = target({
  name: 'csv',
  cases: fc.record({
    content,
    roundInputs: fc.boolean(),
    range: fc.constantFrom<('i64' | 'i128' | null)[]>('i64', 'i128', null),
  }),
  limitMs: 20_000,
  check: ({ content: text, roundInputs, range }) =>
    inCaseFolder({ 'bars.csv': text }, async (folder) => {
      const file = path.join(folder, 'bars.csv');
      const bundle = await readCsv(file, { roundInputs, range }).catch((error: unknown) => {
        if (!(error instanceof EngineError)) throw error;
        assert.ok(['bad-input', 'overflow'].includes(error.code), error.code);
        assert.match(error.where ?? '', /bars\.csv/, error.message);
        return null;
      });
      if (bundle === null) return;
      const bars = bundle.offsets.at(-1);
      assert.equal(bars, rowsIn(Buffer.from(text).toString()), 'rows of the file and bars read');
      const exported = path.join(folder, 'export.csv');
      await exportCsv(bundle, exported);
      const again = await readCsv(exported, { roundInputs: false, range });
      assert.equal(again.digest, bundle.digest, 'digest after an export');
    }),
  files: ({ content: text, ...options }) => ({ 'bars.csv': text, 'options.json': JSON.stringify(options) }),
});

/** Rows after the header, without blank lines. */
function rowsIn(text: string): number {
  const rows: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
  });
  return rows.filter((cells) => cells.length > 1 || cells[0]?.trim() !== '').length - 1;
}
