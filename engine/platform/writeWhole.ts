/** Writes files so that each is whole, or what it was before, whatever happens on the way. */
import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { lstat, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { sweepTemporaries } from './sweepTemporaries';

/** Files under another name that are not finished. */
const unfinished = new Set<string>();

/** A link with the file's name: `follow` writes its target, for names that the user gave; `replace` removes the link. */
export type LinkRule = 'follow' | 'replace';

/**
 * Writes a file in one step: under another name beside it, flushed to the disk, then renamed. Permissions and
 * owner of an earlier file are kept. A disk that takes only a part, as one that becomes full does, is an error and not a
 * shorter file.
 * @throws the file system's own error; an earlier file is then as it was
 */
export async function writeWhole(
  file: string,
  data: string | Uint8Array,
  links: LinkRule = 'follow',
): Promise<void> {
  await writeTogether([{ file, data, links }]);
}

export interface WholeFile {
  readonly file: string;
  readonly data: string | Uint8Array;
  readonly links: LinkRule;
}

/**
 * Writes several files as {@link writeWhole} does, and gives them their names only once the disk has taken them all.
 * @param beforeRename - called between the two
 * @throws the file system's own error; all earlier files are then as they were, unless a rename itself failed
 */
export async function writeTogether(
  files: readonly WholeFile[],
  beforeRename: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const written: { target: string; temporary: string }[] = [];
  try {
    for (const { file, data, links } of files) {
      const target = links === 'follow' ? await realpath(file).catch(() => file) : file;
      const temporary = temporaryNameOf(target);
      written.push({ target, temporary });
      const earlier = await (links === 'follow' ? stat(target) : lstat(target)).catch(() => undefined);
      await writeNew(
        temporary,
        typeof data === 'string' ? Buffer.from(data) : data,
        earlier?.isFile() === true ? earlier : undefined,
      );
    }
    await beforeRename();
    for (const { target, temporary } of written) await rename(temporary, target);
    for (const { target } of written) await sweepTemporaries(path.dirname(target));
  } catch (error) {
    for (const { temporary } of written) {
      // Where even this fails, the error that led here says more.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
    throw error;
  } finally {
    for (const { temporary } of written) unfinished.delete(temporary);
  }
}

/** A name beside a file that nobody can guess and plant a link under. Open it with `wx`. */
export function temporaryNameOf(file: string): string {
  return `${file}.${process.pid}-${randomBytes(8).toString('hex')}.tmp`;
}

async function writeNew(file: string, bytes: Uint8Array, earlier: Stats | undefined): Promise<void> {
  // Nobody else may read it before it has the access rights of the earlier file.
  const handle = await open(file, 'wx', earlier === undefined ? 0o666 : 0o600);
  unfinished.add(file);
  try {
    for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten;
    if (earlier !== undefined) await keepAccess(handle, earlier);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whoever may read or write the earlier file may do so with the new one, if this process may set those rights. */
async function keepAccess(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  await handle.chmod(mode).catch(() => undefined);
  await handle.chown(uid, gid).catch(() => undefined);
}

// A program may end itself in the middle, as at a second Ctrl-C.
process.on('exit', () => {
  for (const file of unfinished) rmSync(file, { force: true });
});
