import { strict as assert } from 'node:assert';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { exitCodeOfFailure, exitCodeOfReport } from '../../../engine/cli/exitCode';
import { failureCodes } from '../../../engine/protocol/failure';
import type { Report } from '../../../engine/protocol/report';
import { inFolder, run } from './commandLine';
import { reportIn } from './schema';

const oneSample = [
  'run',
  '--scenario',
  'daily',
  '--launches',
  '1',
  '--runs',
  '1',
  '--quiet',
  '--output-dir',
  '.',
];

describe('report', () => {
  it('writes the HTML of a JSON report again, the same to the last character', () =>
    inFolder(async (folder) => {
      assert.equal((await run(oneSample, { cwd: folder })).code, 0);
      const file = path.join(folder, 'report.html');
      const html = await readFile(file, 'utf8');
      await rm(file);
      const { code, stdout, stderr } = await run(['report', 'report.json', '--format', 'html'], {
        cwd: folder,
      });
      assert.equal(code, 0, stderr);
      assert.equal(stdout, 'HTML written to report.html\n');
      assert.equal(await readFile(file, 'utf8'), html);
    }));

  it('writes the Markdown of a JSON report again, the same to the last character', () =>
    inFolder(async (folder) => {
      assert.equal((await run(oneSample, { cwd: folder })).code, 0);
      const markdown = await readFile(path.join(folder, 'report.md'), 'utf8');
      await rm(path.join(folder, 'report.md'));

      const beside = await run(['report', 'report.json'], { cwd: folder });
      assert.equal(beside.code, 0, beside.stderr);
      assert.match(beside.stdout, /report\.md/);
      assert.equal(await readFile(path.join(folder, 'report.md'), 'utf8'), markdown);

      const elsewhere = await run(['report', 'report.json', '--output', 'again.md'], { cwd: folder });
      assert.equal(elsewhere.code, 0, elsewhere.stderr);
      assert.equal(await readFile(path.join(folder, 'again.md'), 'utf8'), markdown);
    }));

  it('writes the charts that the Markdown links to beside it, wherever that is', () =>
    inFolder(async (folder) => {
      assert.equal((await run(oneSample, { cwd: folder })).code, 0);
      await mkdir(path.join(folder, 'elsewhere'));
      const output = path.join('elsewhere', 'again.md');
      const { code, stderr } = await run(['report', 'report.json', '--output', output], { cwd: folder });
      assert.equal(code, 0, stderr);
      const markdown = await readFile(path.join(folder, output), 'utf8');
      const links = [...markdown.matchAll(/\]\((charts\/[^)]+)\)/g)].map(([, link = '']) => link);
      assert.ok(links.length > 0);
      for (const link of links) {
        assert.equal(
          await readFile(path.join(folder, 'elsewhere', link), 'utf8'),
          await readFile(path.join(folder, link), 'utf8'),
        );
      }
    }));
});

describe('the exit code', () => {
  let report: Report;
  before(() =>
    inFolder(async (folder) => {
      const { stdout } = await run([...oneSample, '--json'], { cwd: folder });
      report = await reportIn(stdout);
    }),
  );

  it('is 0 for a report without a miss', () => {
    assert.equal(exitCodeOfReport(report), 0);
  });

  it('is 1 when the exact traces differ', () => {
    const changed = structuredClone(report);
    const agreement = changed.scenarios[0]?.results?.agreements.find(({ engines }) =>
      engines.includes('decimal.js'),
    );
    assert.ok(agreement !== undefined);
    agreement.word = 'different';
    assert.equal(exitCodeOfReport(changed), 1);
  });

  it('is 1 when the target is missed, and 0 when it is not shown', () => {
    const changed = structuredClone(report);
    const measurements = changed.scenarios[0]?.measurements;
    assert.ok(measurements);
    measurements.verdict.target = 'missed';
    assert.equal(exitCodeOfReport(changed), 1);
    measurements.verdict.target = 'not shown';
    assert.equal(exitCodeOfReport(changed), 0);
  });

  it('is 3 when the run ended early', () => {
    assert.equal(exitCodeOfReport({ ...structuredClone(report), partial: 'The engine float died.' }), 3);
  });

  it('tells what a person can mend (2) from what broke (3) and from an interrupt (130)', () => {
    const codes = Object.fromEntries(failureCodes.map((code) => [code, exitCodeOfFailure(code)]));
    assert.deepEqual(codes, {
      'bad-input': 2,
      overflow: 2,
      'no-return': 2,
      cancelled: 130,
      'native-missing': 3,
      'native-unloadable': 3,
      'engine-died': 3,
      'engine-hung': 3,
      protocol: 3,
      'no-samples': 3,
      internal: 3,
    });
  });
});
