/** What a trend keeps of a run: a few figures a scenario, out of a report of many thousand samples. */
import * as v from 'valibot';
import { fingerprintOf } from '../baseline/fingerprint';
import { launchLogsOf } from '../baseline/launchMeans';
import type { MachineFingerprint } from '../protocol/baseline';
import { Comparison, DataDescription, Machine, Sample, ScenarioHead, Versions } from '../protocol/report';
import type { TrendFigure } from '../protocol/trend';
import { exactEngines, Storage, type EngineName } from '../protocol/vocabulary';
import { meanOf } from '../statistics/describe';
import { confidence } from '../statistics/interval';
import { inferMean } from '../statistics/launchMean';

const machine = v.pick(v.object(Machine.entries), ['cpu', 'cores', 'arch', 'platform']);

/** The fields that a trend needs: so much can be read of a report that another version wrote. */
const RunFields = v.object({
  startedAt: v.string(),
  partial: v.nullable(v.string()),
  quickLook: v.boolean(),
  machine,
  versions: v.pick(v.object(Versions.entries), ['product', 'runtime', 'v8']),
  options: v.object({ storage: Storage }),
  scenarios: v.array(
    v.object({
      head: v.object({
        ...v.pick(v.object(ScenarioHead.entries), ['key', 'title', 'scenario', 'parameters']).entries,
        data: v.pick(v.object(DataDescription.entries), ['digest', 'bars']),
      }),
      machine: v.optional(machine),
      measurements: v.nullable(
        v.object({
          comparisons: v.array(
            v.object({
              ...v.pick(v.object(Comparison.entries), ['numerator', 'denominator', 'ratio']).entries,
              interval: v.nullable(v.object({ lowPercent: v.number(), highPercent: v.number() })),
            }),
          ),
        }),
      ),
      samples: v.array(v.pick(v.object(Sample.entries), ['engine', 'control', 'launch', 'ns'])),
    }),
  ),
});

/** A report as `run` writes it, or a run as the editor keeps it. */
export const RunFile = v.union([
  v.pipe(
    v.object({ event: v.object({ report: RunFields }) }),
    v.transform(({ event }) => event.report),
  ),
  v.pipe(
    v.object({ kind: v.literal('decimal-benchmark-report'), ...RunFields.entries }),
    v.transform((report): RunFields => report),
  ),
]);
type RunFields = v.InferOutput<typeof RunFields>;

/** One engine's figures; null where they were not measured. */
export interface EngineFigures {
  readonly launches: number;
  readonly time: TrendFigure | null;
  readonly ratio: TrendFigure | null;
}

/** One scenario of one run. */
export interface ScenarioSummary extends Pick<RunFields, 'startedAt'> {
  readonly run: string;
  readonly product: string;
  readonly partial: boolean;
  readonly quickLook: boolean;
  readonly machine: MachineFingerprint;
  readonly storage: Storage;
  readonly head: RunFields['scenarios'][number]['head'];
  /** By exact engine. */
  readonly engines: ReadonlyMap<EngineName, EngineFigures>;
}

/** @param run - names it */
export function summariesOf(run: string, report: RunFields): ScenarioSummary[] {
  return report.scenarios.map((scenario) => ({
    run,
    startedAt: report.startedAt,
    product: report.versions.product,
    partial: report.partial !== null,
    quickLook: report.quickLook,
    machine: fingerprintOf(scenario.machine ?? report.machine, report.versions),
    storage: report.options.storage,
    head: scenario.head,
    engines: new Map(
      exactEngines
        .map((engine) => [engine, figuresOf(scenario, engine)] as const)
        .filter(([, { launches }]) => launches > 0),
    ),
  }));
}

function figuresOf(scenario: RunFields['scenarios'][number], engine: EngineName): EngineFigures {
  const { head, samples, measurements } = scenario;
  const { ns: logs } = launchLogsOf(samples, engine);
  const compared = measurements?.comparisons.find(
    ({ numerator, denominator }) => numerator === engine && denominator === 'float',
  );
  return {
    launches: logs.length,
    time: logs.length === 0 ? null : timeOf(logs, head.data.bars),
    ratio:
      compared === undefined
        ? null
        : {
            value: compared.ratio,
            low: compared.interval === null ? null : 1 + compared.interval.lowPercent / 100,
            high: compared.interval === null ? null : 1 + compared.interval.highPercent / 100,
          },
  };
}

/** Nanoseconds a bar, from one logarithm of a run's nanoseconds a launch. */
function timeOf(logs: readonly number[], bars: number): TrendFigure {
  const interval = inferMean(logs)?.interval(confidence) ?? null;
  const perBar = (log: number): number => Math.exp(log) / bars;
  return {
    value: perBar(meanOf(logs)),
    low: interval === null ? null : perBar(interval.low),
    high: interval === null ? null : perBar(interval.high),
  };
}
