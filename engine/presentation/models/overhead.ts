/** The overheads with their intervals, on an axis that is symmetric in the logarithm of the ratio. */
import type { Comparison, Measurements } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { formatNumber, formatShare, formatSignedPercent } from '../format';
import { comparisonParts, comparisonText, methodNames, targetFigure } from '../measurementWords';
import { stickyReach } from './axis';
import { textCell } from './table';
import type { Table } from './table';

export interface OverheadRow {
  readonly id: Comparison['id'];
  readonly label: string;
  /** Whose colour and marker the estimate has: the engine in question. */
  readonly engine: EngineName;
  /** Natural logarithm of the ratio. */
  readonly log: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Where the estimate lies beyond the axis. */
  readonly offScale: 'left' | 'right' | null;
  /** E.g. `−88.1 %`, or `about +90 %`. */
  readonly estimateText: string;
  /** E.g. `−88.5`; `–` if no interval is shown. */
  readonly lowText: string;
  readonly highText: string;
  /** E.g. `[−88.5, −87.7]`, or why there is none. */
  readonly intervalText: string;
  /** Estimate and interval, as every report has them. */
  readonly text: string;
  readonly word: Comparison['word'];
  readonly help: string;
}

type Measured = Pick<Measurements, 'comparisons' | 'noiseFloorPercent'>;

export interface OverheadModel {
  readonly rows: readonly OverheadRow[];
  /** Half-width of the axis, in the natural logarithm of the ratio. */
  readonly reach: number;
  readonly targetLog: number;
  readonly targetPercent: number;
  readonly summary: string;
}

/** @param keptReach - the axis as it was drawn before, or null */
export function overheadModel(
  { comparisons, noiseFloorPercent }: Measured,
  hidden: readonly EngineName[],
  targetPercent: number,
  keptReach: number | null,
): OverheadModel {
  const shown = comparisons.filter(
    ({ numerator, denominator, word }) =>
      word !== 'not measured' && !hidden.includes(numerator) && !hidden.includes(denominator),
  );
  const reach = overheadReach({ comparisons: shown, noiseFloorPercent }, targetPercent, keptReach);
  const rows = shown.map((comparison) => rowOf(comparison, reach, targetPercent));
  const targetLog = logOf(targetPercent);
  return { rows, reach, targetLog, targetPercent, summary: summaryOf(rows, targetPercent) };
}

/**
 * How far the axis reaches to either side, in the natural logarithm of the ratio. It holds all that decides: decimal.js is so
 * much slower that it would press everything else into one spot, so it may lie beyond unless it is all there is.
 * @param kept - the axis as it was drawn before, or null
 */
export function overheadReach(
  { comparisons, noiseFloorPercent }: Measured,
  targetPercent: number,
  kept: number | null = null,
): number {
  const decisive = comparisons.filter(({ id }) => id !== 'decimaljs-against-js-float');
  const percents = [
    ...(decisive.length === 0 ? comparisons : decisive).flatMap(({ overheadPercent, interval }) =>
      interval === null ? [overheadPercent] : [overheadPercent, interval.lowPercent, interval.highPercent],
    ),
    ...(targetPercent > -100 ? [targetPercent] : []),
    ...(noiseFloorPercent === null ? [] : [noiseFloorPercent]),
  ];
  // An interval of two launches may span everything: an axis beyond 1,000 times is unreadable.
  const widest = Math.min(
    widestReach,
    Math.max(leastReach, ...percents.map((percent) => Math.abs(logOf(percent)))),
  );
  return Math.min(widestReach, stickyReach(kept, widest, 0.12));
}

const widestReach = Math.log(1000);
const leastReach = Math.log(1.1);

/** Natural logarithm of the ratio that an overhead in percent stands for. */
export function logOf(percent: number): number {
  return Math.log1p(percent / 100);
}

