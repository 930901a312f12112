import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { check } from '../../../../engine/protocol/check';
import { GateReport } from '../../../../engine/protocol/gate';
import { inFolder, lastLine, root, start } from '../../cli/commandLine';
import { isRunning } from '../../cli/processes';

const built = path.join(root, 'dist/engine');
const small = [
  '--scenario',
  'daily',
  '--engines',
  'float',
  '--launches',
  '3',
  '--runs',
  '3',
  '--max-launches',
  '3',
];

/** Put before a measuring process's program: its clock runs a thousand times faster, as if every run took so much longer. */
const slowed = `const hrtime = process.hrtime.bigint.bind(process.hrtime); process.hrtime.bigint = () => hrtime() * 1000n;\n`;

describe('a comparison with another revision', function () {
  this.timeout(240_000);

  it('fails when this build is far slower, passes when it is far faster, and leaves the checkout alone', () =>
    inFolder(async (folder) => {
      await repositoryIn(folder, { slow: false });
      await buildHere(folder, { slow: true });
      await writeFile(path.join(folder, 'notes.txt'), 'not committed');
      const before = stateOf(folder);

      const failed = await compare(folder, 'HEAD', '--json');
      assert.equal(failed.code, 1, failed.stderr);
      const report = check(GateReport, JSON.parse(failed.stdout), 'report');
      assert.equal(report.comparison, 'builds');
      assert.match(report.explanation, /\(with changes\) against/);
      assert.deepEqual(
        report.items.map(({ word, engine }) => [engine, word]),
        [['float', 'failed']],
      );
      assert.notEqual(report.items[0]?.repeated, null);

      await buildHere(folder, { slow: false });
      await commit(folder, { slow: true });
      const passed = await compare(folder, 'HEAD');
      assert.equal(passed.code, 0, passed.stderr);
      assert.match(lastLine(passed.stdout), /judged 1 of 1: 1 passed/);

      assert.deepEqual(stateOf(folder).worktrees, before.worktrees);
      assert.match(stateOf(folder).status, /notes\.txt/);
      assert.deepEqual(leftOf(failed.pid), []);
    }));

  it('ends with one message when there is no repository, revision, build or measuring process', () =>
    inFolder(async (folder) => {
      const outside = await compare(folder, 'HEAD');
      assert.equal(outside.code, 2);
      assert.match(outside.stderr, /this folder is in none/);

      await repositoryIn(folder, { slow: false });
      await buildHere(folder, { slow: false });
      for (const name of ['nowhere', '--output=x']) {
        const unknown = await compare(folder, name);
        assert.equal(unknown.code, 2);
        assert.match(unknown.stderr, /There is no revision/);
      }

      await write(folder, 'build.js', 'console.log("no compiler here"); process.exit(7);');
      git(folder, 'commit', '-qam', 'broken');
      const summary = path.join(folder, 'summary.md');
      const broken = await compare(folder, 'HEAD', '--json', '--markdown', summary);
      assert.equal(broken.code, 3, broken.stderr);
      assert.match(broken.stderr, /npm run failed there/);
      assert.match(broken.stderr, /no compiler here/);
      assert.match(lastLine(broken.stderr), /^Nothing is decided; judged 0 of 1: 1 not judged\. Revision /);
      const report = check(GateReport, JSON.parse(broken.stdout), 'report');
      assert.deepEqual([report.outcome, report.judged, report.total], ['not judged', 0, 1]);
      assert.match(report.output ?? '', /no compiler here/);
      const told = await readFile(summary, 'utf8');
      assert.match(told, /^## ❔ Performance against `HEAD`\n\nNothing is decided; judged 0 of 1/);
      assert.match(told, /```text\n[^`]*no compiler here/);

      await write(folder, 'build.js', '');
      git(folder, 'commit', '-qam', 'nothing');
      const doorless = await compare(folder, 'HEAD');
      assert.equal(doorless.code, 3, doorless.stderr);
      assert.match(doorless.stderr, /has no measuring process/);
      await until(() => leftOf(doorless.pid).length === 0);
      assert.equal(stateOf(folder).worktrees.length, 1);
    }));

  for (const [how, signals, code] of [
    ['interrupted', ['SIGINT'], 130],
    ['interrupted twice', ['SIGINT', 'SIGINT'], 130],
    ['terminated', ['SIGTERM'], 130],
    ['killed', ['SIGKILL'], null],
  ] as const) {
    it(`leaves no worktree and no process of the build behind when it is ${how}`, () =>
      inFolder(async (folder) => {
        await repositoryIn(folder, { slow: false });
        await buildHere(folder, { slow: false });
        await commitEndlessBuild(folder);

        const started = startCompare(folder, 'HEAD');
        await until(() => existsSync(path.join(folder, 'building')));
        assert.notDeepEqual(leftOf(started.pid), []);
        const builder = Number(await readFile(path.join(folder, 'building'), 'utf8'));
        for (const signal of signals) started.kill(signal);
        const ended = await started.ended;
        assert.equal(ended.code, code, ended.stderr);
        await until(() => leftOf(started.pid).length === 0);
        await until(() => !isRunning(builder));
        assert.equal(stateOf(folder).status, '?? building');
      }));
  }

  it('removes at its next start what a process left that was killed together with all beside it', () =>
    inFolder(async (folder) => {
      await repositoryIn(folder, { slow: false });
      await buildHere(folder, { slow: false });
      await commitEndlessBuild(folder);
      // A number that no process can have.
      const left = path.join(
        tmpdir(),
        `decimal-benchmark-${hostname().replace(/[^\w.]/g, '_')}-999999999-left`,
      );
      await mkdir(path.join(left, 'revision'), { recursive: true });
      try {
        const next = startCompare(folder, 'HEAD');
        await next.heard('Installing');
        assert.ok(!existsSync(left));
        next.kill('SIGINT');
        await next.ended;
        await until(() => leftOf(next.pid).length === 0);
      } finally {
        await rm(left, { recursive: true, force: true });
      }
    }));
});

