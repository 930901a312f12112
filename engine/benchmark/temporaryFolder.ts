/** Where a coordinator keeps the bundle files that its measuring processes read. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The host's name tells apart containers that share a folder and not their process numbers. */
const prefix = `decimal-benchmark-${os.hostname().replace(/[^\w.]/g, '_')}-`;

/** Makes a folder that names its owner, so that others can tell when nobody needs it any more. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
}

/** Removes a folder; one that cannot be removed yet is left to the next run. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A file that another process still holds open; the owner's number in the name tells the next run.
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
  return readdirSync(os.tmpdir()).flatMap((name) => {
    const match = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length)) : null;
    return match === null ? [] : [{ folder: path.join(os.tmpdir(), name), owner: Number(match[1]) }];
  });
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
