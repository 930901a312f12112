/** Runs and processes as the tests look at them. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { startRun, type RunHandle } from '../../../../engine/platform/coordinatorProcess';
import { runDefaults } from '../../../../engine/protocol/defaults';
import type { RunOptions } from '../../../../engine/protocol/report';
import type { RunEvent } from '../../../../engine/protocol/run';

/** A run of `daily`, short unless `changes` says otherwise. */
export function optionsOf(changes: Partial<RunOptions> = {}): RunOptions {
  return {
    work: { kind: 'scenarios', names: ['daily'] },
    launches: 2,
    runs: 2,
    engines: ['float', 'decimal.js'],
    storage: runDefaults.storage,
    targetPercent: runDefaults.targetPercent,
    overrides: {},
    ...changes,
  };
}

export interface WatchedRun {
  readonly handle: RunHandle;
  readonly events: RunEvent[];
  /** Waits for an event. */
  next<T extends RunEvent['type']>(type: T): Promise<Extract<RunEvent, { type: T }>>;
  /** The measuring processes that were started so far, by the engine's name as the log gives it. */
  enginePids(title?: string): number[];
}

/** Starts a run and keeps its events. */
export function watchRun(options: RunOptions, enginePath?: string): WatchedRun {
  const events: RunEvent[] = [];
  const handle = startRun(options, {
    onEvent: (event) => events.push(event),
    ...(enginePath === undefined ? {} : { enginePath }),
  });
  const isOfType =
    <T extends RunEvent['type']>(type: T) =>
    (event: RunEvent): event is Extract<RunEvent, { type: T }> =>
      event.type === type;
  return {
    handle,
    events,
    async next(type) {
      const last = (): RunEvent | undefined =>
        events.find(({ type: t }) => t === 'finished' || t === 'failed');
      await until(() => events.some(isOfType(type)) || last() !== undefined, 60_000, type);
      const found = events.find(isOfType(type));
      assert.ok(found !== undefined, `no ${type}, but ${JSON.stringify(last())}`);
      return found;
    },
    enginePids: (title = '') =>
      events.flatMap((event) => {
        const match = event.type === 'log' ? /^(The engine .*): process (\d+)$/.exec(event.text) : null;
        return match?.[1]?.includes(title) === true ? [Number(match[2])] : [];
      }),
  };
}

/** Waits for something that must come true. */
export async function until(isTrue: () => boolean, withinMs: number, what: string): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isTrue()) {
    assert.ok(performance.now() < end, `not within ${withinMs} ms: ${what}`);
    await setTimeout(20);
  }
}

export async function untilGone(pids: readonly number[], withinMs: number): Promise<void> {
  assert.notEqual(pids.length, 0);
  await until(() => !pids.some(isRunning), withinMs, `the end of processes ${pids.join(', ')}`);
}

/** A process that is dead, but that nobody has asked about yet, does not run. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Temporary folders that a process has not removed. */
export function foldersOf(pid: number | undefined): string[] {
  return readdirSync(os.tmpdir()).filter(
    (name) => name.startsWith('decimal-benchmark-') && name.includes(`-${pid}-`),
  );
}
