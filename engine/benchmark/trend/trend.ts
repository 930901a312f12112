/** From runs one after the other to what is drawn of them: segments, the baseline's lines, changes of level. Pure. */
import { fingerprintText, isSameMachine, machineFor } from '../baseline/machineFingerprint';
import type { Baseline, Thresholds } from '../../protocol/baseline';
import { runDefaults } from '../../protocol/defaults';
import {
  isCounted,
  trendDifferences,
  type Trend,
  type TrendBaseline,
  type TrendChange,
  type TrendDifference,
  type TrendMeasure,
  type TrendPoint,
  type TrendScenario,
  type TrendSegment,
} from '../../protocol/trend';
import { exactEngines, type EngineName } from '../../protocol/vocabulary';
import { levelChanges } from '../statistics/changePoint';
import type { ScenarioSummary } from './runSummary';

/**
 * The trend of every scenario that the runs have, in the order in which each is met first in the latest run.
 * @param summaries - in any order
 * @param thresholds - where the baseline has none of its own for the scenario
 */
export function trendOf(
  summaries: readonly ScenarioSummary[],
  baseline: Baseline | null,
  thresholds: Thresholds,
): Omit<Trend, 'leftOut'> {
  const newestFirst = summaries.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const keys = [...new Set(newestFirst.map(({ head }) => head.key))];
  const inTime = newestFirst.toReversed();
  return {
    kind: 'decimal-benchmark-trend',
    schemaVersion: 1,
    scenarios: keys.flatMap((key) =>
      scenarioTrend(
        inTime.filter(({ head }) => head.key === key),
        baseline,
        thresholds,
      ),
    ),
  };
}

/** None if no run has measured an exact engine. */
function scenarioTrend(
  runs: readonly ScenarioSummary[],
  baseline: Baseline | null,
  usual: Thresholds,
): TrendScenario[] {
  const latest = runs.at(-1);
  const engine = exactEngines.find((each) => runs.some(({ engines }) => engines.has(each)));
  if (latest === undefined || engine === undefined) return [];
  const { key, title, scenario } = latest.head;
  const thresholds = (scenario === null ? undefined : baseline?.thresholds?.[scenario]) ?? usual;
  const measured = runs.filter(({ engines }) => engines.has(engine));
  const parts: ScenarioSummary[][] = [];
  for (const run of measured) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    if (part === undefined || before === undefined || differences(before, run).length > 0) parts.push([run]);
    else part.push(run);
  }
  const changes = { time: changesOf(measured, engine, 'time'), ratio: changesOf(measured, engine, 'ratio') };
  const segments = parts.map((part, index) =>
    segmentOf(part, { before: parts[index - 1]?.at(-1), engine, changes, baseline, thresholds }),
  );
  return [{ key, title, engine, thresholds, segments: segments.filter((each) => each !== null) }];
}

/** What makes the figures of two runs those of two series. The product's version does not: a trend is there to show it. */
function differences(a: ScenarioSummary, b: ScenarioSummary): TrendDifference[] {
  const isSame: Readonly<Record<TrendDifference, boolean>> = {
    cpu: a.machine.cpu === b.machine.cpu,
    cores: a.machine.cores === b.machine.cores,
    platform: a.machine.platform === b.machine.platform && a.machine.arch === b.machine.arch,
    runtime: a.machine.runtime === b.machine.runtime,
    v8: a.machine.v8Major === b.machine.v8Major,
    data: a.head.data.digest === b.head.data.digest,
    parameters: JSON.stringify(a.head.parameters) === JSON.stringify(b.head.parameters),
    storage: a.storage === b.storage,
  };
  return trendDifferences.filter((name) => !isSame[name]);
}

interface SegmentContext {
  /** The last run of the segment before. */
  readonly before: ScenarioSummary | undefined;
  readonly engine: EngineName;
  /** Of all segments. */
  readonly changes: Readonly<Record<TrendMeasure, readonly TrendChange[]>>;
  readonly baseline: Baseline | null;
  readonly thresholds: Thresholds;
}

