/** A scenario's figures from run to run, placed one beside the other. */
import type { MachineFingerprint } from '../../protocol/baseline';
import { isCounted, measuredName } from '../../protocol/trend';
import type {
  TrendBaseline,
  TrendChange,
  TrendDifference,
  TrendMeasure,
  TrendPoint,
  TrendScenario,
} from '../../protocol/trend';
import type { EngineName } from '../../protocol/vocabulary';
import { counted, formatMoment } from '../format';
import type { Domain } from './axis';
import {
  againstText,
  changeLabel,
  figureText,
  latestText,
  runMark,
  trendSentences,
  unitOf,
} from './trendWords';
import type { TrendUnit } from './trendWords';

/** A run's figure in the model's unit. */
export interface PlacedRun {
  readonly x: number;
  /** Where it is drawn: at the edge where it is off the scale. */
  readonly y: number;
  readonly value: number;
  readonly offScale: 'above' | 'below' | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly run: TrendPoint;
  readonly segment: PlacedSegment;
}

/** Runs of one machine and the same work. Lines are drawn within a segment, and never from one to the next. */
export interface PlacedSegment {
  /** First and last place. */
  readonly from: number;
  readonly to: number;
  readonly machine: MachineFingerprint;
  /** In the model's unit. */
  readonly baseline: TrendBaseline | null;
  /** Why it begins here; null for the first. */
  readonly break: { readonly x: number; readonly label: string } | null;
}

/** A change of level, drawn between two runs. */
interface PlacedChange {
  readonly x: number;
  /** E.g. `12 % slower`. */
  readonly label: string;
}

export interface TrendModel {
  readonly engine: EngineName;
  readonly measure: TrendMeasure;
  readonly unit: TrendUnit;
  readonly runs: readonly PlacedRun[];
  readonly segments: readonly PlacedSegment[];
  readonly changes: readonly PlacedChange[];
  /** Of y; of its logarithm (base 10) if the axis is logarithmic. */
  readonly domain: Domain;
  readonly logarithmic: boolean;
  readonly summary: string;
}

/** The least ratio of the largest figure to the smallest at which the axis becomes logarithmic. */
const logarithmicFrom = 4;

/**
 * Intervals, and runs that are not counted, may enlarge the axis by this share of what counted runs and lines take.
 * Farther ends are cut, and farther runs drawn at the edge.
 */
const mostForOthers = 0.5;

/** Places between the last run of a segment and the first of the next. */
const gap = 1.4;

export function trendModel(scenario: TrendScenario, measure: TrendMeasure, locale: string): TrendModel {
  const unit = unitOf(scenario, measure);
  const segments: PlacedSegment[] = [];
  const runs: PlacedRun[] = [];
  const changes: PlacedChange[] = [];
  let next = 0;
  for (const segment of scenario.segments) {
    const points = segment.points.filter((point) => point[measure] !== null);
    if (points.length === 0) continue;
    const last = segments.at(-1);
    const from = last === undefined ? 0 : last.to + gap;
    next = from;
    const placed: PlacedSegment = {
      from,
      to: from + points.length - 1,
      machine: segment.machine,
      baseline: scaled(segment[measure].baseline, unit),
      break: last === undefined ? null : { x: (last.to + from) / 2, label: breakLabel(segment.differs) },
    };
    segments.push(placed);
    runs.push(...points.map((run) => placedRun(run, measure, unit, placed, next++)));
    changes.push(
      ...segment[measure].changes.map((change) => ({
        x: changePlace(change, runs, placed),
        label: changeLabel(change),
      })),
    );
  }
  const { domain, logarithmic } = domainOf(runs, segments);
  const edges = domain.map((edge) => (logarithmic ? 10 ** edge : edge));
  const { engine } = scenario;
  const summary = `${trendSentences(scenario, measure, locale)
    .map(({ text }) => text)
    .join(' ')} ${latestText(scenario, measure, locale)}`;
  const inSight = runs.map((run) => keptWithin(run, edges[0] ?? run.value, edges[1] ?? run.value));
  return { engine, measure, unit, runs: inSight, segments, changes, domain, logarithmic, summary };
}

