/** What a trend shows, in words, and its figures. */
import { measuredName } from '../../protocol/trend';
import type {
  TrendChange,
  TrendDifference,
  TrendFigure,
  TrendMeasure,
  TrendPoint,
  TrendScenario,
  TrendSegment,
} from '../../protocol/trend';
import { isTooWide, tooWideWords } from '../wideInterval';
import {
  counted,
  formatDay,
  formatMoment,
  formatNumber,
  formatPercent,
  formatSigned,
  formatSignedPercent,
  placesFor,
  timeUnitFor,
} from '../format';

export interface TrendUnit {
  /** E.g. `ns a bar`; `×` for a ratio. */
  readonly name: string;
  readonly size: number;
}

/** One unit for all figures of a scenario. */
export function unitOf({ segments }: TrendScenario, measure: TrendMeasure): TrendUnit {
  if (measure === 'ratio') return { name: '×', size: 1 };
  const times = segments.flatMap(({ points }) => points.flatMap(({ time }) => time?.value ?? []));
  const { name, ns } = timeUnitFor(Math.min(...times));
  return { name: `${name} a bar`, size: ns };
}

const percentDecimals = ({ lowPercent, highPercent }: TrendChange): number =>
  placesFor((highPercent - lowPercent) / 2);

/** E.g. `12 % slower`. */
export function changeLabel(change: TrendChange): string {
  const amount = formatPercent(Math.abs(change.percent), percentDecimals(change));
  return `${amount} ${change.percent > 0 ? 'slower' : 'faster'}`;
}

/** One sentence about the trend, and the runs that it links to. */
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
  locale: string,
): TrendSentence[] {
  const name = measuredName(scenario.engine, measure);
  const changes = scenario.segments.flatMap((segment) =>
    segment[measure].changes.map((change) => changeSentence(change, scenario.segments, name, locale)),
  );
  const breaks = scenario.segments.slice(1).flatMap((segment, index) => {
    const before = scenario.segments[index];
    return before === undefined ? [] : [breakSentence(before, segment, locale)];
  });
  const none: TrendSentence = { kind: 'none', text: nothingShown(scenario), runs: [] };
  return [...(changes.length === 0 ? [none] : changes), ...inBrief(breaks)];
}

/** On changing machines there are many: the table has them all. */
function inBrief(breaks: readonly TrendSentence[]): readonly TrendSentence[] {
  const latest = breaks.at(-1);
  if (latest === undefined || breaks.length <= 2) return breaks;
  return [{ ...latest, text: `${formatNumber(breaks.length)} breaks. The latest: ${latest.text}` }];
}

function changeSentence(
  change: TrendChange,
  segments: readonly TrendSegment[],
  name: string,
  locale: string,
): TrendSentence {
  const points = segments.flatMap((segment) => segment.points);
  const runs = [change.before, change.after].flatMap((name) => points.find(({ run }) => run === name) ?? []);
  const [before, after] = runs.map(({ startedAt }) => formatMoment(startedAt, locale));
  const decimals = percentDecimals(change);
  const ends = [change.lowPercent, change.highPercent].map((end) => formatSigned(end, decimals));
  return {
    kind: change.percent > 0 ? 'slower' : 'faster',
    text: `${name} became ${changeLabel(change)} between the runs of ${before ?? ''} and ${after ?? ''}, interval [${ends.join(', ')}].`,
    runs,
  };
}

function nothingShown({ segments }: TrendScenario): string {
  const runs = segments.reduce((sum, { points }) => sum + points.length, 0);
  if (runs === 1) return 'Only one run so far. A trend needs at least two.';
  return `No lasting change is shown in ${counted(runs, 'run')}.`;
}

function breakSentence(before: TrendSegment, after: TrendSegment, locale: string): TrendSentence {
  const since = formatMoment(after.points[0]?.startedAt ?? '', locale);
  const words: Readonly<Record<TrendDifference, string>> = {
    cpu: `another processor (${after.machine.cpu}, before ${before.machine.cpu})`,
    cores: `${counted(after.machine.cores, 'core')} in place of ${formatNumber(before.machine.cores)}`,
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
    text: `A break at the run of ${since}: ${differs}. Figures of one are not compared with those of the other.`,
    runs: [],
  };
}

/** The latest figure, and where it is against the baseline. */
export function latestText(scenario: TrendScenario, measure: TrendMeasure, locale: string): string {
  const segment = scenario.segments.findLast(({ points }) => points.some((point) => point[measure] !== null));
  const latest = segment?.points.findLast((point) => point[measure] !== null);
  if (segment === undefined || latest === undefined) return '';
  const { baseline } = segment[measure];
  const figure = figureText(latest, measure, unitOf(scenario, measure));
  const mark = runMark(latest);
  const first = `Latest${mark === '' ? '' : ` (${mark})`}: ${figure}`;
  if (baseline === null) return `${first}. No baseline is recorded for this machine and these data.`;
  const change = ((latest[measure]?.value ?? NaN) / baseline.value - 1) * 100;
  const whose = baseline.otherMachine === null ? 'the baseline' : `the baseline of ${baseline.otherMachine}`;
  return `${first}, ${againstText(change)} against ${whose}, recorded ${formatDay(baseline.recordedAt, locale)}.`;
}

/** E.g. `6.12 ns a bar [6.02, 6.22]`. */
export function figureText(run: TrendPoint, measure: TrendMeasure, { name, size }: TrendUnit): string {
  const figure = run[measure];
  if (figure === null) return 'not measured';
  const { value, low, high } = figure;
  const decimals = figureDecimals(figure, size);
  const text = `${formatNumber(value / size, decimals)}${name === '×' ? ' × float' : ` ${name}`}`;
  if (low === null || high === null) return text;
  const percent = (end: number): number => (end / value - 1) * 100;
  if (isTooWide(percent(low), percent(high))) return `${text} (${tooWideWords})`;
  return `${text} [${[low, high].map((end) => formatNumber(end / size, decimals)).join(', ')}]`;
}

/** Down to the leading digit of the half-width, and two digits of the figure itself at least; three without an interval. */
export function figureDecimals({ value, low, high }: TrendFigure, size: number): number {
  const leading = Math.floor(Math.log10(value / size));
  if (low === null || high === null) return Math.max(0, Math.min(4, 2 - leading));
  return Math.max(placesFor((high - low) / 2 / size), Math.min(4, 1 - leading));
}

/** How far a figure is from the baseline. */
export function againstText(percent: number): string {
  return formatSignedPercent(percent, Math.abs(percent) < 100 ? 1 : 0);
}

/** What a run is marked with; empty for one that counts. */
export function runMark({ partial, quickLook }: TrendPoint): string {
  return [...(partial ? ['partial'] : []), ...(quickLook ? ['quick look'] : [])].join(', ');
}
