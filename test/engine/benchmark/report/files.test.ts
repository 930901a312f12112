import { strict as assert } from 'node:assert';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineError } from '../../../../engine/platform/errors';
import { chartsOf } from '../../../../engine/benchmark/report/charts';
import { derived } from '../../../../engine/benchmark/report/derived';
import { htmlReport } from '../../../../engine/benchmark/report/html';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { readReport } from '../../../../engine/benchmark/report/read';
import { writeReport } from '../../../../engine/benchmark/report/write';
import { madeReport } from './madeReport';

const report = derived(madeReport());
const files = { report, markdown: markdownReport(report), charts: chartsOf(report) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Writing a report', () => {
  it('makes report.json, report.md, report.html and the charts, and leaves nothing else behind', async () => {
    const target = path.join(folder, 'deep', 'latest');
    await writeReport(target, files);
    assert.deepEqual(readdirSync(target).sort(), ['charts', 'report.html', 'report.json', 'report.md']);
    assert.deepEqual(readdirSync(path.join(target, 'charts')).sort(), Object.keys(files.charts).sort());
    assert.equal(readFileSync(path.join(target, 'report.md'), 'utf8'), files.markdown);
    assert.equal(
      readFileSync(path.join(target, 'report.html'), 'utf8'),
      htmlReport(report, files.markdown, files.charts),
    );
  });

  it('replaces planted links and leaves their targets alone', async function () {
    if (process.platform === 'win32') this.skip();
    const target = path.join(folder, 'precious');
    writeFileSync(target, 'precious');
    for (const name of ['report.json', 'report.md', 'report.html'])
      symlinkSync(target, path.join(folder, name));
    await writeReport(folder, files);
    assert.equal(readFileSync(target, 'utf8'), 'precious');
    assert.deepEqual(await readReport(path.join(folder, 'report.json')), report);
  });

  it('writes no chart through a link to another folder', async function () {
    if (process.platform === 'win32') this.skip();
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, path.join(folder, 'charts'));
    await assert.rejects(writeReport(folder, files), /charts is a link/);
    assert.deepEqual(readdirSync(elsewhere), []);
  });

  it('gives back the same report when read', async () => {
    await writeReport(folder, files);
    assert.deepEqual(await readReport(path.join(folder, 'report.json')), report);
  });

  it("removes an earlier run's charts, and no file of anyone else", async () => {
    const charts = path.join(folder, 'charts');
    mkdirSync(charts);
    writeFileSync(path.join(charts, 'minute-equity.svg'), files.charts['daily-equity.svg'] ?? '');
    writeFileSync(path.join(charts, 'hourly-equity.svg'), '<svg>drawn by hand</svg>');
    writeFileSync(path.join(charts, 'notes.txt'), 'mine');
    writeFileSync(path.join(folder, 'other.json'), '{}');
    await writeReport(folder, files);
    assert.ok(!existsSync(path.join(charts, 'minute-equity.svg')));
    assert.ok(existsSync(path.join(charts, 'hourly-equity.svg')));
    assert.ok(existsSync(path.join(charts, 'notes.txt')));
    assert.ok(existsSync(path.join(folder, 'other.json')));
  });

  it('never writes a chart outside its folder', async () => {
    await writeReport(folder, { ...files, charts: { '../../escaped.svg': '<svg/>' } });
    assert.ok(!existsSync(path.join(folder, '..', 'escaped.svg')));
    assert.ok(existsSync(path.join(folder, 'charts', 'escaped.svg')));
  });
});

describe('Reading a report', () => {
  const cases: readonly { name: string; text: string; message: RegExp }[] = [
    {
      name: 'a report that is cut short',
      text: JSON.stringify(report).slice(0, 500),
      message: /^The report is cut short$/,
    },
    { name: 'an empty file', text: '', message: /^The report is empty$/ },
    { name: 'a file that is not JSON', text: '# Report', message: /^The file is no report: it is not JSON$/ },
    {
      name: 'a report that is damaged',
      text: '{"kind":}',
      message: /^The report is damaged: it is not whole JSON$/,
    },
    {
      name: 'JSON of another kind',
      text: '{"kind":"other"}',
      message: /^The file is JSON of another kind/,
    },
    { name: 'JSON that is no object', text: '[1]', message: /^The file is JSON of another kind/ },
    {
      name: 'an older schema',
      text: JSON.stringify({ ...report, schemaVersion: 1 }),
      message: /^The report has schema version 1, and this version of Decimal Benchmark reads version 2$/,
    },
    {
      name: 'a newer schema',
      text: JSON.stringify({ ...report, schemaVersion: 3, surprise: true }),
      message: /^The report has schema version 3, and this version of Decimal Benchmark reads version 2$/,
    },
    {
      name: 'a field of the wrong type',
      text: JSON.stringify({ ...report, machine: { ...report.machine, cores: 'two' } }),
      message: /report: machine\.cores must be number, got "two"/,
    },
    {
      name: 'a field that is missing',
      text: JSON.stringify({ ...report, sentence: undefined }),
      message: /report: sentence is missing$/,
    },
    {
      name: 'a time that no bar can have',
      text: JSON.stringify(report).replace(/"firstTime":-?\d+/, `"firstTime":${2 ** 53}`),
      message: /head\.data\.firstTime is 9007199254740992/,
    },
    {
      name: 'a target that no run can have',
      text: JSON.stringify({ ...report, options: { ...report.options, targetPercent: -1e300 } }),
      message: /options\.targetPercent is -1e\+300/,
    },
    {
      name: 'a count of launches that no run can have',
      text: JSON.stringify({ ...report, options: { ...report.options, launches: 0 } }),
      message: /options\.launches is 0/,
    },
  ];
  for (const { name, text, message } of cases) {
    it(`refuses ${name}, naming the file and why`, async () => {
      const file = path.join(folder, 'report.json');
      writeFileSync(file, text);
      await assert.rejects(readReport(file), (error) => {
        assert.ok(error instanceof EngineError);
        assert.equal(error.code, 'bad-input');
        assert.equal(error.where, file);
        assert.match(error.message, message);
        assert.notEqual(error.remedy, null);
        return true;
      });
    });
  }

  it('says that a file is not there', async () => {
    const file = path.join(folder, 'none.json');
    await assert.rejects(readReport(file), /The report cannot be read: there is no such file or folder/);
  });
});
