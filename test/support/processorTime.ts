import { strict as assert } from 'node:assert';

/**
 * Runs synchronous work that must not take super-linear time. Processor time is independent of what else the machine does,
 * and the limit is several times what linear work takes, so only a hang fails.
 */
export function inBoundedTime(work: () => void, limitMs = 5_000): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  const tookMs = (user + system) / 1000;
  assert.ok(tookMs < limitMs, `took ${tookMs.toFixed(0)} ms of processor time`);
}
