/** Runs of a history as the editor keeps them: made up, from one report of the panel's fixtures. */
import { machineWarnings } from '../../../../engine/benchmark/measuring/machine';
import type { FinishedEvent } from '../../../../engine/protocol/run';
import type { Report } from '../../../../engine/protocol/report';
import { derived } from '../../../../engine/benchmark/report/derived';
import { sampleDiagnostics } from '../../../../engine/benchmark/verdict/sampleDiagnostics';
import { storedRunVersion, type StoredRun } from '../../../../engine/protocol/storedRun';
import type * as v from 'valibot';
import { normalNumbers } from '../statistics/seeded';
import { runEvents } from '../../../webview/fixtures';

/** What is other in a run than in the fixture. */
export interface MadeRun {
  /** Times of the exact engine are multiplied by it. */
  readonly native: number;
  /** Times of the others are. */
  readonly others?: number;
  readonly report?: Partial<Report>;
  /** Keys of the first scenario's head that are other. */
  readonly head?: Partial<Report['scenarios'][number]['head']>;
}

export const firstRunAt = Date.UTC(2026, 9, 1, 9, 30);
const hour = 3_600_000;

/** The name of the file that a run is kept in. */
export function nameOf(startedAt: string): string {
  return `${startedAt.replaceAll(/[^0-9TZ]/g, '')}-1.json`;
}

/** One run of `daily`, started so many hours after the first. */
export function madeRun(hours: number, { native, others = 1, report = {}, head = {} }: MadeRun): StoredRun {
  const event = finished();
  const startedAt = new Date(firstRunAt + hours * hour).toISOString();
  const scenarios = event.report.scenarios.map((scenario) => ({
    ...scenario,
    head: { ...scenario.head, ...head },
    samples: scenario.samples.map((sample) => {
      const ns = sample.ns * (sample.engine === 'native' ? native : others);
      return { ...sample, ns, nsPerBar: ns / scenario.head.data.bars };
    }),
    measurements:
      scenario.measurements === null
        ? null
        : {
            ...scenario.measurements,
            comparisons: scenario.measurements.comparisons.map((comparison) =>
              comparison.numerator === 'native' ? scaled(comparison, native / others) : comparison,
            ),
          },
  }));
  const { options } = event.report;
  return {
    version: storedRunVersion,
    inputs: {
      settings: {
        scenarios: ['daily'],
        launches: options.launches,
        runs: options.runs,
        engines: options.engines,
        target: options.targetPercent,
        storage: options.storage,
        precision: 0,
        maxTime: 5,
      },
      file: null,
    },
    event: { ...event, report: { ...event.report, startedAt, scenarios, ...report } },
  };
}

/** The same with everything that its figures give, as the editor opens it. */
export function consistentRun(hours: number, made: MadeRun): StoredRun {
  const { event, ...rest } = madeRun(hours, made);
  const { scenarios, ...report } = event.report;
  const warned = scenarios.map((scenario) => ({
    ...scenario,
    warnings: sampleDiagnostics(scenario.samples, report.options.engines),
  }));
  const warnings = machineWarnings(report.machine);
  return { ...rest, event: { ...event, report: derived({ ...report, warnings, scenarios: warned }) } };
}

/** Factors that scatter by `sd` around 1, and around `factor` from the place `from` on. */
export function factors(count: number, sd: number, from: number, factor: number, seed = 5): number[] {
  const normal = normalNumbers(seed);
  return Array.from({ length: count }, (_, index) => Math.exp(sd * normal()) * (index >= from ? factor : 1));
}

type Finished = v.InferOutput<typeof FinishedEvent>;

let made: Finished | undefined;

function finished(): Finished {
  const last = made ?? runEvents().at(-1);
  if (last?.type !== 'finished') throw new Error('a run ends with its report');
  made = last;
  return structuredClone(last);
}

type Comparison = NonNullable<Report['scenarios'][number]['measurements']>['comparisons'][number];

function scaled(comparison: Comparison, factor: number): Comparison {
  const percent = (value: number): number => ((1 + value / 100) * factor - 1) * 100;
  return {
    ...comparison,
    ratio: comparison.ratio * factor,
    overheadPercent: percent(comparison.overheadPercent),
    interval:
      comparison.interval === null
        ? null
        : {
            ...comparison.interval,
            lowPercent: percent(comparison.interval.lowPercent),
            highPercent: percent(comparison.interval.highPercent),
          },
  };
}
