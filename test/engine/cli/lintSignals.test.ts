/** How `lint` and other commands end when the system asks them to. */
import { strict as assert } from 'node:assert';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inWorkspace } from '../../lint/workspace';
import { inFolder, run, start, type Started } from './commandLine';
import { raising } from './linting';

const steps = '  if (c) { t = 0; } else { t = t + d; u = u.plus(t as any); }\n'.repeat(12_000);
/** Its analysis is one synchronous step of many seconds. */
const heavy = `import Decimal from 'decimal.js';
export function f(d: Decimal, c: boolean) {
  let t: any = 0;
  let u = d;
${steps}  return [t, u];
}
`;

/** Fails if it is still there long after the two seconds that a command may take to end. */
async function endedBy(started: Started, signal: NodeJS.Signals): Promise<Awaited<Started['ended']>> {
  const sent = performance.now();
  started.kill(signal);
  const ended = await started.ended;
  assert.ok(performance.now() - sent < 8000, `${signal} took ${Math.round(performance.now() - sent)} ms`);
  return ended;
}

const ownSignals = process.platform === 'win32' ? describe.skip : describe;

ownSignals('lint and signals', function () {
  this.timeout(120_000);

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    for (const args of [[], ['--fix'], ['--write-baseline']]) {
      it(`lint ${args.join(' ')} ends by ${signal} during a long synchronous analysis`, () =>
        inWorkspace({ 'heavy.ts': heavy }, async (folder) => {
          const lint = start(['lint', '--no-cache', ...args], { cwd: folder });
          await sleep(2500);
          const ended = await endedBy(lint, signal);
          assert.deepEqual([ended.code, ended.signal], [null, signal], ended.stderr);
          assert.deepEqual(await readdir(folder), ['heavy.ts']);
        }));
    }
  }

  it('lint --fix stops between files, lists those that it fixed and exits with 130', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `m${index}.py`);
    await inWorkspace(Object.fromEntries(names.map((name) => [name, raising])), async (folder) => {
      const lint = start(['lint', '--no-cache', '--fix'], { cwd: folder });
      await lint.heard('fixed: ');
      const ended = await endedBy(lint, 'SIGINT');
      assert.equal(ended.code, 130, ended.stderr);
      const listed = [...ended.stderr.matchAll(/^fixed: (m\d+\.py): /gm)].map(([, name]) => name);
      const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
      const fixed = names.filter((_, index) => texts[index] !== raising);
      assert.deepEqual(listed.sort(), fixed.sort());
      assert.ok(fixed.length > 0 && fixed.length < names.length, `${fixed.length} files fixed`);
      assert.match(ended.stderr, new RegExp(`^${fixed.length} fixed in ${fixed.length} files?$`, 'm'));
      assert.deepEqual((await readdir(folder)).sort(), names.sort(), 'nothing is left over');
    });
  });

  it('lint removes unfinished cache files of processes that were killed', () =>
    inWorkspace({ 'a.py': raising }, async (folder) => {
      const cache = path.join(folder, 'caches/decimal-benchmark/lint');
      await mkdir(cache, { recursive: true });
      const [old, recent] = ['1', '2'].map((digit) =>
        path.join(cache, `${digit.repeat(40)}.json.7-0123456789abcdef.tmp`),
      ) as [string, string];
      for (const file of [old, recent]) await writeFile(file, '{');
      await utimes(old, 1, 1);
      const env = { XDG_CACHE_HOME: path.join(folder, 'caches') };
      assert.equal((await run(['lint', 'a.py'], { cwd: folder, env })).code, 1);
      await assert.rejects(stat(old), { code: 'ENOENT' });
      assert.ok((await stat(recent)).isFile());
    }));
});

ownSignals('other commands and signals', function () {
  this.timeout(120_000);

  it('data export leaves no file when it is ended', () =>
    inFolder(async (folder) => {
      for (const delay of [400, 1200, 2400, 4000]) {
        const file = path.join(folder, 'bars.csv');
        const exported = start(['data', 'export', '--scenario', 'minute-large', '--out', file]);
        await sleep(delay);
        const { code, signal, stderr } = await endedBy(exported, 'SIGTERM');
        assert.ok(signal === 'SIGTERM' || code === 130, `${code} ${stderr}`);
        assert.deepEqual(await readdir(folder), []);
      }
    }));

  it('a language server ends by a signal', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const server = start(['language-server', '--stdio'], {});
      await sleep(300);
      await endedBy(server, signal);
    }
  });
});