function segmentOf(
  runs: readonly ScenarioSummary[],
  { before, engine, changes, baseline, thresholds }: SegmentContext,
): TrendSegment | null {
  const [first] = runs;
  if (first === undefined) return null;
  const points = runs.map((run) => pointOf(run, engine));
  const series = (measure: TrendMeasure) => ({
    baseline: baselineOf(first, engine, measure, baseline, thresholds),
    changes: changes[measure].filter(({ after }) => points.some(({ run }) => run === after)),
  });
  return {
    machine: first.machine,
    differs: before === undefined ? [] : differences(before, first),
    points,
    time: series('time'),
    ratio: series('ratio'),
  };
}

function pointOf(
  { run, startedAt, product, partial, quickLook, engines }: ScenarioSummary,
  engine: EngineName,
): TrendPoint {
  const figures = engines.get(engine);
  return {
    ...{ run, startedAt, product, partial, quickLook },
    launches: figures?.launches ?? 0,
    time: figures?.time ?? null,
    ratio: figures?.ratio ?? null,
  };
}

/**
 * Changes of level among the runs of one machine and the same work, also if runs of another stand between them: on
 * the runners of a CI one machine seldom follows itself.
 */
function changesOf(
  runs: readonly ScenarioSummary[],
  engine: EngineName,
  measure: TrendMeasure,
): TrendChange[] {
  const groups: ScenarioSummary[][] = [];
  for (const run of runs) {
    const group = groups.find(([first]) => first !== undefined && differences(first, run).length === 0);
    if (group === undefined) groups.push([run]);
    else group.push(run);
  }
  return groups.flatMap((group) =>
    changesIn(
      group.map((run) => pointOf(run, engine)),
      measure,
    ),
  );
}

function changesIn(points: readonly TrendPoint[], measure: TrendMeasure): TrendChange[] {
  const counted = points.flatMap((point) => {
    const figure = point[measure];
    return figure === null || !isCounted(point) ? [] : [{ run: point.run, log: Math.log(figure.value) }];
  });
  return levelChanges(counted.map(({ log }) => log)).map(({ at, logRatio, interval }) => ({
    before: counted[at - 1]?.run ?? '',
    after: counted[at]?.run ?? '',
    percent: Math.expm1(logRatio) * 100,
    lowPercent: Math.expm1(interval.low) * 100,
    highPercent: Math.expm1(interval.high) * 100,
  }));
}

/** Times are held against those of the same machine alone; ratios against another machine's if there is no own. */
function baselineOf(
  { head, machine, storage }: ScenarioSummary,
  engine: EngineName,
  measure: TrendMeasure,
  baseline: Baseline | null,
  { warningPercent, failurePercent }: Thresholds,
): TrendBaseline | null {
  const entry = baseline === null ? null : machineFor(baseline, machine);
  const recorded = head.scenario === null ? undefined : entry?.scenarios[head.scenario];
  const isSameWork =
    recorded?.digest === head.data.digest &&
    JSON.stringify(recorded.parameters) === JSON.stringify(head.parameters) &&
    storage === runDefaults.storage;
  if (entry === null || recorded === undefined || !isSameWork) return null;
  const isOwn = isSameMachine(entry.machine, machine);
  if (measure === 'time' && !isOwn) return null;
  const [own, float] = [recorded.engines[engine], recorded.engines.float];
  if (own === undefined || (measure === 'ratio' && float === undefined)) return null;
  const value =
    measure === 'time'
      ? Math.exp(own.logNs.mean) / head.data.bars
      : Math.exp(own.logNs.mean - (float?.logNs.mean ?? NaN));
  return {
    value,
    warning: value * (1 + warningPercent / 100),
    failure: isOwn ? value * (1 + failurePercent / 100) : null,
    recordedAt: recorded.recordedAt,
    otherMachine: isOwn ? null : fingerprintText(entry.machine),
  };
}