/** A build that does not end by itself, and says in the checkout which process it is. */
async function commitEndlessBuild(folder: string): Promise<void> {
  const told = JSON.stringify(path.join(folder, 'building'));
  const build = `const fs = require('node:fs');
fs.writeFileSync(${told} + '.new', String(process.pid));
fs.renameSync(${told} + '.new', ${told});
setTimeout(() => {}, 600_000);`;
  await write(folder, 'build.js', build);
  git(folder, 'commit', '-qam', 'endless');
}

interface Build {
  readonly slow: boolean;
}

/** A repository whose revisions build the measuring processes of this checkout, as they are or slowed. */
async function repositoryIn(folder: string, build: Build): Promise<void> {
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'user.email', 'someone@example.com');
  git(folder, 'config', 'user.name', 'Someone');
  const manifest = { name: 'decimal-benchmark', version: '1.0.0', scripts: { build: 'node build.js' } };
  await write(folder, 'package.json', JSON.stringify(manifest));
  const lock = { name: manifest.name, version: '1.0.0', lockfileVersion: 3, packages: { '': manifest } };
  await write(folder, 'package-lock.json', JSON.stringify(lock));
  await write(folder, '.gitignore', 'dist/\n');
  await commit(folder, build);
}

async function commit(folder: string, { slow }: Build): Promise<void> {
  await write(
    folder,
    'build.js',
    `const fs = require('node:fs');
fs.cpSync(${JSON.stringify(built)}, 'dist/engine', { recursive: true, filter: (file) => !/\\.(map|wasm)$/.test(file) });
const worker = fs.readFileSync('dist/engine/worker.cjs', 'utf8');
fs.writeFileSync('dist/engine/worker.cjs', ${JSON.stringify(slow ? slowed : '')} + worker);`,
  );
  git(folder, 'add', 'package.json', 'package-lock.json', '.gitignore', 'build.js');
  git(folder, 'commit', '-qm', slow ? 'slow' : 'usual');
}

/** What a build in the checkout would leave. */
async function buildHere(folder: string, { slow }: Build): Promise<void> {
  const engines = path.join(folder, 'dist/engine');
  await mkdir(engines, { recursive: true });
  for (const name of ['coordinator.cjs', 'watchdog.cjs'])
    await cp(path.join(built, name), path.join(engines, name));
  const worker = await readFile(path.join(built, 'worker.cjs'), 'utf8');
  await writeFile(path.join(engines, 'worker.cjs'), (slow ? slowed : '') + worker);
}

function startCompare(folder: string, revision: string, ...more: readonly string[]) {
  return start(['compare', `--against=${revision}`, ...small, ...more], { cwd: folder });
}

async function compare(folder: string, revision: string, ...more: readonly string[]) {
  const started = startCompare(folder, revision, ...more);
  return { ...(await started.ended), pid: started.pid };
}

function stateOf(folder: string): { worktrees: string[]; status: string } {
  const worktrees = git(folder, 'worktree', 'list', '--porcelain').match(/^worktree .+$/gm) ?? [];
  return { worktrees: [...worktrees], status: git(folder, 'status', '--porcelain') };
}

/** However long a busy machine takes: the test's own time limit is the end of it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50);
}

/** Temporary folders of a process. */
function leftOf(pid: number): string[] {
  assert.ok(existsSync(tmpdir()));
  return readdirSync(tmpdir()).filter((name) => name.includes(hostname()) && name.includes(`-${pid}-`));
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
}

async function write(folder: string, name: string, text: string): Promise<void> {
  await writeFile(path.join(folder, name), text);
}
