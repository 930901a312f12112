import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import path from 'node:path';
import { comparing, inWorkspace, linterFor, scanned, writeFiles } from './workspace';

const python = `from decimal import Decimal


class Metrics:
    def __init__(self):
        self.flow = 0.0  # dblint: ignore[DB001] é
        self.rate = Decimal(0.1)

    def update(self, flow: Decimal):
        return max(0.0, flow - self.flow) * 1.5
`;
const notebook = JSON.stringify({
  cells: [{ cell_type: 'code', source: python.split(/(?<=\n)/) }],
  metadata: {},
  nbformat: 4,
});
const names = ['a.py', 'a.ts', 'a.jsx', 'a.ipynb'] as const;
const whole = { 'a.py': python, 'a.ts': comparing, 'a.jsx': comparing, 'a.ipynb': notebook };

/** What happens to files: cut off, bytes changed, turned around, repeated, in another encoding. */
const damage = fc.oneof(
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((part) => (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * part))),
  fc
    .array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 6 })
    .map((changes) => (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of changes) changed[at % changed.length] = value;
      return changed;
    }),
  fc.constant((bytes: Buffer) => Buffer.from(bytes).reverse()),
  fc.constant((bytes: Buffer) => Buffer.concat(Array.from({ length: 50 }, () => bytes))),
  fc.constant((bytes: Buffer) => Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le')),
  fc.constant((bytes: Buffer) => Buffer.from(bytes.toString('utf8').replaceAll('\n', '\r'))),
);

describe('the linter on broken files', () => {
  it('says of Python that cannot be read in places that it was looked at in part only', () =>
    inWorkspace(
      { 'whole.py': python, 'cut.py': python.replace('flow - self.flow)', 'flow - ') },
      async (folder) => {
        const linter = await linterFor(folder);
        const reports = await scanned(linter, [folder]);
        const noted = reports.filter(({ notes }) => notes.length > 0);
        assert.deepEqual(
          noted.map(({ path: each }) => path.basename(each)),
          ['cut.py'],
        );
        assert.match(
          noted[0]?.notes.join() ?? '',
          /^Not fully analyzed: its syntax cannot be parsed near `.+`\.$/,
        );
      },
    ));

  it('says something of each, with places that are in it, and throws nothing', () =>
    inWorkspace({}, async (folder) => {
      const linter = await linterFor(folder);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), damage, async (name, damaged) => {
          await writeFiles(folder, { [name]: damaged(Buffer.from(whole[name])) });
          const file = path.join(folder, name);
          await linter.reload(file);
          const reports = await scanned(linter, [folder]);
          assert.ok(reports.some((report) => report.path === file));
          for (const { path: each, findings, suppressed } of reports) {
            const { length } = linter.textOf(each) ?? '';
            for (const { range } of [...findings, ...suppressed.map(({ finding }) => finding)]) {
              assert.ok(0 <= range.start && range.start <= range.end && range.end <= length, each);
            }
          }
        }),
        { numRuns: 80 },
      );
    })).timeout(180_000);
});
