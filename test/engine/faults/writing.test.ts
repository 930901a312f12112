import { strict as assert } from 'node:assert';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineJson } from '../../../engine/benchmark/baseline/file';
import { chartsOf } from '../../../engine/benchmark/report/charts';
import { markdownReport } from '../../../engine/benchmark/report/markdown';
import { incompleteMark, type ReportFiles } from '../../../engine/benchmark/report/write';
import type { Report } from '../../../engine/protocol/report';
import { inFolder, run } from '../cli/commandLine';
import { madeBaseline, otherMachine } from '../benchmark/baseline/madeBaseline';
import { madeReport } from '../benchmark/report/madeReport';
import { bundled, type Bundle } from './bundled';
import { everyStep, writeOnce } from './everyStep';
import { faults } from './faultyFiles';

describe('a disk that is full, or a death, at any step of writing', function () {
  this.timeout(600_000);
  let writer: Bundle;

  before(async () => {
    writer = await bundled('writer');
  });

  after(() => {
    writer.remove();
  });

  for (const fault of faults) {
    const fewest = fault === 'short' ? 1 : 5;

    it(`leaves the earlier baseline or the new one, whole (${fault})`, () =>
      inFolder(async (folder) => {
        const file = path.join(folder, 'baseline.json');
        const earlier = baselineJson(madeBaseline({ ...otherMachine, cores: 4 }));
        const later = baselineJson(madeBaseline());
        const writing = { kind: 'baseline', file, baseline: madeBaseline() } as const;
        const steps = await everyStep(writer.program, fault, folder, writing, {
          before: () => writeFile(file, earlier),
          after: async (isWhole) => {
            const found = await readFile(file, 'utf8');
            assert.ok(isWhole ? found === later : found === earlier || found === later);
            if (fault !== 'kill') assert.deepEqual(await readdir(folder), ['baseline.json']);
          },
        });
        assert.ok(steps >= fewest, `open, write, sync, close and rename, not ${steps} steps`);
      }));

    it(`leaves all files of the earlier report or all of the new one, or says that it did not (${fault})`, () =>
      inFolder(async (folder) => {
        const output = path.join(folder, 'report');
        const writing = { kind: 'report', folder: output, files: filesOf(madeReport()) } as const;
        await writeOnce(writer.program, writing);
        const later = await contentsOf(output);
        const earlier = new Map([...later].map(([name, text]) => [name, `${text}\n`]));
        const steps = await everyStep(writer.program, fault, output, writing, {
          before: async () => {
            for (const [name, text] of earlier) await writeFile(path.join(output, name), text);
          },
          after: async (isWhole) => {
            const found = await contentsOf(output);
            for (const [name, text] of later) {
              const allowed = isWhole ? [text] : [text, earlier.get(name)];
              assert.ok(allowed.includes(found.get(name)), name);
            }
            const replaced = [...later].filter(([name, text]) => found.get(name) === text).length;
            const isMarked = found.delete(incompleteMark);
            if (isWhole) assert.equal(isMarked, false);
            if (replaced > 0 && replaced < later.size) assert.ok(isMarked, `${replaced} files replaced`);
            if (fault === 'short') assert.ok(isWhole || replaced === 0);
            await rm(path.join(output, incompleteMark), { force: true });
            if (fault !== 'kill') assert.deepEqual([...found.keys()].sort(), [...later.keys()].sort());
            else await removeUnfinished(output);
          },
        });
        assert.ok(steps >= fewest * later.size, `only ${steps} steps for ${later.size} files`);
      }));

    it(`leaves every earlier run of the history, and the new one whole or not at all (${fault})`, () =>
      inFolder(async (folder) => {
        const [oldest, older, newest] = ['1', '2', '3'].map((day) => `2026010${day}T000000000Z-1.json`);
        assert.ok(oldest !== undefined && older !== undefined && newest !== undefined);
        const text = JSON.stringify({ figures: Array.from({ length: 2000 }, (_, index) => index) });
        const writing = { kind: 'run', folder, name: newest, text, most: 2 } as const;
        const steps = await everyStep(writer.program, fault, folder, writing, {
          before: async () => {
            for (const name of await readdir(folder)) await rm(path.join(folder, name));
            for (const name of [oldest, older]) await writeFile(path.join(folder, name), text);
          },
          after: async (isWhole) => {
            const found = await contentsOf(folder);
            const kept = [...found.keys()].filter((name) => name.endsWith('.json')).sort();
            for (const name of kept) assert.equal(found.get(name), text, name);
            const allowed = [
              [older, newest],
              ...(isWhole
                ? []
                : [
                    [oldest, older],
                    [oldest, older, newest],
                  ]),
            ];
            assert.ok(
              allowed.some((names) => names.join() === kept.join()),
              kept.join(),
            );
            if (fault !== 'kill') assert.equal(found.size, kept.length, [...found.keys()].join());
          },
        });
        assert.ok(steps >= fewest, `only ${steps} steps`);
      }));
  }

  it('is reported as bad input, before anything is measured when the folder is read-only', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'baselines/baseline.json');
      const earlier = baselineJson(madeBaseline());
      await mkdir(path.dirname(file));
      await writeFile(file, earlier);
      await chmod(folder, 0o755);
      await chmod(path.dirname(file), 0o555);
      const ended = await run(['baseline', 'create', '--file', file], unprivileged());
      await chmod(path.dirname(file), 0o755);
      assert.equal(ended.code, 2, ended.stderr);
      assert.match(ended.stderr, /^error: Cannot write .*permission was denied/m);
      assert.doesNotMatch(ended.stderr, /Measuring/);
      assert.equal(await readFile(file, 'utf8'), earlier);
    }));
});

function filesOf(report: Report): ReportFiles {
  // One of its charts stands for all: each is written by the same steps.
  const charts = Object.fromEntries(Object.entries(chartsOf(report)).slice(0, 1));
  return { report, markdown: markdownReport(report), charts };
}

/** Every file below a folder by its path there. */
async function contentsOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, index) => [path.relative(folder, file), texts[index] ?? '']));
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.tmp')) await rm(path.join(folder, name));
  }
}

/** Nothing is read-only to the system's own account: its tests run the program as nobody. */
function unprivileged(): { uid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534 } : {};
}
