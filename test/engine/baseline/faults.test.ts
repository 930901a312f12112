import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { baselineJson } from '../../../engine/baseline/file';
import { inFolder, program, run } from '../cli/commandLine';
import { madeBaseline, otherMachine } from './madeBaseline';

const hook = pathToFileURL(path.join(__dirname, 'faults.mjs')).href;
const kinds = ['error', 'kill'] as const;

/** More steps than any of these programs takes. */
const mostSteps = 200;

describe('a disk that is full, or a death, at any step of writing', function () {
  this.timeout(600_000);

  for (const kind of kinds) {
    it(`leaves the earlier baseline or the new one, whole (${kind})`, () =>
      inFolder(async (folder) => {
        const file = path.join(folder, 'baseline.json');
        const earlier = baselineJson(madeBaseline({ ...otherMachine, cores: 4 }));
        const later = baselineJson(madeBaseline());
        const script = path.join(__dirname, 'writesBaseline.ts');
        const steps = await everyStep(kind, folder, ['--import', 'tsx'], [script, file], {
          before: () => writeFile(file, earlier),
          after: async (isWhole) => {
            const found = await readFile(file, 'utf8');
            assert.ok(isWhole ? found === later : found === earlier || found === later);
            if (kind === 'error') assert.deepEqual(await readdir(folder), ['baseline.json']);
          },
        });
        assert.ok(steps >= 5, `open, write, fsync, close and rename, not ${steps} steps`);
      }));

    it(`leaves each file of the earlier report or the new one, whole (${kind})`, () =>
      inFolder(async (folder) => {
        const part = await partOf(folder);
        const output = path.join(folder, 'merged');
        const files = ['report.json', 'report.md'];
        assert.equal((await run(['merge', part, '--output-dir', output])).code, 0);
        const later = await Promise.all(files.map((name) => readFile(path.join(output, name), 'utf8')));
        const earlier = later.map((text) => text.replaceAll('daily', 'weekly'));
        assert.notDeepEqual(later, earlier);
        await everyStep(kind, output, [], [program, 'merge', part, '--output-dir', output], {
          before: async () => {
            for (const [index, name] of files.entries()) {
              await writeFile(path.join(output, name), earlier[index] ?? '');
            }
          },
          after: async (isWhole) => {
            for (const [index, name] of files.entries()) {
              const found = await readFile(path.join(output, name), 'utf8');
              assert.ok(
                isWhole ? found === later[index] : [earlier[index], later[index]].includes(found),
                name,
              );
            }
          },
        });
      }));
  }

  it('is told as bad input, before anything is measured where the folder is read-only', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'baselines/baseline.json');
      const earlier = baselineJson(madeBaseline());
      await mkdir(path.dirname(file));
      await writeFile(file, earlier);
      await chmod(folder, 0o755);
      await chmod(path.dirname(file), 0o555);
      const ended = await runNode([program, 'baseline', 'create', '--file', file], {}, unprivileged());
      await chmod(path.dirname(file), 0o755);
      assert.equal(ended.code, 2, ended.stderr);
      assert.match(ended.stderr, /^error: Cannot write .*permission was denied/m);
      assert.doesNotMatch(ended.stderr, /Measuring/);
      assert.equal(await readFile(file, 'utf8'), earlier);
    }));
});

interface Around {
  readonly before: () => Promise<void>;
  /** @param isWhole - the program came to its end */
  readonly after: (isWhole: boolean) => Promise<void>;
}

/** Runs a program once for each step of writing that it takes, with a fault at that step. @returns how many there are */
async function everyStep(
  kind: (typeof kinds)[number],
  folder: string,
  options: readonly string[],
  command: readonly string[],
  { before, after }: Around,
): Promise<number> {
  for (let step = 1; step <= mostSteps; step += 1) {
    await before();
    const { code, signal, stderr } = await runNode([...options, '--import', hook, ...command], {
      FAULT_FOLDER: folder,
      FAULT_STEP: String(step),
      FAULT_KIND: kind,
    });
    const isWhole = code === 0 && signal === null;
    await after(isWhole);
    if (isWhole) return step - 1;
    if (kind === 'kill') assert.equal(signal, 'SIGKILL', stderr);
    else assert.match(stderr, /disk is full|ENOSPC/);
  }
  throw new Error(`more than ${mostSteps} steps`);
}

/** Nothing is read-only to the system's own account: its tests run the program as nobody. */
function unprivileged(): { uid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534 } : {};
}

function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  account: { uid?: number } = {},
): Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    ...account,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

/** The report of the only part of a run. */
async function partOf(folder: string): Promise<string> {
  const output = path.join(folder, 'part');
  const options = ['--scenario', 'daily', '--launches', '1', '--runs', '1', '--engines', 'float,native'];
  const ended = await run(['run', ...options, '--shard', '1/1', '--quiet', '--output-dir', output]);
  assert.notEqual(ended.code, 2, ended.stderr);
  return path.join(output, 'report.json');
}
