import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeBaseline } from '../../engine/lint/findingsBaseline';
import { TextLines } from '../../engine/lint/textLines';
import { defaultLintSettings, type LintSettings } from '../../engine/protocol/lint';
import { comparing, found, inWorkspace, linterFor, scanned, writeFiles } from './workspace';

const ledger = `from decimal import Decimal


class Ledger:
    def __init__(self):
        self.cash = Decimal("0")
`;
const metrics = `from ledger import Ledger


def change(ledger: Ledger):
    return ledger.cash + 0.5
`;
const float = 'from decimal import Decimal\n\nRATE = Decimal(0.1)\n';

function settings(changes: Partial<LintSettings>): { settings: LintSettings } {
  return { settings: { ...defaultLintSettings, ...changes } };
}

describe('the linter', () => {
  it('reports what is found in both languages, across files', () =>
    inWorkspace({ 'ledger.py': ledger, 'metrics.py': metrics, 'web/a.ts': comparing }, async (folder) => {
      const linter = await linterFor(folder);
      assert.deepEqual(await found(linter, folder), ['metrics.py:5 DB006', 'web/a.ts:2 DB105']);
    }));

  it('reads a file that is named with the project around it, and reports on it alone', () =>
    inWorkspace(
      { 'pyproject.toml': '', 'ledger.py': ledger, 'metrics.py': metrics, 'rate.py': float },
      async (folder) => {
        const linter = await linterFor(folder);
        const named = path.join(folder, 'metrics.py');
        assert.deepEqual(await found(linter, folder, [named]), ['metrics.py:5 DB006']);
      },
    ));

  it('takes the text that the editor gives, until the file is taken from the disk again', () =>
    inWorkspace({ 'rate.py': float }, async (folder) => {
      const linter = await linterFor(folder);
      const file = path.join(folder, 'rate.py');
      await scanned(linter, [folder]);
      const rules = async () => (await linter.report(file)).findings.map(({ rule }) => rule);
      assert.deepEqual(await rules(), ['DB003']);
      linter.update(file, 'RATE = 1\n');
      assert.deepEqual(await rules(), []);
      assert.deepEqual(await found(linter, folder), [], 'a scan must not undo it');
      await linter.reload(file);
      assert.deepEqual(await rules(), ['DB003']);
      linter.update(file, null);
      assert.deepEqual(await rules(), []);
    }));

  it('forgets what a later scan does not find any more', () =>
    inWorkspace({ 'ledger.py': ledger, 'metrics.py': metrics }, async (folder) => {
      const linter = await linterFor(folder);
      assert.equal((await found(linter, folder)).length, 1);
      await rm(path.join(folder, 'ledger.py'));
      assert.deepEqual(await found(linter, folder), []);
    }));

  it('says nothing of a file that is open but left out, unless it was named', () =>
    inWorkspace({ '.gitignore': 'rate.py\n', 'rate.py': float }, async (folder) => {
      const linter = await linterFor(folder);
      const file = path.join(folder, 'rate.py');
      linter.update(file, float);
      assert.deepEqual((await linter.report(file)).findings, []);
      assert.deepEqual(await found(linter, folder, [file]), ['rate.py:3 DB003']);
    }));

  it('heeds the settings of rules, for all files and for some', () =>
    inWorkspace({ 'rate.py': float, 'tests/rate.py': float, 'old/rate.py': float }, async (folder) => {
      const usual = await linterFor(folder);
      assert.deepEqual(await found(usual, folder), ['old/rate.py:3 DB003', 'rate.py:3 DB003']);
      const off = await linterFor(folder, settings({ rules: { DB003: 'off' } }));
      assert.deepEqual(await found(off, folder), []);
      const some = await linterFor(folder, settings({ perFileIgnores: { 'old/**': ['DB003'] } }));
      assert.deepEqual(await found(some, folder), ['rate.py:3 DB003', 'tests/rate.py:3 DB003']);
      const error = await linterFor(folder, settings({ rules: { DB003: 'error' } }));
      const [first] = await scanned(error, [path.join(folder, 'rate.py')]);
      assert.equal(first?.findings[0]?.severity, 'error');
      const disabled = await linterFor(folder, settings({ enabled: false }));
      assert.deepEqual(await found(disabled, folder), []);
    }));

  it('parts what a comment silences from what remains', () =>
    inWorkspace(
      { 'rate.py': float.replace('(0.1)', '(0.1)  # dblint: ignore[DB003] on purpose') },
      async (folder) => {
        const [report] = await scanned(await linterFor(folder), [folder]);
        assert.deepEqual(report?.findings, []);
        assert.deepEqual(
          report.suppressed.map(({ finding, by }) => [finding.rule, by]),
          [['DB003', 'comment']],
        );
      },
    ));

  it('says why it does not look at a file', () =>
    inWorkspace(
      {
        'big.py': '#'.repeat(3000),
        'binary.py': Buffer.from([0x64, 0, 1]),
        'bad.py': Buffer.from([0x61, 0xff]),
        'n.ipynb': '{}',
        'good.py': float,
      },
      async (folder) => {
        const linter = await linterFor(folder, settings({ maxFileSizeKb: 2 }));
        const reports = await scanned(linter, [folder]);
        assert.deepEqual(
          reports.map(({ path: file, notes }) => [path.basename(file), ...notes]),
          [
            ['bad.py', 'Not checked: its bytes are not UTF-8.'],
            ['big.py', 'Not checked: it is larger than maxFileSizeKb allows (2 KB).'],
            ['binary.py', 'Not checked: it is a binary file.'],
            ['good.py'],
            ['n.ipynb', 'Not checked: it is no notebook of format 4.'],
          ],
        );
      },
    ));

  if (process.getuid?.() !== 0) {
    it('reports it when it may not read a file', () =>
      inWorkspace({ 'rate.py': float }, async (folder) => {
        await chmod(path.join(folder, 'rate.py'), 0);
        const [report] = await scanned(await linterFor(folder), [folder]);
        assert.match(report?.notes[0] ?? '', /permission/);
      }));

    it('reports it when it may not read a folder', () =>
      inWorkspace({ 'closed/rate.py': float }, async (folder) => {
        await chmod(path.join(folder, 'closed'), 0);
        const [report] = await scanned(await linterFor(folder), [folder]);
        await chmod(path.join(folder, 'closed'), 0o755);
        assert.equal(report?.path, path.join(folder, 'closed'));
        assert.match(report.notes[0] ?? '', /permission/);
      }));
  }

  it('finds what is in the cells of a notebook, in the lines of its JSON', () => {
    const source = ['from decimal import Decimal\n', '%time\n', 'RATE = Decimal(0.1)\n'];
    const cells = [
      { cell_type: 'markdown', source: ['# Rates'] },
      { cell_type: 'code', source },
    ];
    const json = JSON.stringify({ cells, metadata: {}, nbformat: 4 }, null, 1);
    return inWorkspace({ 'n.ipynb': json }, async (folder) => {
      const linter = await linterFor(folder);
      const line = json.slice(0, json.indexOf('0.1')).split('\n').length;
      assert.deepEqual(await found(linter, folder), [`n.ipynb:${line} DB003`]);
    });
  });

  it('counts what a folder holds', () =>
    inWorkspace(
      { 'a/ledger.py': ledger, 'a/metrics.py': metrics, 'b/rate.py': float, 'c/none.py': '' },
      async (folder) => {
        const linter = await linterFor(folder);
        await scanned(linter, [folder]);
        const rows = await linter.overview(folder);
        assert.deepEqual(
          rows.map((row) => [
            path.relative(folder, row.folder),
            row.files,
            row.findings,
            row.fixedSinceBaseline,
          ]),
          [
            ['', 4, { DB003: 1, DB006: 1 }, null],
            ['a', 2, { DB006: 1 }, null],
            ['b', 1, { DB003: 1 }, null],
          ],
        );
        assert.ok((rows[0]?.ledgerSites ?? 0) >= 2);
      },
    ));

  it('counts what of a baseline is fixed, also by files that are gone', () =>
    inWorkspace({ 'a/rate.py': float, 'b/rate.py': float, 'b/more.py': float }, async (folder) => {
      const baseline = path.join(folder, 'baseline.json');
      const reports = await scanned(await linterFor(folder), [folder]);
      await writeBaseline(
        baseline,
        reports.map((report) => ({ ...report, lines: new TextLines(float) })),
      );
      await writeFiles(folder, { 'a/rate.py': float.replace('0.1', '"0.1"') });
      await rm(path.join(folder, 'b/more.py'));
      const linter = await linterFor(folder, { baseline });
      assert.deepEqual(await found(linter, folder), []);
      const rows = await linter.overview(folder);
      assert.deepEqual(
        rows.map((row) => [path.relative(folder, row.folder), row.fixedSinceBaseline]),
        [
          ['', 2],
          ['a', 1],
          ['b', 0],
        ],
      );
    }));

  it('ends a scan when its signal is aborted', () =>
    inWorkspace({ 'a.py': float, 'b.py': float }, async (folder) => {
      const linter = await linterFor(folder);
      const controller = new AbortController();
      const scan = async () => {
        for await (const { path: file } of linter.scan([folder], { signal: controller.signal })) {
          assert.equal(file, path.join(folder, 'a.py'), 'it went on');
          controller.abort();
        }
      };
      await assert.rejects(scan, { name: 'AbortError' });
    }));

  it('lets other work run while it analyses one long TypeScript file', () =>
    inWorkspace({}, async (root) => {
      const file = path.join(root, 'long.ts');
      const linter = await linterFor(root);
      linter.update(file, comparing);
      await linter.report(file);
      linter.update(
        file,
        `${comparing}${'export const g = (a: Decimal, b: Decimal) => a > b;\n'.repeat(3_000)}`,
      );
      let turns = 0;
      const count = setInterval(() => (turns += 1), 0);
      const report = linter.report(file).finally(() => clearInterval(count));
      await report;
      assert.equal((await report).findings.length, 3_001);
      assert.ok(turns > 8, `${turns} turns`);
    }));

  it('tells how far a scan has come', () =>
    inWorkspace({ 'a.py': float, 'b.py': '' }, async (folder) => {
      const linter = await linterFor(folder);
      const told: string[] = [];
      const onProgress = ({ phase, done, total }: { phase: string; done: number; total: number }) =>
        told.push(`${phase} ${done}/${total}`);
      for await (const { path: file } of linter.scan([folder], { onProgress }))
        told.push(path.basename(file));
      assert.deepEqual(told, ['reading 2/2', 'a.py', 'analysing 1/2', 'b.py', 'analysing 2/2']);
    }));
});

