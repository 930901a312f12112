import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { RunFiles } from '../../../src/history/runFiles';
import { inFolder, root } from '../cli/commandLine';

const program = path.join(__dirname, 'writesRun.ts');

describe('History of two windows', () => {
  it('keeps all runs that both add, up to the limit', () =>
    inFolder(async (folder) => {
      const names = Array.from({ length: 6 }, (_, index) => `20260101T00000${index}Z-1.json`);
      await Promise.all(names.map((name) => keep(folder, name, 4)));
      assert.deepEqual((await readdir(folder)).sort(), names.slice(2));
    }));

  it('loses no run when one adds while the other removes', () =>
    inFolder(async (folder) => {
      const files = new RunFiles(folder);
      for (let round = 0; round < 20; round += 1) {
        const names = [1, 2, 3].map((run) => `${10 + round}-${run}.json`);
        const [oldest = '', middle = '', newest = ''] = names;
        await files.write(oldest, '{}');
        await files.write(middle, '{}');
        // Either order leaves two: the limit is not exceeded once one was removed.
        await Promise.all([
          new RunFiles(folder).remove(oldest),
          files.write(newest, '{}').then(() => files.trim(2)),
        ]);
        assert.deepEqual(await files.names(), [newest, middle]);
        await files.trim(0);
      }
    }));
});

async function keep(folder: string, name: string, most: number): Promise<void> {
  const child = spawn(process.execPath, ['--import=tsx', program, folder, name, '{}', String(most)], {
    cwd: root,
    stdio: 'inherit',
  });
  assert.deepEqual(await once(child, 'exit'), [0, null]);
}
