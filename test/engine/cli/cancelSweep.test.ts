import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { inFolder, program, type Ended } from './commandLine';
import { isRunning, membersOf, waitUntil } from './processes';
import { reportIn } from './schema';

const daily = ['--scenario', 'daily', '--engines', 'float,native'];
const longRun = ['run', ...daily, '--launches', '50', '--runs', '50'];

/** The bar is two seconds on a quiet machine; only a command that hangs takes this long on a busy one. */
const longestMs = 30_000;

interface Cancel {
  readonly signal: 'SIGINT' | 'SIGTERM';
  /** To every process of the group, as a terminal does, or to the command line alone, as a supervisor does. */
  readonly toGroup: boolean;
  /** Text on standard error that is waited for first. */
  readonly after: string;
  readonly delayMs: number;
}

const cancels = (after: readonly string[], mostDelayMs: number) =>
  fc.record<Cancel>({
    signal: fc.constantFrom('SIGINT', 'SIGTERM'),
    toGroup: fc.boolean(),
    after: fc.constantFrom(...after),
    delayMs: fc.integer({ min: 0, max: mostDelayMs }),
  });

describe('a cancel at any moment', function () {
  this.timeout(600_000);

  before(function () {
    // Windows has no signals to send.
    if (process.platform === 'win32') this.skip();
  });

  it('ends a run that has not begun', () =>
    fc.assert(
      fc.asyncProperty(cancels([''], 700), (cancel) =>
        inFolder(async (folder) => {
          const { code, signal, stderr } = await cancelled(longRun, folder, cancel);
          // Nothing of the program has been read when the system itself ends it.
          if (signal === cancel.signal && stderr === '') return;
          assert.equal(code, 130, stderr);
          assert.doesNotMatch(stderr, /^error:|report this|^\s+at /m);
        }),
      ),
      { numRuns: 6 },
    ));

  it('ends a run in every activity, and keeps each launch that was complete', () =>
    fc.assert(
      fc.asyncProperty(cancels(['making data', 'starting engines', 'launch 3 of 50'], 1_500), (cancel) =>
        inFolder(async (folder) => {
          const { code, stdout, stderr } = await cancelled(longRun, folder, cancel);
          assert.equal(code, 130, stderr);
          assert.doesNotMatch(stderr, /^error:|report this|^\s+at /m);
          const complete = Number(/.*launch (\d+) of 50/s.exec(stderr)?.[1] ?? 0) - 1;
          const file = path.join(folder, 'reports/latest/report.json');
          if (complete < 1) return;
          assert.doesNotMatch(stderr, /before the first sample/);
          assert.ok(existsSync(file), stderr);
          const report = await reportIn(await readFile(file, 'utf8'));
          assert.notEqual(report.partial, null);
          const launches = new Set(report.scenarios[0]?.samples.map(({ launch }) => launch));
          assert.ok(launches.size >= complete, `${launches.size} of ${complete} launches: ${stderr}`);
          assert.match(stdout, /partial result: /);
        }),
      ),
      { numRuns: 5 },
    ));

  it('ends a gate while it makes data and measures, and decides nothing', () =>
    inFolder(async (folder) => {
      const gate = ['baseline', 'create', ...daily, '--launches', '50', '--runs', '50'];
      await fc.assert(
        fc.asyncProperty(cancels(['Measuring', 'launch 2 of 50'], 1_000), async (cancel) => {
          const { code, stderr } = await cancelled(gate, folder, cancel);
          assert.equal(code, 130, stderr);
          assert.doesNotMatch(stderr, /report this|^\s+at /m);
          assert.equal(existsSync(path.join(folder, 'baselines/baseline.json')), false);
        }),
        { numRuns: 3 },
      );
    }));
});

/** Runs a command in a process group of its own, and cancels it. Nothing of the group may be left. */
async function cancelled(args: readonly string[], cwd: string, cancel: Cancel): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const { pid } = child;
  assert.ok(pid !== undefined);
  try {
    for (let looks = 0; looks < 6_000 && !stderr.includes(cancel.after); looks += 1) await sleep(10);
    await sleep(cancel.delayMs);
    const members = membersOf(pid);
    const sentMs = performance.now();
    process.kill(cancel.toGroup ? -pid : pid, cancel.signal);
    const late = new AbortController();
    const result = await Promise.race([ended, sleep(longestMs, null, { signal: late.signal })]);
    assert.ok(result !== null, `not ended after ${longestMs} ms: ${JSON.stringify(cancel)}`);
    late.abort();
    if (process.env['CANCEL_TIMES'] !== undefined) {
      console.log(`${Math.round(performance.now() - sentMs)} ms`, JSON.stringify(cancel));
    }
    await waitUntil(() => !members.some(isRunning), 'no process of the group is left');
    return result;
  } finally {
    if (isRunning(pid)) process.kill(-pid, 'SIGKILL');
  }
}
