import { scaleLinear } from 'd3-scale';
import type { Sample, ScenarioReport } from '../../../protocol/report';
import { engineNames } from '../../../protocol/vocabulary';
import { describe, meanOf } from '../../statistics/descriptive';
import { quantile } from '../../../presentation/quantile';
import { engineLabel } from '../../../presentation/engineLabels';
import { counted, formatShare, formatSignedPercent, formatTimeAlone } from '../../../presentation/format';
import { chartWidth, drawSheet, engineClass, engineMark, lineFrom, textAt } from './frame';
import { thinned } from './thinned';

const left = 172;
const right = chartWidth - 64;
const top = 62;
const rowHeight = 92;
const plotHeight = 74;
/** Marks closer than this overlap. */
const markWidth = 4;

/** One engine's samples in the order in which they were taken. */
interface Row {
  readonly label: string;
  readonly samples: readonly Sample[];
  readonly medianNs: number;
}

/** Where a sample lies: launches side by side, rounds from left to right within each. */
interface Layout {
  readonly launches: readonly number[];
  readonly x: (launch: number, round: number) => number;
  readonly edge: (launch: number) => number;
  /** Height of a deviation from the median, in percent, in the row whose middle is `middle`. */
  readonly y: (percent: number, middle: number) => number;
  readonly reach: number;
}

/**
 * Every sample as its deviation from its engine's median, engine by engine on one common scale: drift, launches that
 * differ and outliers show, and engines compare though one takes a hundred times longer. A line marks each launch's mean.
 */
export function samplesChart({ head, samples }: ScenarioReport): string {
  const rows = rowsOf(samples);
  const layout = layoutOf(samples, rows);
  const beyond = rows.flatMap(deviations).filter((percent) => Math.abs(percent) > layout.reach).length;
  const note =
    beyond === 0 ? '' : ` ${counted(beyond, 'sample lies', 'samples lie')} off the scale, at its edge.`;
  return drawSheet({
    title: `${head.title}: samples by launch, as deviation from the engine's median`,
    description: `${rows.map(rowText).join('. ')}.${note}`,
    height: top + rowHeight * rows.length + 34,
    content: [
      ...launchEdges(layout, rows.length),
      ...rows.flatMap((row, index) => drawRow(row, top + rowHeight * index + plotHeight / 2, layout)),
      ...(note === '' ? [] : [textAt(right, top - 14, note.trim(), 'small', 'end')]),
    ],
  });
}

function rowsOf(samples: readonly Sample[]): Row[] {
  const groups = new Map<string, Sample[]>();
  const order = ({ engine, control }: Sample): number => engineNames.indexOf(engine) + (control ? 0.5 : 0);
  for (const sample of [...samples].sort((a, b) => order(a) - order(b))) {
    const label = engineLabel(sample);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [sample]);
    else group.push(sample);
  }
  return [...groups].map(([label, own]) => ({
    label,
    samples: own,
    medianNs: describe(own.map(({ ns }) => ns)).median,
  }));
}

function layoutOf(samples: readonly Sample[], rows: readonly Row[]): Layout {
  const launches = [...new Set(samples.map(({ launch }) => launch))].sort((a, b) => a - b);
  const rounds = Math.max(...samples.map(({ round }) => round));
  const places = scaleLinear([0, launches.length], [left, right]);
  const magnitudes = rows
    .flatMap(deviations)
    .map(Math.abs)
    .sort((a, b) => a - b);
  // The scale holds 97 of 100 samples; a few outliers must not press all others into a line.
  const reach = Math.max(1, quantile(magnitudes, 0.97) * 1.25);
  const heights = scaleLinear([-reach, reach], [plotHeight / 2, -plotHeight / 2]).clamp(true);
  return {
    launches,
    x: (launch, round) => places(launches.indexOf(launch) + (round - 0.5) / rounds),
    edge: (index) => places(index),
    y: (percent, middle) => middle + heights(percent),
    reach,
  };
}

function launchEdges({ launches, edge }: Layout, rows: number): string[] {
  const bottom = top + rowHeight * rows - (rowHeight - plotHeight);
  return [
    ...launches.map((_, index) => lineFrom(edge(index), top, edge(index), bottom, 'rule')),
    lineFrom(right, top, right, bottom, 'rule'),
    ...launches.map((launch, index) =>
      textAt(
        (edge(index) + edge(index + 1)) / 2,
        bottom + 22,
        launchLabel(launch, launches.length),
        'small',
        'middle',
      ),
    ),
  ];
}

/** Full words while they fit. */
function launchLabel(launch: number, count: number): string {
  return count <= 8 ? `launch ${launch}` : count <= 30 ? String(launch) : '';
}

function drawRow(row: Row, middle: number, layout: Layout): string[] {
  const { y, reach, launches, x } = layout;
  const first = row.samples[0];
  if (first === undefined) return [];
  const { engine, control } = first;
  const shown = Math.round(reach * 0.8) >= 1 ? Math.round(reach * 0.8) : Number((reach * 0.8).toFixed(1));
  const ticks = [shown, 0, -shown].flatMap((percent) => [
    lineFrom(left, y(percent, middle), right, y(percent, middle), percent === 0 ? 'axis' : 'rule'),
    textAt(
      right + 8,
      y(percent, middle) + 4,
      formatSignedPercent(percent, Number.isInteger(shown) ? 0 : 1),
      'small',
    ),
  ]);
  const means = launches.flatMap((launch, index) => {
    const own = row.samples.filter((sample) => sample.launch === launch).map(({ ns }) => ns);
    if (own.length === 0) return [];
    const height = y(deviation(meanOf(own), row), middle);
    return [
      lineFrom(
        layout.edge(index) + 3,
        height,
        layout.edge(index + 1) - 3,
        height,
        `line interval ${engineClass(engine)}`,
      ),
    ];
  });
  return [
    ...ticks,
    engineMark(engine, 22, middle - 4, 5, control ? 'hollow' : ''),
    textAt(34, middle, row.label, 'strong'),
    textAt(34, middle + 16, `median ${formatTimeAlone(row.medianNs)}`, 'small'),
    ...means,
    ...launches.flatMap((launch) =>
      drawnSamples(row, launch, layout).map((sample) =>
        engineMark(
          engine,
          x(sample.launch, sample.round),
          y(deviation(sample.ns, row), middle),
          3,
          control ? 'hollow' : '',
        ),
      ),
    ),
  ];
}

/** A launch's samples; of more than its place can show, the least and the most of every few. */
function drawnSamples({ samples }: Row, launch: number, { edge }: Layout): Sample[] {
  const own = samples.filter((sample) => sample.launch === launch);
  const places = Math.max(1, Math.floor((edge(1) - edge(0)) / markWidth));
  return thinned(
    own.map(({ ns }) => ns),
    places,
  ).flatMap(([index]) => own[index] ?? []);
}

function rowText(row: Row): string {
  const { n, cv } = describe(row.samples.map(({ ns }) => ns));
  const scatter = cv === null ? '' : `, standard deviation ${formatShare(cv, 1)} of the mean`;
  return `${row.label}: ${counted(n, 'sample')}, median ${formatTimeAlone(row.medianNs)}${scatter}`;
}

function deviations(row: Row): number[] {
  return row.samples.map(({ ns }) => deviation(ns, row));
}

/** Percent above the engine's median. */
function deviation(ns: number, { medianNs }: Row): number {
  return (ns / medianNs - 1) * 100;
}
