/** Whether the processor is throttled, on Linux: by a setting or a limit, or by heat during the run. */
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
    const saving = this.#powerSaving();
    return [
      ...(saving === null ? [] : [`The processor is set to save power (${saving}).`]),
      ...(limited === null || possible === null || limited >= possible
        ? []
        : [
            `The processor is limited to ${Math.round((limited / possible) * 100)} % of its highest frequency.`,
          ]),
    ];
  }

  /**
   * The setting that saves power, in the system's words; null if none does. Drivers that leave the frequency to the
   * processor call their usual governor `powersave` as well: their aim is in the preference beside it (Linux
   * kernel documentation, "intel_pstate CPU Performance Scaling Driver" and "amd-pstate CPU Performance Scaling Driver").
   */
  #powerSaving(): string | null {
    const governor = this.#word('cpu0', 'cpufreq/scaling_governor');
    const preference = this.#word('cpu0', 'cpufreq/energy_performance_preference');
    if (preference !== null) {
      return preference === 'power' || preference === 'balance_power' ? `preference ${preference}` : null;
    }
    return governor === 'powersave' ? `governor ${governor}` : null;
  }

  /** What came to pass since, in words. */
  after(): string[] {
    return this.#timesThrottled() > this.#throttledBefore
      ? ['The processor became too hot and slowed itself down while it was measured: intervals may be wide.']
      : [];
  }

  /** Times that any core was slowed down by heat since the system started; 0 if it does not tell. */
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
    const word = this.#word(core, file);
    const figure = word === null ? NaN : Number(word);
    return Number.isFinite(figure) ? figure : null;
  }

  #word(core: string, file: string): string | null {
    try {
      return readFileSync(path.join(this.#folder, core, file), 'utf8').trim();
    } catch {
      return null;
    }
  }
}
