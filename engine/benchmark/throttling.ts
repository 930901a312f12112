/** Whether the processor is held back, where Linux tells: by a limit that somebody set, or by heat during the run. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const cpuFolder = '/sys/devices/system/cpu';

export class Throttling {
  readonly #folder: string;
  readonly #throttledBefore: number;

  /** @param folder - of the processors in the system's own file tree */
  constructor(folder = cpuFolder) {
    this.#folder = folder;
    this.#throttledBefore = this.#timesThrottled();
  }

  /** What is known before the first sample, in words. */
  before(): string[] {
    const limited = this.#figure('cpu0', 'cpufreq/scaling_max_freq');
    const possible = this.#figure('cpu0', 'cpufreq/cpuinfo_max_freq');
    if (limited === null || possible === null || limited >= possible) return [];
    const share = Math.round((limited / possible) * 100);
    return [`The processor is limited to ${share} % of its highest frequency.`];
  }

  /** What came to pass since, in words. */
  after(): string[] {
    return this.#timesThrottled() > this.#throttledBefore
      ? ['The processor became too hot and slowed itself down while it was measured: intervals may be wide.']
      : [];
  }

  /** Times that any core was slowed down by heat since the system started; 0 where it does not tell. */
  #timesThrottled(): number {
    return this.#cores().reduce(
      (sum, core) => sum + (this.#figure(core, 'thermal_throttle/core_throttle_count') ?? 0),
      0,
    );
  }

  #cores(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => /^cpu\d+$/.test(name));
    } catch {
      return [];
    }
  }

  #figure(core: string, file: string): number | null {
    try {
      const figure = Number(readFileSync(path.join(this.#folder, core, file), 'utf8'));
      return Number.isFinite(figure) ? figure : null;
    } catch {
      return null;
    }
  }
}
