/** A scenario's figures from run to run, placed one beside the other; what changed, in words. */
import type { MachineFingerprint } from '../../engine/protocol/baseline';
import { measuredName } from '../../engine/protocol/trend';
import type {
  TrendBaseline,
  TrendChange,
  TrendDifference,
  TrendMeasure,
  TrendPoint,
  TrendScenario,
  TrendSegment,
} from '../../engine/protocol/trend';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { counted, decimalsFor, timeUnitFor } from '../format';
import type { Formatter } from '../format';
import type { Domain } from './axis';

/** A run's figure in the model's unit. */
export interface PlacedRun {
  readonly x: number;
  readonly y: number;
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
export interface PlacedChange {
  readonly x: number;
  /** E.g. `12 % slower`. */
  readonly label: string;
}

export interface TrendUnit {
  /** E.g. `ns a bar`; `×` for a ratio. */
  readonly name: string;
  readonly size: number;
}

export interface TrendModel {
  readonly engine: EngineName;
  readonly measure: TrendMeasure;
  readonly unit: TrendUnit;
  readonly runs: readonly PlacedRun[];
  readonly segments: readonly PlacedSegment[];
  readonly changes: readonly PlacedChange[];
  /** Of y; of its logarithm (base 10) where the axis is logarithmic. */
  readonly domain: Domain;
  readonly logarithmic: boolean;
  readonly summary: string;
}

/** The least ratio of the largest figure to the smallest at which the axis becomes logarithmic. */
const logarithmicFrom = 4;

/** Intervals may enlarge the axis by this share of what the figures and lines take; farther ends are cut. */
const mostForIntervals = 0.5;

/** Places between the last run of a segment and the first of the next. */
const gap = 1.4;

export function trendModel(scenario: TrendScenario, measure: TrendMeasure, format: Formatter): TrendModel {
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
        x: (placeOf(runs, change.before) + placeOf(runs, change.after)) / 2,
        label: changeLabel(change, format),
      })),
    );
  }
  const { domain, logarithmic } = domainOf(runs, segments);
  const { engine } = scenario;
  const summary = `${trendSentences(scenario, measure, format)
    .map(({ text }) => text)
    .join(' ')} ${latestText(scenario, measure, format)}`;
  return { engine, measure, unit, runs, segments, changes, domain, logarithmic, summary };
}

function unitOf({ segments }: TrendScenario, measure: TrendMeasure): TrendUnit {
  if (measure === 'ratio') return { name: '×', size: 1 };
  const { name, ns } = timeUnitFor(
    segments.flatMap(({ points }) => points.flatMap(({ time }) => (time === null ? [] : [time.value]))),
  );
  return { name: `${name} a bar`, size: ns };
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
    low: low === null ? null : low / size,
    high: high === null ? null : high / size,
  };
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
  const figures = [...runs.map(({ y }) => y), ...lines];
  if (figures.length === 0) return { domain: [0, 1], logarithmic: false };
  const logarithmic = Math.max(...figures) / Math.min(...figures) >= logarithmicFrom;
  const scale = logarithmic ? Math.log10 : (value: number) => value;
  const [least, most] = [scale(Math.min(...figures)), scale(Math.max(...figures))];
  const extent = most - least || Math.abs(most) * 0.1 || 1;
  const ends = runs.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null && end > 0);
  const scaledEnds = ends.map((end) => scale(end ?? NaN));
  const low = Math.max(least - extent * mostForIntervals, Math.min(least, ...scaledEnds));
  const high = Math.min(most + extent * mostForIntervals, Math.max(most, ...scaledEnds));
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

const percentDecimals = ({ lowPercent, highPercent }: TrendChange): number =>
  decimalsFor((highPercent - lowPercent) / 2, 1, 2);

function changeLabel(change: TrendChange, format: Formatter): string {
  const amount = format.percent(Math.abs(change.percent), percentDecimals(change));
  return `${amount} ${change.percent > 0 ? 'slower' : 'faster'}`;
}

/** One thing that is said of the trend, and the runs that it leads to. */
export interface TrendSentence {
  readonly kind: 'slower' | 'faster' | 'none' | 'break';
  readonly text: string;
  /** The runs on either side of a change. */
  readonly runs: readonly TrendPoint[];
}

/** Every change of level, or that none is shown; then every break. */
export function trendSentences(
  scenario: TrendScenario,
  measure: TrendMeasure,
  format: Formatter,
): TrendSentence[] {
  const name = measuredName(scenario.engine, measure);
  const changes = scenario.segments.flatMap((segment) =>
    segment[measure].changes.map((change) => changeSentence(change, segment, name, format)),
  );
  const breaks = scenario.segments.slice(1).flatMap((segment, index) => {
    const before = scenario.segments[index];
    return before === undefined ? [] : [breakSentence(before, segment, format)];
  });
  const none: TrendSentence = { kind: 'none', text: nothingShown(scenario, format), runs: [] };
  return [...(changes.length === 0 ? [none] : changes), ...breaks];
}

