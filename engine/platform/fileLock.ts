/** A lock for one file, held across processes while the file is read, merged and written. */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';

/** The lock is held by another program, or something that is not a lock has its name. */
export class FileLockError extends Error {
  override readonly name = 'FileLockError';

  constructor(
    /** The end of a sentence such as `Cannot write a.json: …`. */
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${reason}. ${remedy}`);
  }
}

/**
 * Runs `work` while this process alone holds the lock of `file`. The lock is beside the file, or beside the target if `file`
 * is a link. The folder must exist. Hold it for milliseconds: other programs wait at most 5 s.
 * The lock of a process that was killed is removed.
 * @throws FileLockError if another program keeps the lock, or if the lock's name is taken by something else
 * @throws the file system's own error, such as `EACCES` in a read-only folder; `work` has not run then
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = lockOf(await targetOf(file));
  const endTurn = await turnOf(lock);
  try {
    const token = await acquire(lock, 0);
    try {
      return await work();
    } finally {
      release(lock, token);
    }
  } finally {
    endTurn();
  }
}

/** The lock of a file, under a name that no other program uses and that is never too long. */
export function lockOf(file: string): string {
  const name = createHash('sha256').update(path.basename(file)).digest('hex').slice(0, 16);
  return path.join(path.dirname(file), `.decimal-benchmark-${name}.lock`);
}

const waitMs = 5000;
/** An empty lock file belongs to a process that was killed before it wrote its name, unless it is newer than this. */
const emptyMs = 1000;
/** Processes of another machine or container cannot be checked; their locks are held for milliseconds too. */
const remoteMs = 3000;
/** Without start times a process ID may have been reused, so an older lock counts as abandoned. */
const unverifiedMs = 60_000;
/** A lock file is about 200 bytes. */
const maxBytes = 4096;
/** Removing an abandoned lock takes a lock itself, which may be abandoned too. */
const maxDepth = 2;

/** Windows has neither of the last two: undefined, which `|` takes for 0. */
const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const Holder = v.object({
  kind: v.literal('decimal-benchmark-lock'),
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** When the process started, in the system's own unit; null if it cannot be read. */
  started: v.nullable(v.string()),
  host: v.string(),
  /** Time of the lock, ms. */
  at: v.number(),
  token: v.string(),
});
type Holder = v.InferOutput<typeof Holder>;

interface FoundLock {
  /** Changes with every acquisition. */
  readonly identity: string;
  /** Null for an empty file. */
  readonly holder: Holder | null;
}

/** Lock files of this process, by token. */
const held = new Map<string, string>();

/** Ends of the turns of this process, by lock file. */
const turns = new Map<string, Promise<void>>();

/** Within this process requests are served in order, so that only one of them competes with other processes. */
async function turnOf(lock: string): Promise<() => void> {
  const earlier = turns.get(lock) ?? Promise.resolve();
  let end = (): void => undefined;
  const own = new Promise<void>((resolve) => {
    end = resolve;
  });
  const turn = earlier.then(() => own);
  turns.set(lock, turn);
  void turn.then(() => {
    if (turns.get(lock) === turn) turns.delete(lock);
  });
  if (await isOverSoon(earlier)) return end;
  end();
  throw takenError(lock, readLock(lock)?.holder ?? null);
}

async function isOverSoon(turn: Promise<void>): Promise<boolean> {
  const limit = new AbortController();
  try {
    return await Promise.race([turn.then(() => true), sleep(waitMs, false, { signal: limit.signal })]);
  } finally {
    limit.abort();
  }
}

async function acquire(lock: string, depth: number): Promise<string> {
  const deadline = performance.now() + waitMs;
  let seen = { identity: '', since: 0 };
  for (;;) {
    const token = tryCreate(lock, performance.now() < deadline);
    if (token !== null) return token;
    const found = readLock(lock);
    const now = performance.now();
    if (now >= deadline) throw takenError(lock, found?.holder ?? null);
    if (found !== null) {
      if (found.identity !== seen.identity) seen = { identity: found.identity, since: now };
      if (isAbandoned(found, now - seen.since)) {
        await removeAbandoned(lock, found.identity, depth);
        continue;
      }
    }
    await sleep(5 + Math.random() * 20);
  }
}

/** @returns the token of the new lock, or null if the lock is taken */
function tryCreate(lock: string, mayWait: boolean): string | null {
  let handle: number;
  try {
    // Exclusive creation never opens or follows what is there already.
    handle = openSync(lock, 'wx');
  } catch (error) {
    const code = codeOf(error);
    // Windows refuses a name whose file is being deleted.
    const isBusy = process.platform === 'win32' && mayWait && (code === 'EPERM' || code === 'EBUSY');
    if (code === 'EEXIST' || isBusy) return null;
    throw error;
  }
  const token = randomUUID();
  held.set(token, lock);
  try {
    const holder: Holder = {
      kind: 'decimal-benchmark-lock',
      pid: process.pid,
      started: startOf('self'),
      host: host(),
      at: Date.now(),
      token,
    };
    writeSync(handle, JSON.stringify(holder));
  } catch (error) {
    held.delete(token);
    rmSync(lock, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return token;
}

function release(lock: string, token: string): void {
  held.delete(token);
  // A lock that took too long may have been removed and taken by another process.
  if (tokenIn(lock) === token) rmSync(lock, { force: true });
}

function tokenIn(lock: string): string | null {
  try {
    return readLock(lock)?.holder?.token ?? null;
  } catch (error) {
    if (error instanceof FileLockError) return null;
    throw error;
  }
}

/** @returns null if the lock is gone. @throws FileLockError if it is not a lock file */
function readLock(lock: string): FoundLock | null {
  try {
    // Checked first, because opening a device can have effects; checked again on what was opened.
    if (!lstatSync(lock).isFile()) throw foreignError(lock);
    const handle = openSync(lock, readFlags);
    try {
      const found = fstatSync(handle);
      if (!found.isFile() || found.size > maxBytes) throw foreignError(lock);
      const buffer = Buffer.alloc(maxBytes);
      const text = buffer.toString('utf8', 0, readSync(handle, buffer));
      if (text === '') return { identity: `${found.ino} ${found.mtimeMs}`, holder: null };
      return { identity: text, holder: holderIn(text, lock) };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return null;
    if (code === 'ELOOP') throw foreignError(lock);
    throw error;
  }
}

function holderIn(text: string, lock: string): Holder {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw foreignError(lock);
  }
  const parsed = v.safeParse(Holder, data);
  if (!parsed.success) throw foreignError(lock);
  return parsed.output;
}

function isAbandoned({ holder }: FoundLock, unchangedMs: number): boolean {
  if (holder === null) return unchangedMs >= emptyMs;
  if (holder.host !== host()) return unchangedMs >= remoteMs;
  if (!isRunning(holder.pid)) return true;
  const started = startOf(holder.pid);
  if (started !== null && holder.started !== null) return started !== holder.started;
  return Math.abs(Date.now() - holder.at) >= unverifiedMs;
}

/** Under a lock of its own, so that of two processes the slower cannot remove the lock that the faster took since. */
async function removeAbandoned(lock: string, identity: string, depth: number): Promise<void> {
  if (depth >= maxDepth) throw takenError(lock, null);
  const guard = `${lock}.lock`;
  const token = await acquire(guard, depth + 1);
  try {
    if (readLock(lock)?.identity === identity) rmSync(lock, { force: true });
  } finally {
    release(guard, token);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Distinguishes a process from a later one with the same ID. */
function startOf(pid: number | 'self'): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name, which may contain spaces and parentheses; the start is field 22.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null; // Only Linux has this file.
  }
}

/** The machine, and the container if process IDs are its own. */
function host(): string {
  try {
    return `${os.hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return os.hostname();
  }
}

async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    // A file that does not exist yet: its folder decides.
    return path.join(await realpath(path.dirname(file)), path.basename(file));
  }
}

function takenError(lock: string, holder: Holder | null): FileLockError {
  const who = holder === null ? 'another program' : `another program (process ${holder.pid})`;
  return new FileLockError(
    `it is being written by ${who}`,
    `Try again. If no such program is running, delete ${lock}.`,
  );
}

function foreignError(lock: string): FileLockError {
  return new FileLockError(
    `${lock} is in the way: writing needs a lock file with that name`,
    'Move it away or delete it.',
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

// A program may end itself while it holds a lock, such as at a second Ctrl-C.
process.on('exit', () => {
  for (const [token, lock] of held) release(lock, token);
});
