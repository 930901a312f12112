import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ownerVariable } from '../../../engine/protocol/owner';
import { inFolder, program, run } from './commandLine';
import { childrenOf, isRunning, waitUntil } from './processes';

/** A program that owns the command line, which works for hours. Prints the command line's number. */
const owner = `
  const [program, folder, name] = process.argv.slice(1);
  const child = require('node:child_process').spawn(
    process.execPath,
    [program, 'run', '--scenario', 'daily', '--launches', '100', '--runs', '10000', '--engines', 'float,native'],
    { cwd: folder, env: { ...process.env, [name]: String(process.pid) }, stdio: 'ignore' },
  );
  console.log(child.pid);
`;

describe('a command line that another program owns', () => {
  it('ends with all that it started when its owner is killed', () =>
    inFolder(async (folder) => {
      const owning = spawn(process.execPath, ['-e', owner, program, folder, ownerVariable], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [owned] = await lines(owning.stdout, 1);
      const pid = Number(owned);
      await waitUntil(() => childrenOf(pid).length >= 2, 'a measuring process');
      const all = [pid, ...childrenOf(pid)];
      owning.kill('SIGKILL');
      await waitUntil(() => !all.some(isRunning), 'all of its processes are gone');
    }));

  it('ends at once when its owner has gone before it began', () =>
    inFolder(async (folder) => {
      const options = ['--scenario', 'daily', '--launches', '100', '--runs', '10000'];
      // No parent of this process's children has this number.
      const env = { [ownerVariable]: String(2 ** 22 + 1) };
      const { signal } = await run(['run', ...options], { cwd: folder, env });
      assert.equal(signal, 'SIGKILL');
    }));

  it('works to its end when its owner lives', () =>
    inFolder(async (folder) => {
      const env = { [ownerVariable]: String(process.pid) };
      const { code, stdout } = await run(['compare-samples', '--a', '1.2,1.1,1.3', '--b', '2.2,2.1,2.3'], {
        cwd: folder,
        env,
      });
      assert.equal(code, 0);
      assert.match(stdout, /slower/);
    }));
});

async function lines(stream: NodeJS.ReadableStream, count: number): Promise<string[]> {
  const found: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    found.push(line);
    if (found.length === count) break;
  }
  return found;
}
