import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Throttling } from '../../../../engine/benchmark/measuring/throttling';

describe('throttling of the processor', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cpus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is reported when a limit is set below what it can do', () => {
    write('cpu0/cpufreq/scaling_max_freq', 1_500_000);
    write('cpu0/cpufreq/cpuinfo_max_freq', 3_000_000);
    assert.deepEqual(new Throttling(folder).before(), [
      'The processor is limited to 50 % of its highest frequency.',
    ]);
    write('cpu0/cpufreq/scaling_max_freq', 3_000_000);
    assert.deepEqual(new Throttling(folder).before(), []);
  });

  it('is reported when the processor is set to save power, and not when a driver only calls its governor so', () => {
    write('cpu0/cpufreq/scaling_governor', 'powersave');
    assert.deepEqual(new Throttling(folder).before(), [
      'The processor is set to save power (governor powersave).',
    ]);
    write('cpu0/cpufreq/energy_performance_preference', 'balance_performance');
    assert.deepEqual(new Throttling(folder).before(), []);
    write('cpu0/cpufreq/energy_performance_preference', 'power');
    assert.deepEqual(new Throttling(folder).before(), [
      'The processor is set to save power (preference power).',
    ]);
  });

  it('is reported when any core became too hot since', () => {
    write('cpu0/thermal_throttle/core_throttle_count', 4);
    write('cpu7/thermal_throttle/core_throttle_count', 0);
    const throttling = new Throttling(folder);
    assert.deepEqual(throttling.after(), []);
    write('cpu7/thermal_throttle/core_throttle_count', 1);
    assert.equal(throttling.after().length, 1);
  });

  it('is not reported when the system does not', () => {
    const throttling = new Throttling(path.join(folder, 'nothing'));
    assert.deepEqual([...throttling.before(), ...throttling.after()], []);
  });

  function write(name: string, figure: number | string): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `${figure}\n`);
  }
});