describe('kept results', () => {
  it('are those of a fresh analysis, also after a file or a setting has changed', () =>
    inWorkspace({ 'w/ledger.py': ledger, 'w/metrics.py': metrics, 'w/rate.py': float }, async (folder) => {
      const root = path.join(folder, 'w');
      const cacheFolder = path.join(folder, 'cache');
      const kept = async (changes: Partial<LintSettings> = {}) => {
        const linter = await linterFor(root, { cacheFolder, ...settings(changes) });
        return found(linter, root);
      };
      const first = await kept();
      assert.deepEqual(first, ['metrics.py:5 DB006', 'rate.py:3 DB003']);
      assert.deepEqual(await kept(), first);
      assert.deepEqual(await kept({ rules: { DB003: 'off' } }), ['metrics.py:5 DB006']);
      await writeFile(path.join(root, 'ledger.py'), ledger.replace('Decimal("0")', '0'));
      assert.deepEqual(await kept(), ['rate.py:3 DB003']);
      await writeFile(path.join(root, 'ledger.py'), ledger);
      assert.deepEqual(await kept(), first);
    }));

  it('are not used once the editor has changed a file', () =>
    inWorkspace({ 'w/ledger.py': ledger, 'w/metrics.py': metrics }, async (folder) => {
      const root = path.join(folder, 'w');
      const options = { cacheFolder: path.join(folder, 'cache') };
      await scanned(await linterFor(root, options), [root]);
      const linter = await linterFor(root, options);
      await scanned(linter, [root]);
      linter.update(path.join(root, 'ledger.py'), '');
      assert.deepEqual((await linter.report(path.join(root, 'metrics.py'))).findings, []);
    }));

  it('are passed over when they are broken, and when there is no room for them', () =>
    inWorkspace({ 'w/rate.py': float, occupied: '' }, async (folder) => {
      const root = path.join(folder, 'w');
      const cacheFolder = path.join(folder, 'cache');
      await scanned(await linterFor(root, { cacheFolder }), [root]);
      const names = readdirSync(cacheFolder);
      assert.equal(names.length, 1);
      for (const text of ['', '{"key":', '[]', '{"key":"x","results":{}}']) {
        await writeFiles(cacheFolder, Object.fromEntries(names.map((name) => [name, text])));
        assert.deepEqual(
          await found(await linterFor(root, { cacheFolder }), root),
          ['rate.py:3 DB003'],
          text,
        );
      }
      const nowhere = { cacheFolder: path.join(folder, 'occupied', 'cache') };
      assert.deepEqual(await found(await linterFor(root, nowhere), root), ['rate.py:3 DB003']);
    }));
});