function changeSentence(
  change: TrendChange,
  { points }: TrendSegment,
  name: string,
  format: Formatter,
): TrendSentence {
  const runs = [change.before, change.after].flatMap((name) => points.find(({ run }) => run === name) ?? []);
  const [before, after] = runs.map(({ startedAt }) => format.moment(startedAt));
  const decimals = percentDecimals(change);
  const ends = [change.lowPercent, change.highPercent].map((end) => format.signed(end, decimals));
  return {
    kind: change.percent > 0 ? 'slower' : 'faster',
    text: `${name} became ${changeLabel(change, format)} between the runs of ${before ?? ''} and ${after ?? ''}, interval [${ends.join(', ')}].`,
    runs,
  };
}

function nothingShown({ segments }: TrendScenario, format: Formatter): string {
  const runs = segments.reduce((sum, { points }) => sum + points.length, 0);
  if (runs === 1) return 'One run so far. A trend takes more of them.';
  return `No lasting change is shown in ${counted(format, runs, 'run')}.`;
}

function breakSentence(before: TrendSegment, after: TrendSegment, format: Formatter): TrendSentence {
  const since = format.moment(after.points[0]?.startedAt ?? '');
  const words: Readonly<Record<TrendDifference, string>> = {
    cpu: `another processor (${after.machine.cpu}, before ${before.machine.cpu})`,
    cores: `${counted(format, after.machine.cores, 'core')} in place of ${format.number(before.machine.cores)}`,
    platform: `${after.machine.platform} ${after.machine.arch} in place of ${before.machine.platform} ${before.machine.arch}`,
    runtime: `${after.machine.runtime} in place of ${before.machine.runtime}`,
    v8: `V8 ${after.machine.v8Major} in place of ${before.machine.v8Major}`,
    data: 'other data',
    parameters: 'other parameters of the strategy',
    storage: 'another storage',
  };
  const differs = after.differs.map((each) => words[each]).join(', ');
  return {
    kind: 'break',
    text: `A break at the run of ${since}: ${differs}. Figures before and after it are not compared.`,
    runs: [],
  };
}

/** The latest figure, and where it is against the baseline. */
export function latestText(scenario: TrendScenario, measure: TrendMeasure, format: Formatter): string {
  const segment = scenario.segments.findLast(({ points }) => points.some((point) => point[measure] !== null));
  const latest = segment?.points.findLast((point) => point[measure] !== null);
  if (segment === undefined || latest === undefined) return '';
  const { baseline } = segment[measure];
  const figure = figureText(latest, measure, unitOf(scenario, measure), format);
  const first = `Latest: ${figure}`;
  if (baseline === null) return `${first}. No baseline is recorded for this machine and these data.`;
  const change = ((latest[measure]?.value ?? NaN) / baseline.value - 1) * 100;
  const whose = baseline.otherMachine === null ? 'the baseline' : `the baseline of ${baseline.otherMachine}`;
  return `${first}, ${format.signedPercent(change, 1)} against ${whose}, recorded ${format.day(baseline.recordedAt)}.`;
}

/** E.g. `6.12 ns a bar [6.02, 6.22]`. */
export function figureText(
  run: TrendPoint,
  measure: TrendMeasure,
  { name, size }: TrendUnit,
  format: Formatter,
): string {
  const figure = run[measure];
  if (figure === null) return 'not measured';
  const { value, low, high } = figure;
  const half = low === null || high === null ? null : (high - low) / 2 / size;
  const decimals = decimalsFor(half, 1, 3);
  const ends = [low, high].flatMap((end) => (end === null ? [] : [format.number(end / size, decimals)]));
  const unit = name === '×' ? ' × float' : ` ${name}`;
  return `${format.number(value / size, decimals)}${unit}${ends.length === 2 ? ` [${ends.join(', ')}]` : ''}`;
}

/** What a run is marked with; empty for one that counts. */
export function runMark({ partial, quickLook }: TrendPoint): string {
  return [...(partial ? ['partial'] : []), ...(quickLook ? ['quick look'] : [])].join(', ');
}

/** What a run's hover says. @param shown - it is the run that the panel shows */
export function runText(
  { run, segment, y }: PlacedRun,
  { engine, measure, unit }: TrendModel,
  shown: boolean,
  format: Formatter,
): string {
  const { baseline } = segment;
  const mark = runMark(run);
  const about = [
    format.moment(run.startedAt),
    counted(format, run.launches, 'launch', 'launches'),
    `version ${run.product}`,
    ...(mark === '' ? [] : [`${mark}, not counted for changes`]),
  ];
  return [
    `${measuredName(engine, measure)}: ${figureText(run, measure, unit, format)}`,
    about.join(' · '),
    segment.machine.cpu,
    ...(baseline === null
      ? []
      : [`${format.signedPercent((y / baseline.value - 1) * 100, 1)} against the baseline.`]),
    shown ? 'This run is shown in the panel.' : 'Enter or click opens this run.',
  ].join('\n');
}
