/** Replaces files only while they still hold what their new content was made from. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { withFileLock } from './fileLock';
import { FileRefusedError, readBytesSync } from './readFile';
import { sweepTemporaries } from './sweepTemporaries';

export interface Replacement {
  readonly file: string;
  /** What the file must hold. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * Replaces all files or none. A link is followed; permissions and owner are kept. Other processes that use this function
 * take turns; any other program can only come between the last comparison and the renames that follow it at once.
 * @returns the files that do not hold `before` any more; nothing is written then
 * @throws FileLockError, or the file system's own error; all files are then as they were
 */
export async function replaceUnchanged(replacements: readonly Replacement[]): Promise<readonly string[]> {
  const targets = replacements
    .map((each) => ({ ...each, target: realpathSync(each.file) }))
    // In one order for all processes, so that none waits for a lock while it keeps another one from going on.
    .sort((one, other) => (one.target < other.target ? -1 : 1));
  const replace = (): Promise<readonly string[]> => Promise.resolve().then(() => replaceLocked(targets));
  const changed = await targets.reduceRight(
    (work, { target }) =>
      () =>
        withFileLock(target, work),
    replace,
  )();
  for (const { target } of targets) await sweepTemporaries(path.dirname(target));
  return changed;
}

interface Target extends Replacement {
  readonly target: string;
}

/** Synchronous, so that as little time as possible passes between the comparison and the renames. */
function replaceLocked(targets: readonly Target[]): readonly string[] {
  const staged = new Map<string, string>();
  const renamed: Target[] = [];
  try {
    for (const { target, after } of targets) staged.set(target, stage(target, after));
    const changed = targets.filter(({ target, before }) => !holds(target, before));
    if (changed.length > 0) return changed.map(({ file }) => file);
    for (const each of targets) {
      renameSync(staged.get(each.target) ?? '', each.target);
      staged.delete(each.target);
      renamed.push(each);
    }
    return [];
  } catch (error) {
    for (const { target, before, after } of renamed) {
      if (holds(target, after)) renameSync(stage(target, before), target);
    }
    throw error;
  } finally {
    for (const temporary of staged.values()) rmSync(temporary, { force: true });
  }
}

function holds(target: string, bytes: Uint8Array): boolean {
  try {
    return readBytesSync(target, 'source', bytes.length).equals(bytes);
  } catch (error) {
    if (error instanceof FileRefusedError) return false;
    throw error;
  }
}

/** Writes the bytes beside the target and flushes them to the disk. @returns the path of the new file */
function stage(target: string, bytes: Uint8Array): string {
  const temporary = `${target}.${process.pid}-${randomUUID()}.tmp`;
  // Exclusive: a link or a file that has this name already is not followed.
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(handle, bytes);
    keepAccess(handle, target);
    fsyncSync(handle);
    return temporary;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** Users that may read or write the earlier file keep that right, if this process may grant it. */
function keepAccess(handle: number, target: string): void {
  const { mode, uid, gid } = statSync(target);
  const own = fstatSync(handle);
  if (own.uid !== uid || own.gid !== gid) ifPermitted(() => fchownSync(handle, uid, gid));
  // After the owner, since a change of owner takes special bits away.
  if (own.mode !== mode) ifPermitted(() => fchmodSync(handle, mode));
}

/** Only an administrator can give a file to another user, and not every file system has modes. */
function ifPermitted(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}
