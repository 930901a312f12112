/**
 * A thread beside a process's main thread, which may be busy for minutes: it ends the process when its owner is gone,
 * and reports to the owner that the process is alive, with its progress.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { check } from '../protocol/check';
import { controlWord, type RunControl } from './runControl';
import { heartbeatDescriptor } from './childProcess';

const lookEveryMs = 500;

export interface WatchdogSettings {
  readonly ownerPid: number;
  /** Time to tidy up between the owner's death and the end. */
  readonly graceMs: number;
  /** The control block whose progress is reported; null if the owner expects no progress. */
  readonly control: RunControl | null;
}

const SettingsOfThread = v.strictObject({
  ownerPid: v.number(),
  graceMs: v.number(),
  control: v.nullable(v.instance(Int32Array)),
});

/** Starts the thread, whose bundle lies beside the caller's. It does not keep the process alive. */
export function startWatchdog(settings: WatchdogSettings): void {
  new Worker(path.join(__dirname, 'watchdog.cjs'), { workerData: settings }).unref();
}

/** The thread's own work. @param data - {@link WatchdogSettings} */
export function keepWatch(data: unknown): void {
  const { ownerPid, graceMs, control } = check(SettingsOfThread, data, 'settings of the watchdog');
  let goneForMs = 0;
  setInterval(() => {
    if (control !== null) postProgress(Atomics.load(control, controlWord.barsDone));
    if (!ownerIsGone(ownerPid)) return;
    if (goneForMs >= graceMs) process.kill(process.pid, 'SIGKILL');
    goneForMs += lookEveryMs;
  }, lookEveryMs);
}

/** The pid of the process that forked this one, as {@link ChildProcess} hands it over. */
export function ownerPidOf(argv: readonly string[]): number {
  return Number(argv[2]);
}

/** A process whose parent died is given another parent, except on Windows, which keeps the number. */
function ownerIsGone(ownerPid: number): boolean {
  if (process.platform !== 'win32') return process.ppid !== ownerPid;
  try {
    process.kill(ownerPid, 0);
    return false;
  } catch {
    return true;
  }
}

function postProgress(progress: number): void {
  try {
    writeSync(heartbeatDescriptor, `${progress}\n`);
  } catch {
    // Nobody listens any more: what follows is decided by whether the owner is gone.
  }
}
