/** The overheads with their intervals, on an axis that is symmetric in the logarithm of the ratio. */
import type { Comparison, Interval } from '../../engine/protocol/report';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { isTooWide, tooWideWords } from '../../engine/presentation/wideInterval';
import { decimalsFor } from '../format';
import type { Formatter } from '../format';
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
  /** E.g. `−88.5`; `–` without an interval, and `too wide` where it tells next to nothing. */
  readonly lowText: string;
  readonly highText: string;
  /** E.g. `[−88.5, −87.7]`, or that it is too wide; empty without an interval. */
  readonly intervalText: string;
  readonly word: Comparison['word'];
  readonly help: string;
}

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
  comparisons: readonly Comparison[],
  hidden: readonly EngineName[],
  targetPercent: number,
  format: Formatter,
  keptReach: number | null,
): OverheadModel {
  const shown = comparisons.filter(
    ({ numerator, denominator, word }) =>
      word !== 'not measured' && !hidden.includes(numerator) && !hidden.includes(denominator),
  );
  const targetLog = Math.log1p(targetPercent / 100);
  const reach = stickyReach(keptReach, wantedReach(shown, targetLog), 0.12);
  const rows = shown.map((comparison) => rowOf(comparison, reach, format));
  return { rows, reach, targetLog, targetPercent, summary: summaryOf(rows, targetPercent, format) };
}

/**
 * The far end of what decides: decimal.js is so much slower that it would press all else into one spot; it is shown
 * at the edge, as off the scale, unless it is all there is.
 */
function wantedReach(comparisons: readonly Comparison[], targetLog: number): number {
  const decisive = comparisons.filter(({ id }) => id !== 'decimaljs-against-js-float');
  const ends = (decisive.length > 0 ? decisive : comparisons).flatMap((comparison) => {
    const { low, high } = logInterval(comparison);
    return [Math.log(comparison.ratio), low ?? 0, high ?? 0];
  });
  // An interval of two launches may span everything: beyond 1,000 times the axis tells nothing.
  return Math.max(targetLog * 1.2, 0.05, Math.min(Math.log(1000), Math.max(0, ...ends.map(Math.abs))));
}

function logInterval({ interval }: Comparison): { low: number | null; high: number | null } {
  if (interval === null) return { low: null, high: null };
  return { low: Math.log1p(interval.lowPercent / 100), high: Math.log1p(interval.highPercent / 100) };
}

function rowOf(comparison: Comparison, reach: number, format: Formatter): OverheadRow {
  const { overheadPercent, interval, method, numerator, denominator, launches } = comparison;
  const log = Math.log(comparison.ratio);
  const { estimateText, lowText, highText, intervalText } = textsOf(overheadPercent, interval, format);
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
    ...logInterval(comparison),
    offScale: log > reach ? 'right' : log < -reach ? 'left' : null,
    estimateText,
    lowText,
    highText,
    intervalText,
    word: comparison.word,
    help: [
      `${comparison.label}: ${estimateText} ${intervalText}`.trim(),
      `(${numerator} / ${denominator} − 1) × 100 %, the geometric mean over launches of the ratio of their means.`,
      interval === null
        ? 'No interval below two launches.'
        : `${format.number(interval.confidence * 100)} % interval: ${method === 'bca-bootstrap' ? 'BCa bootstrap' : 'Student’s t'} on the log-ratios of ${format.number(launches)} launches.`,
      ...(comparison.betweenLaunchShare === null
        ? []
        : [`${format.percent(comparison.betweenLaunchShare * 100)} of the variance lies between launches.`]),
    ].join('\n'),
  };
}

function textsOf(
  overheadPercent: number,
  interval: Interval | null,
  format: Formatter,
): Pick<OverheadRow, 'estimateText' | 'lowText' | 'highText' | 'intervalText'> {
  if (interval === null) {
    const estimateText = format.signedPercent(overheadPercent, aboutDecimals(overheadPercent));
    return { estimateText, lowText: '–', highText: '–', intervalText: '' };
  }
  if (isTooWide(interval.lowPercent, interval.highPercent)) {
    const estimateText = `about ${format.signedPercent(overheadPercent, aboutDecimals(overheadPercent))}`;
    return { estimateText, lowText: 'too wide', highText: 'too wide', intervalText: tooWideWords };
  }
  const decimals = decimalsOf(overheadPercent, interval);
  const lowText = format.signed(interval.lowPercent, decimals);
  const highText = format.signed(interval.highPercent, decimals);
  return {
    estimateText: format.signedPercent(overheadPercent, decimals),
    lowText,
    highText,
    intervalText: `[${lowText}, ${highText}]`,
  };
}

/** Whole percents, and of large figures the first two digits. */
function aboutDecimals(percent: number): number {
  return Math.abs(percent) < 1_000 ? 0 : 1 - Math.floor(Math.log10(Math.abs(percent)));
}

/**
 * Down to the leading digit of the half-width, and as many more as keep a bound apart from 0 that is not 0, and every
 * figure apart from −100 %, which would say that something takes no time at all.
 */
function decimalsOf(estimate: number, { lowPercent: low, highPercent: high }: Interval): number {
  let decimals = decimalsFor((high - low) / 2, 1, 3);
  const vanishes = (figure: number): boolean => Math.round(figure * 10 ** decimals) <= -100 * 10 ** decimals;
  const seemsZero = (bound: number): boolean => bound !== 0 && Math.abs(bound) < 0.5 * 10 ** -decimals;
  while (decimals < 3 && (seemsZero(low) || seemsZero(high) || [estimate, low, high].some(vanishes)))
    decimals += 1;
  return decimals;
}

function summaryOf(rows: readonly OverheadRow[], targetPercent: number, format: Formatter): string {
  if (rows.length === 0) return 'Nothing has been compared yet.';
  const parts = rows.map(({ label, estimateText, intervalText, word }) =>
    `${label}: ${estimateText} ${intervalText}, ${word}`.replace(' ,', ','),
  );
  return `${parts.join('. ')}. The target is below ${format.percent(targetPercent)}.`;
}

const tickRatios = [1.05, 1.1, 1.2, 4 / 3, 1.5, 2, 4, 10, 20, 50, 100, 1000];

/** Places of the axis' ticks, symmetric around 0, far enough apart that their labels do not meet. */
export function overheadTicks(reach: number, widthPx: number): number[] {
  const ticks: number[] = [];
  const pixels = widthPx / (2 * reach);
  // From the outside in: the outermost tick says how far the axis goes.
  for (const log of tickRatios.map(Math.log).reverse()) {
    const inner = ticks.at(-1) ?? Infinity;
    if (log <= reach * 0.97 && (inner - log) * pixels >= 64 && log * pixels >= 48) ticks.push(log);
  }
  return [...ticks.map((log) => -log), 0, ...ticks.reverse()].sort((a, b) => a - b);
}

/** The twin of the chart. */
export function overheadTable(model: OverheadModel): Table {
  return {
    id: 'overhead',
    caption: 'Overhead with 95 % interval',
    columns: [
      { id: 'comparison', title: 'Comparison', help: 'Which engine is held against which.', numeric: false },
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
