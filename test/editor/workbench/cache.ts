/** The one folder outside the checkout that downloads are kept in, and the lock under which it is filled. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** `DECIMAL_BENCHMARK_CACHE`, else the platform's folder for caches. */
export function cacheFolder(): string {
  const chosen = process.env['DECIMAL_BENCHMARK_CACHE'];
  return chosen !== undefined && chosen !== ''
    ? path.resolve(chosen)
    : path.join(platformCache(), 'decimal-benchmark');
}

/**
 * Runs `fill` while no other process does the same for this folder. A lock whose owner has gone is taken over.
 * @param announceWait - called once, where another process has to be waited for
 */
export async function withLock<T>(
  folder: string,
  announceWait: () => void,
  fill: () => Promise<T>,
): Promise<T> {
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) announceWait();
    await delay(500);
  }
  try {
    return await fill();
  } finally {
    rmSync(lock, { force: true });
  }
}

function platformCache(): string {
  const home = os.homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Caches');
    case 'win32':
      return process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
    default:
      return process.env['XDG_CACHE_HOME'] ?? path.join(home, '.cache');
  }
}

/** The lock is a file with its owner's process id, created only if there is none. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (ownerIsGone(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function ownerIsGone(lock: string): boolean {
  let owner: number;
  try {
    owner = Number(readFileSync(lock, 'utf8'));
  } catch {
    return false; // It was given back just now.
  }
  if (!Number.isInteger(owner) || owner <= 0) return false; // Its owner is about to write its id.
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
