import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { childrenOf, isRunning, waitUntil } from './processes';
import { inFolder, lastLine, start } from './commandLine';
import { reportIn } from './schema';

const longRun = [
  'run',
  '--scenario',
  'daily',
  '--engines',
  'float,native',
  '--launches',
  '50',
  '--runs',
  '50',
];

describe('an interrupt', function () {
  before(function () {
    // Windows has no signals to send.
    if (process.platform === 'win32') this.skip();
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`by ${signal} ends the children, keeps what was measured, and exits with 130`, () =>
      inFolder(async (folder) => {
        const started = start(longRun, { cwd: folder });
        // The third launch has begun: the samples of two are there.
        await started.heard('launch 3 of 50');
        const children = childrenOf(started.pid);
        assert.ok(children.length > 0);
        started.kill(signal);
        const { code, stdout, stderr } = await started.ended;
        assert.equal(code, 130, stderr);
        await waitUntil(() => !children.some(isRunning), 'the children are gone');

        const report = await reportIn(
          await readFile(path.join(folder, 'reports/latest/report.json'), 'utf8'),
        );
        assert.equal(report.partial, 'interrupted');
        assert.ok((report.scenarios[0]?.samples.length ?? 0) >= 6);
        assert.match(await readFile(path.join(folder, 'reports/latest/report.md'), 'utf8'), /partial/i);
        assert.match(stdout, /partial/i);
        assert.match(lastLine(stdout), /^Interrupted; a partial result: .* Report: /);
      }));
  }

  it('before the first sample leaves no report and exits with 130', () =>
    inFolder(async (folder) => {
      const started = start(longRun, { cwd: folder });
      await started.heard('Measuring');
      started.kill('SIGINT');
      const { code, stderr } = await started.ended;
      assert.equal(code, 130, stderr);
      assert.equal(existsSync(path.join(folder, 'reports/latest/report.json')), false);
      assert.equal(lastLine(stderr), 'Interrupted before the first sample: no report is written.');
      assert.doesNotMatch(stderr, /^error:|keeping/m);
      assert.doesNotMatch(stderr, /^\s+at /m);
    }));

  it('given twice stops at once, and no process is left behind', () =>
    inFolder(async (folder) => {
      const started = start(longRun, { cwd: folder });
      await started.heard('launch 2 of 50');
      const children = childrenOf(started.pid);
      started.kill('SIGINT');
      started.kill('SIGTERM');
      const { code, stderr } = await started.ended;
      assert.equal(code, 130, stderr);
      await waitUntil(() => !children.some(isRunning), 'the children are gone');
    }));

  it('of the command line by force leaves no process behind', () =>
    inFolder(async (folder) => {
      const started = start(longRun, { cwd: folder });
      await started.heard('launch 2 of 50');
      const children = childrenOf(started.pid);
      assert.ok(children.length > 0);
      started.kill('SIGKILL');
      await started.ended;
      await waitUntil(() => !children.some(isRunning), 'the children are gone');
    }));
});

describe('a measuring process that is killed', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('breaks the run off, which the last line says, and the message says what to do on a terminal', () =>
    inFolder(async (folder) => {
      const runs = longRun.map((arg, place) => (longRun[place - 1] === '--runs' ? '500' : arg));
      const started = start(runs, { cwd: folder });
      await started.heard('measuring, launch 3 of 50');
      const [, measuring] = childrenOf(started.pid);
      assert.ok(measuring !== undefined);
      process.kill(measuring, 'SIGKILL');
      const { code, stdout, stderr } = await started.ended;
      assert.equal(code, 3, stderr);
      assert.match(lastLine(stdout), /^The run broke off; a partial result: .* Report: /);
      assert.match(stderr, /^warning: .* ended unexpectedly by SIGKILL.*free memory, or measure less data/m);
      assert.doesNotMatch(stderr, /\blog\b|^\s+at /m);
    }));
});
