/** Takes samples of one prepared backtest inside its own process. tinybench holds the clock. */
import {
  Bench,
  classifyTimerSaturation,
  medianAbsoluteDeviation,
  type SortedSamples,
  type Task,
} from 'tinybench';
import type { PreparedBacktest } from '../../ledger/engines/engine';
import { EngineError } from '../../platform/errors';
import { repeatsFor } from './plan';

export interface TakenSample {
  /** Nanoseconds of one run. */
  readonly ns: number;
  readonly warnings: readonly string[];
}

export interface WarmUp {
  readonly runs: number;
  /** Nanoseconds of one run, at its best. */
  readonly nsPerRun: number;
}

/** Warming goes on until this many samples in a row were no faster than the best before them by this share. */
const samplesWithoutGain = 5;
const gain = 0.02;

export class Sampler {
  readonly #bench: Bench;
  readonly #task: Task;
  readonly #warnings: string[] = [];
  /** Durations of all samples taken, in milliseconds: tinybench judges a timer from many. */
  readonly #durationsMs: number[] = [];
  #repeats = 1;

  constructor(prepared: PreparedBacktest) {
    const runRepeatedly = (): void => {
      for (let left = this.#repeats; left > 0; left--) prepared.run();
    };
    this.#bench = new Bench({
      iterations: 1,
      time: 0,
      warmup: false,
      throws: true,
      timestampProvider: 'hrtimeNow',
    });
    // Left to find out whether the function is asynchronous, tinybench would call it once more.
    this.#bench.add('run', runRepeatedly, { async: false });
    this.#bench.addEventListener('warning', ({ reason }) =>
      this.#warnings.push(timerWarning(reason ?? 'unknown')),
    );
    const task = this.#bench.getTask('run');
    if (task === undefined) throw new Error('tinybench lost its task');
    this.#task = task;
  }

  /**
   * One sample of `repeats` runs, after a garbage collection that is not timed.
   * @throws EngineError as the run does
   */
  take(repeats: number): TakenSample {
    this.#repeats = repeats;
    collectYoungGarbage();
    // A task that has run does nothing when it is run again.
    this.#bench.reset();
    this.#bench.runSync();
    const result = this.#task.result;
    if (result.state !== 'completed') throw new Error(`tinybench ended as ${result.state}`);
    this.#durationsMs.push(result.totalTime);
    return { ns: (result.totalTime * 1e6) / repeats, warnings: this.#takeWarnings() };
  }

  /**
   * Takes samples that are not counted until they stop becoming faster, for `atLeastMs` or longer; no sample begins
   * after `atMostMs`.
   */
  warm(atLeastMs: number, atMostMs: number): WarmUp {
    const startedAt = performance.now();
    let runs = 0;
    let best = Infinity;
    let withoutGain = 0;
    let repeats = 1;
    for (;;) {
      const { ns } = this.take(repeats);
      runs += repeats;
      withoutGain = ns < best * (1 - gain) ? 0 : withoutGain + 1;
      best = Math.min(best, ns);
      repeats = repeatsFor(best);
      const elapsedMs = performance.now() - startedAt;
      if (elapsedMs >= atMostMs) break;
      if (elapsedMs >= atLeastMs && withoutGain >= samplesWithoutGain) break;
    }
    return { runs, nsPerRun: best };
  }

  #takeWarnings(): string[] {
    const durations = [...this.#durationsMs].sort((a, b) => a - b);
    if (isSorted(durations)) {
      const reason = classifyTimerSaturation(durations, medianAbsoluteDeviation(durations));
      if (reason !== undefined) this.#warnings.push(timerWarning(reason));
    }
    return [...new Set(this.#warnings.splice(0))];
  }
}

/** tinybench requires samples in rising order. */
function isSorted(samples: number[]): samples is SortedSamples {
  return (
    samples.length > 0 && samples.every((sample, index) => index === 0 || sample >= (samples[index - 1] ?? 0))
  );
}

function timerWarning(reason: string): string {
  return `The timer may be too coarse for these samples (tinybench: ${reason}).`;
}

/**
 * Clears the young generation, where a run's garbage is. A full collection would also drop the hidden classes of objects
 * that are between two runs: compiled code that relied on them is thrown away, and the sample times the compiler too
 * (here `float` took 1.7 × as long).
 * @throws EngineError if the process was started without `--expose-gc`
 */
export function collectYoungGarbage(): void {
  if (globalThis.gc === undefined) {
    throw new EngineError({
      code: 'internal',
      message: 'A measuring process was started without --expose-gc',
      where: null,
      remedy: null,
    });
  }
  globalThis.gc({ type: 'minor' });
}
