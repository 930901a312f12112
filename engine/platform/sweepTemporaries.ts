/** Removes unfinished files that killed programs of ours have left beside their targets. */
import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** `NAME.PID-RANDOM.tmp`, the name that our writers give an unfinished file. No other program's files have such names by chance. */
const ours = /.\.\d+-(?:[0-9a-f]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.tmp$/;

/** No write takes this long. */
const abandonedAfterMs = 60 * 60 * 1000;

const swept = new Set<string>();

/** Sweeps a folder, once in the life of a process. Never fails: what cannot be removed now is left to the next program. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const absolute = path.resolve(folder);
  if (swept.has(absolute)) return;
  swept.add(absolute);
  const names = await readdir(absolute).catch(() => []);
  for (const name of names.filter((each) => ours.test(each))) {
    const file = path.join(absolute, name);
    // Another process may remove it meanwhile.
    const found = await lstat(file).catch(() => null);
    if (found?.isFile() !== true || Date.now() - found.mtimeMs < abandonedAfterMs) continue;
    await rm(file, { force: true }).catch(() => undefined);
  }
}