function placedRun(
  run: TrendPoint,
  measure: TrendMeasure,
  { size }: TrendUnit,
  segment: PlacedSegment,
  x: number,
): PlacedRun {
  const { value, low, high } = run[measure] ?? { value: NaN, low: null, high: null };
  return {
    ...{ x, run, segment },
    y: value / size,
    value: value / size,
    offScale: null,
    low: low === null ? null : low / size,
    high: high === null ? null : high / size,
  };
}

function keptWithin(run: PlacedRun, low: number, high: number): PlacedRun {
  if (run.value > high) return { ...run, y: high, offScale: 'above' };
  return run.value < low ? { ...run, y: low, offScale: 'below' } : run;
}

function scaled(baseline: TrendBaseline | null, { size }: TrendUnit): TrendBaseline | null {
  if (baseline === null) return null;
  const { value, warning, failure } = baseline;
  return {
    ...baseline,
    value: value / size,
    warning: warning / size,
    failure: failure === null ? null : failure / size,
  };
}

/** Between its two runs; before the second where the first stands in an earlier segment. */
function changePlace(
  { before, after }: TrendChange,
  runs: readonly PlacedRun[],
  { from }: PlacedSegment,
): number {
  const [left, right] = [placeOf(runs, before), placeOf(runs, after)];
  return left >= from ? (left + right) / 2 : right - 0.5;
}

function placeOf(runs: readonly PlacedRun[], name: string): number {
  return runs.findLast(({ run }) => run.run === name)?.x ?? NaN;
}

function domainOf(
  runs: readonly PlacedRun[],
  segments: readonly PlacedSegment[],
): { domain: Domain; logarithmic: boolean } {
  const lines = segments.flatMap(({ baseline }) =>
    baseline === null ? [] : [baseline.value, baseline.warning, baseline.failure ?? baseline.warning],
  );
  const certain = runs.filter(({ run }) => isCounted(run));
  const others = runs.filter(({ run }) => !isCounted(run));
  const figures = [...(certain.length === 0 ? runs : certain).map(({ value }) => value), ...lines];
  if (figures.length === 0) return { domain: [0, 1], logarithmic: false };
  const logarithmic = Math.max(...figures) / Math.min(...figures) >= logarithmicFrom;
  const scale = logarithmic ? Math.log10 : (value: number) => value;
  const [least, most] = [scale(Math.min(...figures)), scale(Math.max(...figures))];
  const extent = most - least || Math.abs(most) * 0.1 || 1;
  const ends = [...runs.flatMap(({ low, high }) => [low, high]), ...others.map(({ value }) => value)];
  const scaledEnds = ends.flatMap((end) => (end === null || end <= 0 ? [] : [scale(end)]));
  const low = Math.max(least - extent * mostForOthers, Math.min(least, ...scaledEnds));
  const high = Math.min(most + extent * mostForOthers, Math.max(most, ...scaledEnds));
  const air = (high - low || extent) * 0.08;
  return { domain: [low - air, high + air], logarithmic };
}

/** What a break is called at its line. */
function breakLabel(differs: readonly TrendDifference[]): string {
  const machine: readonly TrendDifference[] = ['cpu', 'cores', 'platform'];
  if (differs.some((each) => machine.includes(each))) return 'other machine';
  if (differs.some((each) => each === 'runtime' || each === 'v8')) return 'other runtime';
  if (differs.includes('data')) return 'other data';
  return differs.includes('parameters') ? 'other strategy' : 'other storage';
}

/** What a run's hover says. @param shown - it is the run that the panel shows */
export function runText(
  { run, segment, value, offScale }: PlacedRun,
  { engine, measure, unit }: TrendModel,
  shown: boolean,
  locale: string,
): string {
  const { baseline } = segment;
  const mark = runMark(run);
  const about = [
    formatMoment(run.startedAt, locale),
    counted(run.launches, 'launch', 'launches'),
    `version ${run.product}`,
    ...(mark === '' ? [] : [`${mark}, not counted for changes`]),
  ];
  return [
    `${measuredName(engine, measure)}: ${figureText(run, measure, unit)}`,
    about.join(' · '),
    segment.machine.cpu,
    ...(offScale === null ? [] : [`Drawn at the edge: it lies ${offScale} the range of the chart.`]),
    ...(baseline === null
      ? []
      : [`${againstText((value / baseline.value - 1) * 100)} against the baseline.`]),
    shown ? 'This run is shown in the panel.' : 'Enter or click opens this run.',
  ].join('\n');
}
