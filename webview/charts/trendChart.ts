/** Figures from run to run: one line a segment, the baseline with its thresholds, breaks and changes of level. */
import type { Plugin } from 'chart.js';
import { isCounted } from '../../engine/protocol/trend';
import type { TrendBaseline } from '../../engine/protocol/trend';
import { formatNumber } from '../../engine/presentation/format';
import type { Hover } from '../hover';
import { markers } from '../../engine/presentation/models/engines';
import { runText } from '../../engine/presentation/models/trend';
import type { PlacedRun, PlacedSegment, TrendModel } from '../../engine/presentation/models/trend';
import { runTicks } from '../../engine/presentation/models/trendTable';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import type { Dataset, Point } from './chartHost';
import { endLabels, labelRoom } from './labels';
import type { EndLabel } from './labels';
import { decimalsOfTick, scaleBetween } from './ticks';
import { drawIntervals, drawMarks, headHeight } from './trendMarks';
import type { DrawnTrend } from './trendMarks';

export class TrendChart {
  readonly host: ChartHost<Point>;
  #now: DrawnTrend | null = null;
  #labels: readonly EndLabel[] = [];

  constructor(hover: Hover, open: (run: string) => void) {
    const reader = {
      describe: (point: Point) =>
        isPlacedRun(point) && this.#now !== null
          ? runText(point, this.#now.model, point.run.startedAt === this.#now.shown, this.#now.locale)
          : '',
      open: (point: Point) => {
        if (isPlacedRun(point)) open(point.run.run);
      },
    };
    const marks: Plugin<'scatter'> = {
      id: 'trendMarks',
      beforeDatasetsDraw: (chart) => {
        if (this.#now !== null) drawIntervals(chart, this.#now);
      },
      afterDatasetsDraw: (chart) => {
        if (this.#now !== null) drawMarks(chart, this.#now);
      },
    };
    this.host = new ChartHost<Point>('Trend over the stored runs', hover, reader, [
      marks,
      endLabels(() => (this.#now === null ? null : { labels: this.#labels, theme: this.#now.theme })),
    ]);
  }

  draw(model: TrendModel, shown: string | null, theme: Theme, locale: string): void {
    this.#now = { model, shown, theme, locale };
    this.#labels = baselineLabels(model.segments.at(-1)?.baseline ?? null);
    const style = axisStyle(theme);
    const ticks = runTicks(model, this.host.plotWidth, locale);
    const scaled = (value: number): number => (model.logarithmic ? 10 ** value : value);
    const [low, high] = [scaled(model.domain[0]), scaled(model.domain[1])];
    const last = model.runs.at(-1)?.x ?? 0;
    this.host.draw({
      visitable: 1,
      summary: model.summary,
      datasets: [
        runsOf(model, theme),
        ...model.segments.map((segment, index) => lineOf(segment, index, model, theme)),
        ...model.segments.flatMap((segment, index) => baselineLines(segment, index, theme)),
      ],
      options: {
        layout: { padding: { top: headHeight(model, theme), right: labelRoom(this.#labels, theme) } },
        scales: {
          x: {
            ...style,
            type: 'linear',
            min: Math.min(-0.6, last / 2 - 1.5),
            max: Math.max(last + 0.6, last / 2 + 1.5),
            grid: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = ticks.map(({ x }) => ({ value: x }));
            },
            ticks: {
              ...style.ticks,
              autoSkip: false,
              callback: (value) => ticks.find(({ x }) => x === value)?.label ?? '',
            },
          },
          y: {
            ...style,
            ...scaleBetween(low, high, model.logarithmic),
            ticks: {
              ...style.ticks,
              maxTicksLimit: 6,
              callback: (value, _, all) => tickText(Number(value), all, model),
            },
          },
        },
        plugins: { tooltip: { enabled: false } },
      },
    });
  }
}

function isPlacedRun(point: Point): point is PlacedRun {
  return 'run' in point;
}

function tickText(
  value: number,
  all: readonly { value: number }[],
  { unit, logarithmic }: TrendModel,
): string {
  const [first, second] = all.map((tick) => tick.value);
  const step = first === undefined || second === undefined ? value : Math.abs(second - first);
  const decimals = logarithmic
    ? decimalsOfTick(value)
    : Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
  const name = unit.name.replace(' a bar', '');
  return `${formatNumber(value, decimals)}${name === '×' ? '' : ' '}${name}`;
}

/** Runs that are not counted for changes are hollow. */
function runsOf({ runs, engine }: TrendModel, theme: Theme): Dataset<Point> {
  const color = theme.engines[engine];
  const many = runs.length > 120;
  return {
    label: 'runs',
    data: [...runs],
    pointStyle: runs.map(({ offScale }) => (offScale === null ? markers[engine] : 'triangle')),
    pointRotation: runs.map(({ offScale }) => (offScale === 'below' ? 180 : 0)),
    pointRadius: many ? 2.5 : 4.5,
    pointHoverRadius: many ? 5 : 7,
    pointHitRadius: 8,
    backgroundColor: runs.map(({ run }) => (isCounted(run) ? color : theme.background)),
    borderColor: color,
    borderWidth: 1.5,
    clip: false,
    order: 0,
  };
}

/** The line leads through the runs that are counted; through all where there are not two of them. */
function lineOf(
  segment: PlacedSegment,
  index: number,
  { runs, engine }: TrendModel,
  theme: Theme,
): Dataset<Point> {
  const all = runs.filter((run) => run.segment === segment);
  const counted = all.filter(({ run }) => isCounted(run));
  return {
    ...plainLine(`segment ${index}`),
    data: (counted.length < 2 ? all : counted).map(({ x, y }) => ({ x, y })),
    borderColor: theme.engines[engine],
    borderWidth: 1.25,
    order: 1,
  };
}

function plainLine(label: string): Omit<Dataset<Point>, 'data'> {
  return { label, showLine: true, pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0 };
}

const baselineDashes = { value: [], warning: [6, 4], failure: [2, 3] };

function baselineLines({ baseline, from, to }: PlacedSegment, index: number, theme: Theme): Dataset<Point>[] {
  if (baseline === null) return [];
  const colors = { value: theme.foreground, warning: theme.target, failure: theme.failure };
  return (['value', 'warning', 'failure'] as const).flatMap((name) => {
    const y = baseline[name];
    if (y === null) return [];
    return [
      {
        ...plainLine(`${name} ${index}`),
        data: [from - 0.5, to + 0.5].map((x) => ({ x, y })),
        borderColor: colors[name],
        borderWidth: name === 'value' ? 1 : 1.5,
        borderDash: baselineDashes[name],
        order: 2,
      },
    ];
  });
}

function baselineLabels(baseline: TrendBaseline | null): EndLabel[] {
  if (baseline === null) return [];
  const { value, warning, failure } = baseline;
  const percent = (limit: number): number => Math.round((limit / value - 1) * 1000) / 10;
  return [
    { text: 'baseline', engine: null, scale: 'y', value },
    { text: `warning +${percent(warning)} %`, engine: null, scale: 'y', value: warning },
    ...(failure === null
      ? []
      : [{ text: `failure +${percent(failure)} %`, engine: null, scale: 'y', value: failure }]),
  ];
}