function rowOf(comparison: Comparison, reach: number, targetPercent: number): OverheadRow {
  const { overheadPercent, interval, numerator } = comparison;
  const log = logOf(overheadPercent);
  const parts = comparisonParts(comparison, targetPercent);
  const text = comparisonText(comparison, targetPercent);
  return {
    id: comparison.id,
    label: comparison.label,
    engine:
      comparison.id === 'noise-floor'
        ? 'float'
        : comparison.id === 'exact-against-rust-float'
          ? 'native-float'
          : numerator,
    log,
    low: interval === null ? null : logOf(interval.lowPercent),
    high: interval === null ? null : logOf(interval.highPercent),
    offScale: log > reach ? 'right' : log < -reach ? 'left' : null,
    estimateText: parts.estimate,
    lowText: parts.low ?? '–',
    highText: parts.high ?? '–',
    intervalText: parts.interval,
    text,
    word: comparison.word,
    help: comparisonHelp(comparison, `${comparison.label}: ${text}`),
  };
}

/**
 * The hover of a comparison's figures: what they are computed from.
 * @param text - the figures as they are shown
 */
export function comparisonHelp(
  { numerator, denominator, interval, method, launches, betweenLaunchShare }: Comparison,
  text: string,
): string {
  return [
    text,
    `(${numerator} / ${denominator} − 1) × 100 %, the geometric mean over launches of the ratio of their means.`,
    interval === null || method === null
      ? 'No interval below two launches.'
      : `${formatShare(interval.confidence)} interval: ${methodNames[method]} on the log-ratios of ${formatNumber(launches)} launches.`,
    ...(betweenLaunchShare === null
      ? []
      : [`${formatShare(betweenLaunchShare)} of the variance lies between launches.`]),
  ].join('\n');
}

function summaryOf(rows: readonly OverheadRow[], targetPercent: number): string {
  if (rows.length === 0) return 'No comparison yet.';
  const parts = rows.map(({ label, text, word }) => `${label}: ${text}, ${word}`);
  return `${parts.join('. ')}. The target is below ${targetFigure(targetPercent)} %.`;
}

/** Ratios that may stand at the axis, and so may their inverses. */
const tickRatios = [1.01, 1.02, 1.05, 1.1, 1.2, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Pixels between two labels. */
const tickGap = 54;

/** Places of the axis' ticks, symmetric around 0, ascending; the outer ones first if they would crowd. */
export function overheadTicks(reach: number, widthPx: number): number[] {
  const pixels = widthPx / (2 * reach);
  const kept: number[] = [];
  for (const log of tickRatios.map(Math.log).reverse()) {
    const inner = kept.at(-1) ?? Infinity;
    // A label at the very edge would be cut.
    if (log <= reach * 0.97 && (inner - log) * pixels >= tickGap && log * pixels >= tickGap) kept.push(log);
  }
  return [...kept.map((log) => -log), 0, ...kept.reverse()].sort((a, b) => a - b);
}

/** The label of a tick: `0`, `+1.0 %`, `−99.9 %`. */
export function overheadTickText(log: number): string {
  if (log === 0) return '0';
  const percent = Math.expm1(log) * 100;
  const isWhole = Number.isInteger(Math.round(percent * 1e6) / 1e6);
  return formatSignedPercent(percent, !isWhole && (Math.abs(percent) < 10 || percent < -98) ? 1 : 0);
}

/** The twin of the chart. */
export function overheadTable(model: OverheadModel): Table {
  return {
    id: 'overhead',
    caption: 'Overhead with 95 % interval',
    columns: [
      { id: 'comparison', title: 'Comparison', help: 'The engines that are compared.', numeric: false },
      {
        id: 'overhead',
        title: 'overhead',
        help: 'Ratio of times minus 1. Below 0 is faster.',
        numeric: true,
      },
      { id: 'low', title: '95 % from', help: 'Lower end of the interval over launches.', numeric: true },
      { id: 'high', title: '95 % to', help: 'Upper end of the interval over launches.', numeric: true },
      { id: 'word', title: 'Result', help: 'What the interval shows.', numeric: false },
    ],
    rows: model.rows.map((row) => {
      const percent = (log: number | null): number | null => (log === null ? null : Math.expm1(log) * 100);
      return {
        key: row.id,
        engine: row.engine,
        cells: [
          textCell(row.label, row.help),
          { text: row.estimateText, value: percent(row.log), help: row.help },
          { text: row.lowText, value: percent(row.low), help: row.help },
          { text: row.highText, value: percent(row.high), help: row.help },
          textCell(row.word, row.help),
        ],
      };
    }),
  };
}
