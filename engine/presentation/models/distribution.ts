/** How far samples lie from their engine's median, in percent: one axis for engines of very different speed. */
import type { Sample } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { counted, formatNumber, formatSignedPercent } from '../format';
import { quantile } from '../quantile';
import { stickyReach } from './axis';
import { samplesByEngine } from './engines';
import { textCell } from './table';
import type { Table } from './table';

export interface DistributionPoint {
  /** Percent from the median; beyond the axis it is drawn at the edge. */
  readonly x: number;
  /** Row of the engine, from 0, with a fixed scatter that keeps equal samples apart. */
  readonly y: number;
  readonly sample: Sample;
}

/** Quartiles and whiskers in percent from the median. Whiskers end at the last sample within Tukey's fences. */
interface Box {
  readonly engine: EngineName;
  readonly low: number;
  readonly quartile1: number;
  readonly quartile3: number;
  readonly high: number;
  readonly samples: number;
  readonly outliers: number;
  readonly points: readonly DistributionPoint[];
}

export interface DistributionModel {
  readonly boxes: readonly Box[];
  /** Half-width of the axis in percent. */
  readonly reach: number;
  readonly summary: string;
}

/** So many points a row are drawn, evenly picked in order of size; outliers are drawn all, up to as many again. */
const pointsDrawn = 300;

export function distributionModel(
  samples: readonly Sample[],
  hidden: readonly EngineName[],
  keptReach: number | null,
): DistributionModel {
  const boxes = samplesByEngine(samples, hidden).map(([engine, group], row) => boxOf(engine, group, row));
  const whiskers = boxes.flatMap(({ low, high }) => [-low, high]);
  const farthest = boxes.flatMap(({ points }) => points.map(({ x }) => Math.abs(x)));
  // One wild outlier must not press the boxes into a line: it is drawn at the edge.
  const wanted = Math.max(0.5, Math.min(largest(farthest), 2 * largest(whiskers)));
  const reach = stickyReach(keptReach, wanted, 0.08);
  return { boxes: boxes.map((box) => clamped(box, reach)), reach, summary: summaryOf(boxes) };
}

function boxOf(engine: EngineName, group: readonly Sample[], row: number): Box {
  const sorted = [...group].sort((a, b) => a.ns - b.ns);
  const times = sorted.map(({ ns }) => ns);
  const median = quantile(times, 0.5);
  const percent = (ns: number): number => (ns / median - 1) * 100;
  const [quartile1, quartile3] = [percent(quantile(times, 0.25)), percent(quantile(times, 0.75))];
  const fence = 1.5 * (quartile3 - quartile1);
  const inside = times.map(percent).filter((x) => x >= quartile1 - fence && x <= quartile3 + fence);
  const isOutlier = (x: number): boolean => x < quartile1 - fence || x > quartile3 + fence;
  return {
    engine,
    quartile1,
    quartile3,
    low: inside[0] ?? 0,
    high: inside.at(-1) ?? 0,
    samples: times.length,
    outliers: times.length - inside.length,
    points: picked(sorted, (sample) => isOutlier(percent(sample.ns))).map((sample) => ({
      x: percent(sample.ns),
      y: row + scatter(sample),
      sample,
    })),
  };
}

function picked(sorted: readonly Sample[], isOutlier: (sample: Sample) => boolean): Sample[] {
  if (sorted.length <= pointsDrawn) return [...sorted];
  const step = sorted.length / pointsDrawn;
  const even = Array.from({ length: pointsDrawn }, (_, index) => sorted[Math.floor(index * step)]);
  const far = sorted.filter(isOutlier).slice(-pointsDrawn);
  return [...new Set([...even, ...far])].filter((sample) => sample !== undefined);
}

/** Between −0.28 and 0.28, from the sample's own place, so that a point stays where it is. */
function scatter({ launch, round }: Sample): number {
  const golden = 0.618034;
  return (((launch * 31 + round) * golden) % 1) * 0.56 - 0.28;
}

function clamped(box: Box, reach: number): Box {
  const points = box.points.map((point) => ({ ...point, x: Math.max(-reach, Math.min(reach, point.x)) }));
  return { ...box, points };
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function summaryOf(boxes: readonly Box[]): string {
  if (boxes.length === 0) return 'No samples yet.';
  const parts = boxes.map(
    ({ engine, quartile1, quartile3, outliers }) =>
      `${engine}: half of the samples between ${formatSignedPercent(quartile1, 1)} and ` +
      `${formatSignedPercent(quartile3, 1)} of the median, ${counted(outliers, 'outlier')}`,
  );
  return `${parts.join('. ')}.`;
}

/** The twin of the chart. */
export function distributionTable(model: DistributionModel): Table {
  const column = (id: string, title: string, help: string) => ({ id, title, help, numeric: id !== 'engine' });
  const percent = (value: number) => ({ text: formatSignedPercent(value, 2), value, help: null });
  return {
    id: 'distribution',
    caption: 'Spread around each median',
    columns: [
      column('engine', 'Engine', 'The number system that was timed.'),
      column('low', 'low whisker', 'Lowest sample within 1.5 interquartile ranges of the box.'),
      column('quartile1', 'quartile 1', 'A quarter of the samples lies below.'),
      column('quartile3', 'quartile 3', 'A quarter of the samples lies above.'),
      column('high', 'high whisker', 'Highest sample within 1.5 interquartile ranges of the box.'),
      column('outliers', 'outliers', 'Samples beyond the whiskers. They are kept in every figure.'),
    ],
    rows: model.boxes.map((box) => ({
      key: box.engine,
      engine: box.engine,
      cells: [
        textCell(box.engine),
        percent(box.low),
        percent(box.quartile1),
        percent(box.quartile3),
        percent(box.high),
        { text: formatNumber(box.outliers), value: box.outliers, help: null },
      ],
    })),
  };
}
