/** Samples in the order they were taken: a launch is one unit wide, its rounds are spread over it. */
import type { Sample } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { counted, formatNumber, formatTimeAlone, timeUnitFor } from '../format';
import type { TimeUnit } from '../format';
import { timeColumn } from '../timings';
import { engineLabel } from '../engineLabels';
import type { Domain } from './axis';
import { stickyDomain } from './axis';
import { decimate } from './decimate';
import { samplesByEngine } from './engines';
import { textCell } from './table';
import type { Table } from './table';

export interface SamplePoint {
  readonly x: number;
  /** In the model's unit. */
  readonly y: number;
  readonly sample: Sample;
}

interface SampleSeries {
  readonly engine: EngineName;
  /** What is drawn; may be fewer than what was measured. */
  readonly points: readonly SamplePoint[];
  /** The mean of every launch, as a level line over it. */
  readonly launchMeans: readonly { readonly from: number; readonly to: number; readonly y: number }[];
}

export interface SamplesModel {
  readonly series: readonly SampleSeries[];
  readonly launches: number;
  readonly unit: TimeUnit;
  readonly logarithmic: boolean;
  /** In the model's unit; in its logarithm (base 10) on a logarithmic axis. */
  readonly domain: Domain;
  readonly summary: string;
}

/** What the axes of an earlier picture were; given back so that they stand still. */
export interface SampleAxes {
  readonly unit: TimeUnit;
  readonly logarithmic: boolean;
  readonly domain: Domain;
}

/** The least ratio of the slowest engine to the fastest at which the axis becomes logarithmic. */
const logarithmicFrom = 4;

/** @param planned - launches and rounds that the run will have: room is kept for what is still to come */
export function samplesModel(
  samples: readonly Sample[],
  hidden: readonly EngineName[],
  planned: { readonly launches: number; readonly rounds: number },
  widthPx: number,
  kept: SampleAxes | null,
): SamplesModel {
  const groups = samplesByEngine(samples, hidden);
  const launches = groups.reduce(
    (most, [, group]) => Math.max(most, group.at(-1)?.launch ?? 0),
    planned.launches,
  );
  const values = extentOf(groups.flatMap(([, group]) => group));
  const unit = unitFor(values, kept?.unit ?? null);
  const [low, high] = [values[0] / unit.ns, values[1] / unit.ns];
  const logarithmic = high / low >= logarithmicFrom;
  const scale = logarithmic ? Math.log10 : (value: number) => value;
  const keptDomain = kept?.logarithmic === logarithmic && kept.unit === unit ? kept.domain : null;
  return {
    series: groups.map(([engine, group]) =>
      seriesOf(engine, group, { rounds: planned.rounds, launches, unit, widthPx }),
    ),
    launches,
    unit,
    logarithmic,
    domain: groups.length === 0 ? [0, 1] : stickyDomain(keptDomain, [scale(low), scale(high)], 0.12),
    summary: summaryOf(groups),
  };
}

/** The unit of the picture before while figures stay readable in it: the first engine to answer may be the slowest. */
function unitFor([low]: readonly [number, number], kept: TimeUnit | null): TimeUnit {
  const readable = kept !== null && low >= kept.ns * 0.3 && low < kept.ns * 1000;
  return readable ? kept : timeUnitFor(low);
}

function extentOf(samples: readonly Sample[]): [number, number] {
  let low = Infinity;
  let high = 0;
  for (const { ns } of samples) {
    low = Math.min(low, ns);
    high = Math.max(high, ns);
  }
  return [low, high];
}

interface SeriesFrame {
  /** Rounds of a launch, as planned. */
  readonly rounds: number;
  readonly launches: number;
  readonly unit: TimeUnit;
  readonly widthPx: number;
}

function seriesOf(
  engine: EngineName,
  samples: readonly Sample[],
  { rounds: plannedRounds, launches, unit, widthPx }: SeriesFrame,
): SampleSeries {
  const roundsHere = samples.reduce((most, { round }) => Math.max(most, round), 1);
  // A slow engine gives fewer samples a launch: they are spread over the launch like the others'.
  const rounds = roundsHere < plannedRounds / 2 ? roundsHere : Math.max(roundsHere, plannedRounds);
  const x = samples.map(({ launch, round }) => launch - 1 + (round - 0.5) / rounds);
  const y = samples.map(({ ns }) => ns / unit.ns);
  const points = decimate(x, y, [0, launches], widthPx).flatMap((index) => {
    const sample = samples[index];
    return sample === undefined ? [] : [{ x: x[index] ?? 0, y: y[index] ?? 0, sample }];
  });
  return { engine, points, launchMeans: launchMeansOf(samples, unit) };
}

function launchMeansOf(samples: readonly Sample[], unit: TimeUnit): SampleSeries['launchMeans'] {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { launch, ns } of samples) {
    const known = sums.get(launch) ?? { sum: 0, count: 0 };
    sums.set(launch, { sum: known.sum + ns, count: known.count + 1 });
  }
  return [...sums].map(([launch, { sum, count }]) => ({
    from: launch - 1,
    to: launch,
    y: sum / count / unit.ns,
  }));
}

function summaryOf(groups: readonly [EngineName, readonly Sample[]][]): string {
  if (groups.length === 0) return 'No samples yet.';
  const times = timeColumn(Math.min(...groups.map(([, group]) => extentOf(group)[0])));
  const parts = groups.map(([engine, group]) => {
    const [low, high] = extentOf(group).map(times.text);
    return `${engine}: ${counted(group.length, 'sample')} between ${low ?? ''} and ${high ?? ''} ${times.unit.name}`;
  });
  return `${parts.join('. ')}.`;
}

/** What a sample's hover says. */
export function sampleText(sample: Sample): string {
  return [
    `${sample.engine}: ${formatTimeAlone(sample.ns)}`,
    `Launch ${formatNumber(sample.launch)}, round ${formatNumber(sample.round)}, place ${formatNumber(sample.position)} in its round.`,
    `Mean of ${counted(sample.repeats, 'run')}, ${formatNumber(sample.nsPerBar, 1)} ns a bar.`,
  ].join('\n');
}

/** The twin of the chart: every sample, not only those drawn. */
export function samplesTable(samples: readonly Sample[], hidden: readonly EngineName[]): Table {
  const shown = samples.filter(({ engine }) => !hidden.includes(engine));
  const { unit, text } = timeColumn(extentOf(shown)[0]);
  const column = (id: string, title: string, help: string, numeric = true) => ({ id, title, help, numeric });
  const whole = (value: number) => ({ text: formatNumber(value), value, help: null });
  return {
    id: 'samples',
    caption: 'Samples',
    columns: [
      column('engine', 'Engine', 'The number system that was timed.', false),
      column('launch', 'launch', 'Each launch is a fresh set of processes.'),
      column('round', 'round', 'Round within the launch.'),
      column('position', 'place', 'Place in the order of its round.'),
      column(
        'time',
        `time, ${unit.name}`,
        'Duration of one run: the sample’s duration divided by its repeats.',
      ),
      column('repeats', 'repeats', 'Runs within the sample.'),
    ],
    rows: shown.map((sample) => ({
      key: `${sample.engine} ${sample.control} ${sample.launch} ${sample.round}`,
      engine: sample.engine,
      cells: [
        textCell(engineLabel(sample)),
        whole(sample.launch),
        whole(sample.round),
        whole(sample.position),
        { text: text(sample.ns), value: sample.ns / unit.ns, help: null },
        whole(sample.repeats),
      ],
    })),
  };
}
