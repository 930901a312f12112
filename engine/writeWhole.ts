/** Writes files so that each is whole, or what it was before, whatever happens on the way. */
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';

/** Files under another name that are not finished. */
const unfinished = new Set<string>();
let count = 0;

/**
 * Writes a file in one step: under another name beside it, as far as the disk, and then under its own. A link is
 * followed; permissions and owner of an earlier file are kept. A disk that takes only a part, as one that becomes full
 * does, is an error and not a shorter file.
 * @throws the file system's own error; an earlier file is then as it was
 */
export async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = `${target}.${process.pid}-${(count += 1)}.tmp`;
  unfinished.add(temporary);
  try {
    const earlier = await stat(target).catch(() => undefined);
    await writeNew(temporary, typeof data === 'string' ? Buffer.from(data) : data, earlier);
    await rename(temporary, target);
  } catch (error) {
    // Where even this fails, the error that led here says more.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

async function writeNew(file: string, bytes: Uint8Array, earlier: Stats | undefined): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten;
    if (earlier !== undefined) await keepAccess(handle, earlier);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whoever may read or write the earlier file may do so with the new one, as far as the system lets this process say. */
async function keepAccess(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  await handle.chmod(mode).catch(() => undefined);
  await handle.chown(uid, gid).catch(() => undefined);
}

// A program may end itself in the middle, as at a second Ctrl-C.
process.on('exit', () => {
  for (const file of unfinished) rmSync(file, { force: true });
});
