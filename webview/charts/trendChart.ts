/** Figures from run to run: one line a segment, the baseline with its thresholds, breaks and changes of level. */
import type { Chart, Plugin } from 'chart.js';
import type { TrendBaseline } from '../../engine/protocol/trend';
import type { Formatter } from '../format';
import type { Hover } from '../hover';
import { markers } from '../model/engines';
import { runText } from '../model/trend';
import type { PlacedRun, PlacedSegment, TrendModel } from '../model/trend';
import { runTicks } from '../model/trendTable';
import { isCounted } from '../../engine/protocol/trend';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import type { Dataset, Point } from './chartHost';
import { endLabels, labelRoom } from './labels';
import type { EndLabel } from './labels';
import { scaleBetween } from './ticks';

/** What of the panel the chart marks: the run that is shown, by the time at which it was started. */
interface Drawn {
  readonly model: TrendModel;
  readonly shown: string | null;
  readonly theme: Theme;
  readonly format: Formatter;
}

export class TrendChart {
  readonly host: ChartHost<Point>;
  #now: Drawn | null = null;
  #labels: readonly EndLabel[] = [];

  constructor(hover: Hover, open: (run: string) => void) {
    const reader = {
      describe: (point: Point) =>
        isPlacedRun(point) && this.#now !== null
          ? runText(point, this.#now.model, point.run.startedAt === this.#now.shown, this.#now.format)
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
    this.host = new ChartHost<Point>('Trend over the kept runs', hover, reader, [
      marks,
      endLabels(() => (this.#now === null ? null : { labels: this.#labels, theme: this.#now.theme })),
    ]);
  }

  draw(model: TrendModel, shown: string | null, theme: Theme, format: Formatter): void {
    this.#now = { model, shown, theme, format };
    this.#labels = baselineLabels(model.segments.at(-1)?.baseline ?? null);
    const style = axisStyle(theme);
    const ticks = runTicks(model, this.host.plotWidth, format);
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
              callback: (value, _, all) => tickText(Number(value), all, model, format),
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
  { unit }: TrendModel,
  format: Formatter,
): string {
  const [first, second] = all.map((tick) => tick.value);
  const step = first === undefined || second === undefined ? value : Math.abs(second - first);
  const decimals = Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
  const name = unit.name.replace(' a bar', '');
  return `${format.number(value, decimals)}${name === '×' ? '' : ' '}${name}`;
}

/** Runs that are not counted for changes are hollow. */
function runsOf({ runs, engine }: TrendModel, theme: Theme): Dataset<Point> {
  const color = theme.engines[engine];
  const many = runs.length > 120;
  return {
    label: 'runs',
    data: [...runs],
    pointStyle: markers[engine],
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

function lineOf(
  segment: PlacedSegment,
  index: number,
  { runs, engine }: TrendModel,
  theme: Theme,
): Dataset<Point> {
  return {
    ...plainLine(`segment ${index}`),
    data: runs.filter((run) => run.segment === segment).map(({ x, y }) => ({ x, y })),
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

/** A row for the names of breaks, and below it one for changes. */
function headHeight({ segments, changes }: TrendModel, theme: Theme): number {
  const rows = Number(segments.length > 1) + Number(changes.length > 0);
  return 8 + rows * (theme.fontSize + 5);
}

function drawIntervals(chart: Chart, { model, theme }: Drawn): void {
  const { ctx: context, chartArea } = chart;
  const { x: across, y: up } = chart.scales;
  if (across === undefined || up === undefined) return;
  const within = (value: number): number =>
    Math.min(chartArea.bottom, Math.max(chartArea.top, up.getPixelForValue(value)));
  context.save();
  context.strokeStyle = theme.engines[model.engine];
  context.globalAlpha = theme.highContrast ? 1 : 0.6;
  context.lineWidth = 1;
  context.beginPath();
  for (const { x, low, high } of model.runs) {
    if (low === null || high === null) continue;
    const middle = across.getPixelForValue(x);
    context.moveTo(middle, within(Math.max(low, Number.MIN_VALUE)));
    context.lineTo(middle, within(high));
  }
  context.stroke();
  context.restore();
}

function drawMarks(chart: Chart, { model, shown, theme }: Drawn): void {
  const { ctx: context, chartArea } = chart;
  const { x: across, y: up } = chart.scales;
  if (across === undefined || up === undefined) return;
  const rowHeight = theme.fontSize + 5;
  const breaks = model.segments.flatMap((segment) => segment.break ?? []);
  const changesTop = chartArea.top - headHeight(model, theme) + (breaks.length > 0 ? rowHeight : 0);
  context.save();
  context.font = `${theme.fontSize - 2}px ${theme.font}`;
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  context.strokeStyle = theme.muted;
  drawFlags(context, breaks, changesTop - rowHeight, across.getPixelForValue.bind(across), chartArea, theme);
  context.lineWidth = 1.5;
  context.strokeStyle = theme.target;
  context.setLineDash([4, 3]);
  drawFlags(context, model.changes, changesTop, across.getPixelForValue.bind(across), chartArea, theme);
  context.setLineDash([]);
  context.strokeStyle = theme.foreground;
  for (const { x, y, run } of model.runs) {
    if (run.startedAt !== shown) continue;
    context.beginPath();
    context.arc(across.getPixelForValue(x), up.getPixelForValue(y), 8, 0, 2 * Math.PI);
    context.stroke();
  }
  context.restore();
}

/** Vertical lines with their names above; a name that would run into the one before is left to the text. */
function drawFlags(
  context: CanvasRenderingContext2D,
  flags: readonly { readonly x: number; readonly label: string }[],
  top: number,
  pixelOf: (x: number) => number,
  area: { readonly left: number; readonly right: number; readonly bottom: number },
  theme: Theme,
): void {
  const middle = top + theme.fontSize / 2 + 4;
  let taken = -Infinity;
  context.fillStyle = theme.foreground;
  for (const { x, label } of flags) {
    const place = pixelOf(x);
    context.beginPath();
    context.moveTo(place, middle + theme.fontSize / 2 + 1);
    context.lineTo(place, area.bottom);
    context.stroke();
    const { width } = context.measureText(label);
    const left = Math.min(area.right - width, Math.max(area.left, place - width / 2));
    if (left < taken + 6) continue;
    context.fillText(label, left, middle);
    taken = left + width;
  }
}
