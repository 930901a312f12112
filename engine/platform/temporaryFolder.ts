/** Folders for temporary files, each named after the process that owns it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineError } from './errors';
import { fileReasonOf } from './fileReason';
import { exhaustionOf } from './exhaustion';

/** The host's name distinguishes containers that share a folder but not their process IDs. */
const prefix = `decimal-benchmark-${os.hostname().replace(/[^\w.]/g, '_')}-`;

/**
 * Makes a folder that names its owner, so that others can tell when nobody needs it any more.
 * @throws EngineError that names the folder for temporary files, if nothing can be stored there
 */
export function makeTemporaryFolder(): string {
  try {
    return mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  } catch (error) {
    throw notStored(error);
  }
}

/** Why something cannot be stored in the folder for temporary files. */
export function notStored(error: unknown): EngineError {
  const exhaustion = exhaustionOf(error);
  const reason =
    exhaustion?.reason ??
    fileReasonOf(error)?.reason ??
    (error instanceof Error ? error.message : String(error));
  return new EngineError(
    {
      // A folder that can never be used was named wrongly.
      code: exhaustion === null ? 'bad-input' : 'internal',
      message: `Temporary files cannot be stored: ${reason}`,
      where: os.tmpdir(),
      remedy: 'Set TMPDIR to a folder that has space and can be written to.',
    },
    { cause: error },
  );
}

/** Removes a folder; one that cannot be removed yet is left to the next run. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A file that another process still holds open; the next run recognizes it by the owner's process ID in the name.
  }
}

/** Removes what one process left behind that was killed. */
export function removeFoldersOf(pid: number): void {
  for (const { folder, owner } of temporaryFolders()) if (owner === pid) removeFolder(folder);
}

/** Removes what processes left behind that are no more. */
export function removeStaleFolders(): void {
  for (const { folder, owner } of temporaryFolders()) if (!isAlive(owner)) removeFolder(folder);
}

function temporaryFolders(): { folder: string; owner: number }[] {
  return namesIn(os.tmpdir()).flatMap((name) => {
    const match = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length)) : null;
    return match === null ? [] : [{ folder: path.join(os.tmpdir(), name), owner: Number(match[1]) }];
  });
}

/** None if it cannot be read: that is reported when something is to be stored there. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
