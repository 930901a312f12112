/**
 * A program that adds to a number in a file under its lock: `holdLock.ts FILE TIMES [kill | LOCK]`.
 * With LOCK, it leaves that text as an abandoned lock each time.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { lockOf, withFileLock } from '../../../engine/platform/fileLock';

const [file = '', times = '', end] = process.argv.slice(2);

async function main(): Promise<void> {
  for (let done = 0; done < Number(times); done += 1) {
    await withFileLock(file, async () => {
      const number = Number(await readFile(file, 'utf8'));
      await writeFile(file, String(number + 1));
    });
    if (end?.startsWith('{') === true) await writeFile(lockOf(file), end, { flag: 'wx' }).catch(() => null);
  }
  if (end === 'kill') {
    await withFileLock(file, () => {
      process.kill(process.pid, 'SIGKILL');
      return Promise.resolve();
    });
  }
}

void main();
