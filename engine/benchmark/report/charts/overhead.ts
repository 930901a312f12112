import { scaleLinear } from 'd3-scale';
import type { Comparison, ScenarioReport } from '../../../protocol/report';
import { formatNumber, formatSigned } from '../../../presentation/format';
import { comparisonText, noiseFloorFigure } from '../../../presentation/measurementWords';
import { chartWidth, drawSheet, engineClass, engineMark, figure, lineFrom, textAt } from './frame';

const left = 258;
const right = chartWidth - 248;
const top = 84;
const rowHeight = 36;

/** Ratios that may stand at the axis, and so may their inverses. */
const tickRatios = [1.01, 1.02, 1.05, 1.1, 1.2, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
const tickGap = 54;

/** Where things lie: positions are natural logarithms of ratios. */
interface Layout {
  readonly reach: number;
  readonly x: (logRatio: number) => number;
  readonly bottom: number;
}

/**
 * The overhead of every comparison with its interval, on an axis symmetric in the logarithm of the ratio, so that twice
 * as fast and half as fast lie equally far from 0. The axis holds the two questions and the target; what lies beyond is
 * named at its edge.
 */
export function overheadChart({ head, measurements }: ScenarioReport, targetPercent: number): string {
  const comparisons = (measurements?.comparisons ?? []).filter(({ id }) => id !== 'noise-floor');
  const noise = measurements?.noiseFloorPercent ?? null;
  const reach = reachOf(comparisons, noise, targetPercent);
  const scale = scaleLinear([-reach, reach], [left, right]);
  const layout = {
    reach,
    x: (logRatio: number) => scale(logRatio),
    bottom: top + rowHeight * comparisons.length,
  };
  const findings = comparisons.map(
    (comparison) => `${comparison.label}: ${comparisonText(comparison)}, ${comparison.word}`,
  );
  const floor = noise === null ? 'not known' : noiseFloorFigure(noise);
  return drawSheet({
    title: `${head.title}: overhead, with 95 % interval`,
    description: `${[...findings, `noise floor ${floor}`, `target below ${targetPercent} %`].join('. ')}.`,
    height: layout.bottom + 56,
    content: [
      ...noiseBand(noise, layout),
      ...axis(layout),
      ...targetLine(targetPercent, layout),
      ...comparisons.flatMap((comparison, row) =>
        comparisonRow(comparison, top + rowHeight * (row + 0.5), layout),
      ),
    ],
  });
}

/** How far the axis reaches to either side: `decimal.js` alone may lie beyond it. */
function reachOf(comparisons: readonly Comparison[], noise: number | null, targetPercent: number): number {
  const held = comparisons.filter(({ id }) => id !== 'decimaljs-against-js-float');
  const percents = [
    ...(held.length === 0 ? comparisons : held).flatMap(({ overheadPercent, interval }) =>
      interval === null ? [overheadPercent] : [interval.lowPercent, interval.highPercent],
    ),
    ...(targetPercent > -100 ? [targetPercent] : []),
    ...(noise === null ? [] : [noise]),
  ];
  // An interval of two launches may span everything: beyond 1,000 times the axis tells nothing.
  const widest = Math.max(...percents.map((percent) => Math.abs(logOf(percent))));
  return Math.min(Math.log(1000), Math.max(Math.log(1.1), widest * 1.12));
}

function axis({ reach, x, bottom }: Layout): string[] {
  const ticks = [0, ...ticksWithin(reach, x)].flatMap((position) => {
    const percent = Math.expm1(position) * 100;
    const places = Math.abs(percent) < 10 && !Number.isInteger(Math.round(percent * 1e6) / 1e6) ? 1 : 0;
    const label = position === 0 ? '0' : `${formatSigned(percent, places)} %`;
    return [
      lineFrom(x(position), top - 6, x(position), bottom, position === 0 ? 'axis' : 'rule'),
      textAt(x(position), bottom + 18, label, 'small', 'middle'),
    ];
  });
  return [...ticks, textAt(left, 50, '◄ faster', 'small'), textAt(right, 50, 'slower ►', 'small', 'end')];
}

/** Log-ratios on both sides of 0, the outer ones first where they would crowd. */
function ticksWithin(reach: number, x: Layout['x']): number[] {
  const kept: number[] = [];
  for (const ratio of [...tickRatios].reverse()) {
    const position = Math.log(ratio);
    if (position > reach) continue;
    const nearest = Math.min(...[0, ...kept].map((other) => Math.abs(x(other) - x(position))));
    if (nearest >= tickGap) kept.push(position);
  }
  return kept.flatMap((position) => [-position, position]);
}

function noiseBand(noise: number | null, { x, bottom, reach }: Layout): string[] {
  if (noise === null) return [];
  const half = Math.min(logOf(noise), reach);
  const width = x(half) - x(-half);
  return [
    `<rect class="band" x="${figure(x(-half))}" y="${top - 6}" width="${figure(width)}" height="${bottom - top + 6}"/>`,
    textAt(x(0), bottom + 40, `band: noise floor of this run, ${noiseFloorFigure(noise)}`, 'small', 'middle'),
  ];
}

function targetLine(targetPercent: number, { x, bottom, reach }: Layout): string[] {
  const position = logOf(targetPercent);
  if (!(Math.abs(position) <= reach)) return [];
  const label = `target < ${formatNumber(targetPercent, Number.isInteger(targetPercent) ? 0 : 2)} %`;
  return [
    lineFrom(x(position), top - 16, x(position), bottom, 'target'),
    textAt(x(position), top - 20, label, 'targetText small', 'middle'),
  ];
}

function comparisonRow(comparison: Comparison, y: number, layout: Layout): string[] {
  const { numerator, label, word } = comparison;
  return [
    textAt(16, y + 4, label, ''),
    textAt(right + 16, y - 3, comparisonText(comparison), 'strong'),
    textAt(right + 16, y + 12, word, 'small'),
    ...estimate(comparison, y, engineClass(numerator), layout),
  ];
}

function estimate(
  { numerator, overheadPercent, interval }: Comparison,
  y: number,
  colour: string,
  { x, reach }: Layout,
): string[] {
  const position = logOf(overheadPercent);
  if (Math.abs(position) > reach) {
    const side = Math.sign(position);
    const words = side > 0 ? 'off the scale ►' : '◄ off the scale';
    return [textAt(x(side * reach), y + 4, words, `${colour} small`, side > 0 ? 'end' : 'start')];
  }
  const mark = engineMark(numerator, x(position), y, 4.5);
  if (interval === null) return [mark];
  const clamp = (percent: number): number => x(Math.max(-reach, Math.min(reach, logOf(percent))));
  const [low, high] = [clamp(interval.lowPercent), clamp(interval.highPercent)];
  const kind = `line interval ${colour}`;
  return [
    mark,
    lineFrom(low, y, high, y, kind),
    lineFrom(low, y - 7, low, y + 7, kind),
    lineFrom(high, y - 7, high, y + 7, kind),
  ];
}

function logOf(percent: number): number {
  return Math.log1p(percent / 100);
}
