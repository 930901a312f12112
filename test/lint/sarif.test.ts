import { strict as assert } from 'node:assert';
import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log, Result } from 'sarif';
import { writeBaseline } from '../../engine/lint/findingsBaseline';
import { ruleCatalogue } from '../../engine/lint/catalogue';
import { sarifLog } from '../../engine/lint/output/sarif';
import { SourceLocations } from '../../engine/lint/sourceLocations';
import { TextLines } from '../../engine/lint/textLines';
import { inWorkspace, linterFor, scanned, type Contents } from './workspace';

const metrics = `from decimal import Decimal


class Metrics:
    def __init__(self):
        self.flow = 0.0
        self.rate = Decimal(0.1)  # dblint: ignore[DB003] as the exchange does

    def update(self, flow: Decimal):
        return flow - self.flow
`;

/** The published schema is of draft 4; but for its first two lines, what it says means the same today. */
function validator(): ValidateFunction {
  const file = path.join(__dirname, '../fixtures/sarif/sarif-2.1.0.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete schema['$schema'];
  delete schema['id'];
  const formats = {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'file:///base/') && !/[\s\\]/.test(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  };
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
}

async function logOf(folder: string, baseline: string | null = null): Promise<Log> {
  const linter = await linterFor(folder, { baseline });
  const reports = await scanned(linter, [folder]);
  return sarifLog(reports, new SourceLocations(folder, (file) => linter.textOf(file)));
}

function resultsOf({ runs: [run] }: Log): Result[] {
  return run?.results ?? assert.fail('a log without a run');
}

function withLog(
  contents: Contents,
  test: (log: Log, folder: string) => Promise<void> | void,
): Promise<void> {
  return inWorkspace(contents, async (folder) => {
    await test(await logOf(folder), folder);
  });
}

describe('a SARIF log', () => {
  const validate = validator();

  it('keeps to the published schema', () =>
    withLog(
      {
        'a b/metrics.py': metrics,
        'ü.ts': "import Decimal from 'decimal.js';\nexport const f = (a: Decimal, b: Decimal) => a > b;\n",
        'bad.py': Buffer.from([0x61, 0xff]),
      },
      (log) => {
        assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
        assert.equal(resultsOf(log).length, 3);
      },
    ));

  it('is refused by this schema when it is wrong', () =>
    withLog({ 'metrics.py': metrics }, (log) => {
      assert.ok(!validate({ ...log, version: '2.0.0' }));
      const [result] = resultsOf(log);
      assert.ok(result !== undefined);
      result.level = 'hint' as 'note';
      assert.ok(!validate(log));
    }));

  it('describes every rule, and names them by place', () =>
    withLog({ 'metrics.py': metrics }, (log) => {
      const rules = log.runs[0]?.tool.driver.rules ?? [];
      assert.deepEqual(
        rules.map(({ id, name, defaultConfiguration }) => [id, name, defaultConfiguration?.level]),
        ruleCatalogue.map(({ code, name, severity }) => [
          code,
          name,
          severity === 'hint' ? 'note' : severity,
        ]),
      );
      for (const { help, properties, helpUri } of rules) {
        assert.match(help?.markdown ?? '', /## When to suppress/);
        assert.ok(properties?.['problem.severity'] !== undefined && properties['precision'] !== undefined);
        assert.equal(helpUri, undefined, 'a path of this machine leads nowhere elsewhere');
      }
      for (const { ruleId, ruleIndex } of resultsOf(log)) assert.equal(rules[ruleIndex ?? -1]?.id, ruleId);
    }));

  it('leads from where the float begins to where it meets the ledger value', () =>
    withLog({ 'metrics.py': metrics }, (log) => {
      const [result] = resultsOf(log);
      const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
      const lines = steps.map(({ location }) => location?.physicalLocation?.region?.startLine);
      assert.deepEqual(lines, [6, 10]);
      assert.equal(result?.relatedLocations?.[0]?.physicalLocation?.region?.startLine, 10);
    }));

  it('holds fixes that make what they say of the places that they name', () =>
    withLog({ 'metrics.py': metrics }, (log) => {
      const fix = resultsOf(log)[0]?.fixes?.find(({ description }) =>
        description?.text?.includes('Decimal("0")'),
      );
      const replacement = fix?.artifactChanges[0]?.replacements.at(-1);
      const { startLine, startColumn, endColumn } = replacement?.deletedRegion ?? {};
      const line = metrics.split('\n')[(startLine ?? 0) - 1] ?? '';
      assert.equal(line.slice((startColumn ?? 0) - 1, (endColumn ?? 0) - 1), '0.0');
      assert.equal(replacement?.insertedContent?.text, 'Decimal("0")');
    }));

  it('holds what is suppressed, and by what', () =>
    inWorkspace({ 'metrics.py': metrics }, async (folder) => {
      const file = path.join(folder, 'baseline.json');
      const linter = await linterFor(folder);
      const reports = await scanned(linter, [folder]);
      await writeBaseline(
        file,
        reports.map((report) => ({ ...report, lines: new TextLines(metrics) })),
      );
      const log = await logOf(folder, file);
      assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
      assert.deepEqual(
        resultsOf(log).map(({ ruleId, suppressions }) => [ruleId, suppressions?.map(({ kind }) => kind)]),
        [
          ['DB001', ['external']],
          ['DB003', ['inSource']],
        ],
      );
    }));

  it('keeps its fingerprints when lines move, and has no two alike', () =>
    withLog(
      { 'metrics.py': metrics.replace('  # dblint: ignore[DB003] as the exchange does', '') },
      async (log, folder) => {
        const fingerprints = (of: Log) =>
          resultsOf(of).map(({ partialFingerprints }) => partialFingerprints?.['floatZero/v1']);
        const before = fingerprints(log);
        assert.equal(before.length, 2);
        const twice = 'RATE = Decimal(0.1)\nRATE = Decimal(0.1)\n';
        const moved = metrics.replace('  # dblint: ignore[DB003] as the exchange does', '');
        await writeFile(path.join(folder, 'metrics.py'), `# moved\n\n\n${moved}${twice}`);
        const after = fingerprints(await logOf(folder));
        assert.deepEqual(after.slice(0, 2), before);
        assert.equal(new Set(after).size, 4);
      },
    ));

  it('escapes brackets of quoted code that would be a link', () =>
    withLog(
      {
        'a.py':
          'from decimal import Decimal\nd: dict[str, Decimal] = {}\nt = 0.0\nt += d["[x](http://evil.example/)"]\n',
      },
      (log) => {
        const [result] = resultsOf(log);
        assert.match(result?.message.text ?? '', /\\\[x\\\]\(http/);
      },
    ));

  it('says what was not looked at', () =>
    withLog({ 'bad.py': Buffer.from([0x61, 0xff]) }, (log) => {
      const notes = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
      assert.deepEqual(
        notes.map(({ message }) => message.text),
        ['Not checked: its bytes are not UTF-8.'],
      );
    }));
});
