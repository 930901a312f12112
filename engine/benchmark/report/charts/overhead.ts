import { scaleLinear } from 'd3-scale';
import type { Comparison, ScenarioReport } from '../../../protocol/report';
import { comparisonText, noiseFloorFigure, targetFigure } from '../../../presentation/measurementWords';
import { logOf, overheadReach, overheadTicks, overheadTickText } from '../../../presentation/models/overhead';
import { chartWidth, drawSheet, engineClass, engineMark, figure, lineFrom, textAt } from './frame';

const left = 258;
const right = chartWidth - 248;
const top = 84;
const rowHeight = 36;

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
  const reach = overheadReach({ comparisons, noiseFloorPercent: noise }, targetPercent);
  const scale = scaleLinear([-reach, reach], [left, right]);
  const layout = {
    reach,
    x: (logRatio: number) => scale(logRatio),
    bottom: top + rowHeight * comparisons.length,
  };
  const findings = comparisons.map(
    (comparison) => `${comparison.label}: ${comparisonText(comparison, targetPercent)}, ${comparison.word}`,
  );
  const floor = noise === null ? 'not known' : noiseFloorFigure(noise);
  return drawSheet({
    title: `${head.title}: overhead, with 95 % interval`,
    description: `${[...findings, `noise floor ${floor}`, `target below ${targetFigure(targetPercent)} %`].join('. ')}.`,
    height: layout.bottom + 56,
    content: [
      ...noiseBand(noise, layout),
      ...axis(layout),
      ...targetLine(targetPercent, layout),
      ...comparisons.flatMap((comparison, row) =>
        comparisonRow(comparison, targetPercent, top + rowHeight * (row + 0.5), layout),
      ),
    ],
  });
}

function axis({ reach, x, bottom }: Layout): string[] {
  const ticks = overheadTicks(reach, right - left).flatMap((position) => {
    return [
      lineFrom(x(position), top - 6, x(position), bottom, position === 0 ? 'axis' : 'rule'),
      textAt(x(position), bottom + 18, overheadTickText(position), 'small', 'middle'),
    ];
  });
  return [...ticks, textAt(left, 50, '◄ faster', 'small'), textAt(right, 50, 'slower ►', 'small', 'end')];
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
  const label = `target < ${targetFigure(targetPercent)} %`;
  return [
    lineFrom(x(position), top - 16, x(position), bottom, 'target'),
    textAt(x(position), top - 20, label, 'targetText small', 'middle'),
  ];
}

function comparisonRow(comparison: Comparison, targetPercent: number, y: number, layout: Layout): string[] {
  const { numerator, label, word } = comparison;
  return [
    textAt(16, y + 4, label, ''),
    textAt(right + 16, y - 3, comparisonText(comparison, targetPercent), 'strong'),
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
