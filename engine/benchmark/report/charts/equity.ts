import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { EngineName } from '../../../protocol/vocabulary';
import type { ScenarioReport } from '../../../protocol/report';
import { roundedAmount } from '../../verdict/decimalDifference';
import { formatDecimal, formatNumber } from '../../../presentation/format';
import { thinned } from './thinned';
import { chartWidth, drawSheet, engineClass, lineFrom, textAt } from './frame';

const left = 104;
const right = chartWidth - 96;
const upper = { top: 52, bottom: 236 };
const lower = { top: 284, bottom: 380 };

interface Curve {
  readonly engine: EngineName;
  readonly kind: string;
  readonly label: string;
  readonly values: readonly number[];
}

/** Equity at the close of every session, float against exact, and their difference below on a scale of its own. */
export function equityChart({ head, results }: ScenarioReport): string {
  const dates = results?.equity.dates ?? [];
  const { exact = null, float = null, difference = null } = results?.equity ?? {};
  const exactEngine =
    results?.engines.find(({ engine }) => engine === 'native') === undefined ? 'decimal.js' : 'native';
  const curves: Curve[] = [
    ...(exact === null
      ? []
      : [{ engine: exactEngine, kind: '', label: 'exact', values: exact.map(Number) } as const]),
    ...(float === null
      ? []
      : [{ engine: 'float', kind: 'dashed', label: 'float', values: float.map(Number) } as const]),
  ];
  const x = scaleLinear([0, Math.max(1, dates.length - 1)], [left, right]);
  const gap = difference === null ? null : difference.map(Number);
  return drawSheet({
    title: `${head.title}: equity at the close of every session`,
    description: descriptionOf(dates, exact, float, difference),
    height: gap === null ? upper.bottom + 48 : lower.bottom + 48,
    content: [
      ...panel(curves, upper, x),
      ...(gap === null
        ? dateLabels(dates, upper.bottom)
        : [
            textAt(16, lower.top - 16, 'float − exact', 'strong'),
            ...panel([{ engine: 'float', kind: 'thin', label: '', values: gap }], lower, x),
            ...dateLabels(dates, lower.bottom),
          ]),
    ],
  });
}

function panel(
  curves: readonly Curve[],
  { top, bottom }: { top: number; bottom: number },
  x: (index: number) => number,
): string[] {
  const values = curves.flatMap((curve) => [...curve.values]);
  const [least, most] = extent(values);
  const y = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [bottom, top]).nice(4);
  const ticks = y.ticks(4);
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return [
    ...ticks.flatMap((tick) => [
      lineFrom(left, y(tick), right, y(tick), 'rule'),
      textAt(left - 8, y(tick) + 4, tickText(tick, step), 'small', 'end'),
    ]),
    ...curves.map(({ engine, kind, values: heights }) => {
      const path = line<readonly [number, number]>(
        ([index]) => x(index),
        ([, value]) => y(value),
      ).digits(1)(thinned(heights, right - left));
      return `<path class="line ${kind} ${engineClass(engine)}" d="${path ?? ''}"/>`;
    }),
    ...curveLabels(curves, y),
  ];
}

/** Each curve's name at its end, moved apart where the ends meet. */
function curveLabels(curves: readonly Curve[], y: (value: number) => number): string[] {
  const named = curves.filter(({ label, values }) => label !== '' && values.length > 0);
  const ends = named.map(({ values }) => y(values.at(-1) ?? 0));
  const [first = 0, second] = ends;
  const close = second !== undefined && Math.abs(first - second) < 15;
  const firstIsUpper = second !== undefined && first <= second;
  return named.map(({ engine, label }, index) => {
    const shift = close ? ((index === 0) === firstIsUpper ? -8 : 8) : 0;
    return textAt(right + 8, (ends[index] ?? 0) + 4 + shift, label, `${engineClass(engine)} strong`);
  });
}

function dateLabels(dates: readonly string[], bottom: number): string[] {
  const last = dates.length - 1;
  return [
    textAt(left, bottom + 24, dates[0] ?? '', 'small'),
    ...(last > 0 ? [textAt(right, bottom + 24, dates[last] ?? '', 'small', 'end')] : []),
    ...(last > 1
      ? [textAt((left + right) / 2, bottom + 24, dates[Math.round(last / 2)] ?? '', 'small', 'middle')]
      : []),
  ];
}

function descriptionOf(
  dates: readonly string[],
  exact: readonly string[] | null,
  float: readonly string[] | null,
  difference: readonly string[] | null,
): string {
  const ends = [
    exact === null ? null : `exact ends at ${formatDecimal(exact.at(-1) ?? '')}`,
    float === null ? null : `float ends at ${formatDecimal(float.at(-1) ?? '')}`,
    difference === null ? null : differenceText(difference),
  ];
  return `${dates.length} sessions. ${ends.filter((text) => text !== null).join('; ')}.`;
}

function differenceText(difference: readonly string[]): string {
  if (difference.every((text) => text === '0')) return 'they never differ';
  const last = difference.at(-1) ?? '0';
  return `they differ at the end by ${last.startsWith('-') ? '−' : ''}${formatDecimal(roundedAmount(last))}`;
}

function tickText(tick: number, step: number): string {
  if (tick === 0) return '0';
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  if (places <= 4) return formatNumber(tick, places);
  return tick.toExponential(1).replace('.0e', 'e').replace(/-/g, '−');
}

function extent(values: readonly number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least > most ? [0, 0] : [least, most];
}
