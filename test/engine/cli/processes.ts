/** Looks at the processes of this machine. */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ids of all processes below one. */
export function childrenOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (owner: number): number[] =>
    rows.flatMap(([child, parent]) =>
      child !== undefined && parent === owner ? [child, ...below(child)] : [],
    );
  return below(pid);
}

/** Whether a process is there and not merely waiting to be collected. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}

/** Waits up to ten seconds. */
export async function waitUntil(isSo: () => boolean, what: string): Promise<void> {
  for (let look = 0; look < 100 && !isSo(); look += 1) await sleep(100);
  assert.ok(isSo(), `not so after ten seconds: ${what}`);
}

/** The ids of all processes in a process group. */
export function membersOf(group: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,pgid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, its]) => (pid !== undefined && its === group ? [pid] : []));
}
