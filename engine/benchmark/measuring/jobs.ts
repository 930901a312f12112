/** What a run measures: a job for each scenario, or one for the user's file. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Bundle } from '../../ledger/data/bundle';
import { readCsv } from '../../ledger/data/csv';
import { generateBundleInSteps } from '../../ledger/data/generate';
import { EngineError } from '../../platform/errors';
import type { DataDescription, RunOptions, ScenarioHead } from '../../protocol/report';
import type { BacktestParameters, ScenarioName } from '../../protocol/vocabulary';
import { parametersFor, parametersOf, scenarioOf, strategyLabel } from '../../ledger/scenarios';

export interface Job {
  /** The scenario's name, or `file`. */
  readonly key: string;
  readonly title: string;
  readonly scenario: ScenarioName | null;
  /** Base name of the user's file. */
  readonly file: string | null;
  readonly parameters: BacktestParameters;
  /** Bars that it will have, guessed for a file. */
  readonly expectedBars: number;
  /** @throws EngineError `bad-input`, `overflow`, `cancelled` */
  readonly load: (onProgress: (fraction: number) => void, signal: AbortSignal) => Promise<Bundle>;
}

/** A row of a CSV file has about this many bytes. */
const bytesPerRow = 55;

/** @throws {@link EngineError} `bad-input` if the options cannot be used */
export function jobsOf(options: RunOptions): Job[] {
  checkCounts(options);
  if (options.work.kind === 'file') return [fileJob(options, options.work)];
  const names = options.work.names;
  if (names.length === 0 || new Set(names).size !== names.length) {
    throw badOptions('Scenarios must be one or more, each named once');
  }
  return names.map((name) => scenarioJob(name, options));
}

/** What is known of a job once its bars are there. */
export function headOf(job: Job, bundle: Bundle): ScenarioHead {
  return {
    key: job.key,
    title: job.title,
    scenario: job.scenario,
    data: describeData(job, bundle),
    parameters: job.parameters,
  };
}

function scenarioJob(name: ScenarioName, options: RunOptions): Job {
  const scenario = scenarioOf(name);
  const parameters = parametersOf(scenario, options.overrides);
  return {
    key: name,
    title: `${scenario.title} · ${strategyLabel(parameters.strategy)}`,
    scenario: name,
    file: null,
    parameters,
    expectedBars: scenario.symbols * scenario.barsPerSymbol,
    load: async (onProgress, signal) => {
      const bundle = await generateBundleInSteps(name, signal);
      onProgress(1);
      return bundle;
    },
  };
}

function fileJob(options: RunOptions, work: Extract<RunOptions['work'], { kind: 'file' }>): Job {
  const { strategy, warmup, ...amounts } = work.parameters;
  const parameters = parametersFor(strategy, warmup, { ...amounts, ...options.overrides });
  const file = path.basename(work.path);
  return {
    key: 'file',
    title: `${file} · ${strategyLabel(parameters.strategy)}`,
    scenario: null,
    file,
    parameters,
    expectedBars: sizeOf(work.path) / bytesPerRow,
    load: (onProgress, signal) =>
      readCsv(work.path, {
        roundInputs: work.roundInputs,
        // Only the engine with a fixed width limits what can be stored.
        range: options.engines.includes('native') ? options.storage : null,
        onProgress,
        signal,
      }),
  };
}

/** Bytes of a file; 0 if it cannot be read, which its reader reports in detail. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function checkCounts({ launches, runs, engines, precision }: RunOptions): void {
  for (const [name, count] of Object.entries({ launches, runs })) {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw badOptions(`The number of ${name} must be a whole number from 1 on, not ${count}`);
    }
  }
  if (precision !== undefined) {
    const isUsable = precision.percent > 0 && precision.maxSeconds > 0;
    if (!isUsable) throw badOptions('Precision and time must be above 0');
    if (!engines.includes('native') || !engines.includes('float')) {
      throw badOptions('Precision needs the engines native and float, whose comparison is to become precise');
    }
  }
  if (engines.length === 0 || new Set(engines).size !== engines.length) {
    throw badOptions('Engines must be one or more, each named once');
  }
}

function badOptions(message: string): EngineError {
  return new EngineError({
    code: 'bad-input',
    message,
    where: null,
    remedy: 'Change the options of the run.',
  });
}

function describeData(job: Job, bundle: Bundle): DataDescription {
  const { timeline } = bundle;
  return {
    source: job.file === null ? 'generated' : 'file',
    file: job.file,
    digest: bundle.digest,
    symbols: bundle.symbols.length,
    bars: bundle.time.length,
    sessions: countSessions(bundle, job.parameters.warmup),
    firstTime: timeline[0] ?? null,
    lastTime: timeline.at(-1) ?? null,
    roundedInputs: bundle.roundedInputs,
    unenclosedBars: bundle.unenclosedBars,
  };
}

const dayMs = 86_400_000;

/** UTC dates from the first time on at which a symbol is past its own warm-up. */
export function countSessions({ offsets, time, timeline }: Bundle, warmup: number): number {
  let firstTraded = Infinity;
  for (let symbol = 0; symbol + 1 < offsets.length; symbol++) {
    const row = (offsets[symbol] ?? 0) + warmup;
    if (row < (offsets[symbol + 1] ?? 0)) firstTraded = Math.min(firstTraded, time[row] ?? Infinity);
  }
  let sessions = 0;
  let lastDay = NaN;
  for (const t of timeline) {
    const day = Math.floor(t / dayMs);
    if (t < firstTraded || day === lastDay) continue;
    sessions++;
    lastDay = day;
  }
  return sessions;
}
