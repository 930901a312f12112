/** What a trend keeps of a run: a few figures a scenario, out of a report of many thousand samples. */
import * as v from 'valibot';
import { fingerprintOf } from '../baseline/machineFingerprint';
import { launchLogsOf } from '../baseline/launchMeans';
import type { MachineFingerprint } from '../../protocol/baseline';
import { DataDescription, Machine, RunOptions, Sample, ScenarioHead, Versions } from '../../protocol/report';
import { check } from '../../protocol/check';
import type { TrendFigure } from '../../protocol/trend';
import { exactEngines, type EngineName, type Storage } from '../../protocol/vocabulary';
import { isQuickLook, plannedLooks } from '../report/derived';
import { scenarioOf, strategyLabel } from '../../ledger/scenarios';
import { meanOf } from '../statistics/descriptive';
import { confidence } from '../statistics/interval';
import { inferMean } from '../statistics/launchMean';
import { confidenceAtLook } from '../statistics/interimAnalyses';

const machine = v.pick(v.object(Machine.entries), ['cpu', 'cores', 'arch', 'platform']);

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * The fields that a trend needs: so much can be read of a report that another version wrote. Everything shown is computed from
 * the samples; what the report itself concluded from them is not read.
 */
const RunFields = v.object({
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  partial: v.nullable(v.string()),
  machine,
  versions: v.pick(v.object(Versions.entries), ['product', 'runtime', 'v8']),
  options: v.object({
    ...v.pick(v.object(RunOptions.entries), ['storage', 'precision']).entries,
    launches: Count,
    runs: Count,
  }),
  scenarios: v.array(
    v.object({
      head: v.object({
        ...v.pick(v.object(ScenarioHead.entries), ['key', 'title', 'scenario', 'parameters']).entries,
        data: v.object({ ...v.pick(v.object(DataDescription.entries), ['digest']).entries, bars: Count }),
      }),
      machine: v.optional(machine),
      samples: v.array(
        v.object({
          ...v.pick(v.object(Sample.entries), ['engine', 'control']).entries,
          launch: Count,
          ns: v.pipe(v.number(), v.finite(), v.gtValue(0)),
        }),
      ),
    }),
  ),
});

/** A run as the editor keeps it. */
const KeptRun = v.object({ event: v.object({ report: RunFields }) });

/** A report as `run` writes it. */
const RunReport = v.object({ kind: v.literal('decimal-benchmark-report'), ...RunFields.entries });

/**
 * The report of a file that says of itself that it holds one.
 * @throws ProtocolError that names the first bad field, what it must be and what was found
 */
export function reportIn(data: object): RunFields {
  // A union of both would name no field.
  return 'kind' in data ? check(RunReport, data, 'report') : check(KeptRun, data, 'stored run').event.report;
}
type RunFields = v.InferOutput<typeof RunFields>;

/** One engine's figures; null if they were not measured. */
interface EngineFigures {
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
  const { options } = report;
  const level = options.precision === undefined ? confidence : confidenceAtLook(plannedLooks(options).length);
  return report.scenarios.map((scenario) => ({
    run,
    startedAt: report.startedAt,
    product: report.versions.product,
    partial: report.partial !== null,
    quickLook: isQuickLook(report),
    machine: fingerprintOf(scenario.machine ?? report.machine, report.versions),
    storage: report.options.storage,
    head: { ...scenario.head, title: titleOf(scenario.head) },
    engines: new Map(
      exactEngines
        .map((engine) => [engine, figuresOf(scenario, engine, level)] as const)
        .filter(([, { launches }]) => launches > 0),
    ),
  }));
}

/** Of a file, its own text: only the file itself has its name. */
function titleOf({ scenario, title, parameters }: RunFields['scenarios'][number]['head']): string {
  return scenario === null ? title : `${scenarioOf(scenario).title} · ${strategyLabel(parameters.strategy)}`;
}

/** @param level - of the ratio's interval, as the report shows it */
function figuresOf(
  { head, samples }: RunFields['scenarios'][number],
  engine: EngineName,
  level: number,
): EngineFigures {
  const { ns, toReference } = launchLogsOf(samples, engine, 'float');
  return {
    launches: ns.length,
    time: figureOf(ns, confidence, head.data.bars),
    ratio: figureOf(toReference, level, 1),
  };
}

/** What logarithms, one a launch, are the mean of, divided by `divisor`; null without any. */
function figureOf(logs: readonly number[], level: number, divisor: number): TrendFigure | null {
  if (logs.length === 0) return null;
  const interval = inferMean(logs)?.interval(level) ?? null;
  const figure = (log: number): number => Math.exp(log) / divisor;
  return {
    value: figure(meanOf(logs)),
    low: interval === null ? null : figure(interval.low),
    high: interval === null ? null : figure(interval.high),
  };
}
