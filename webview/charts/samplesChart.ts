import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { formatNumber } from '../../engine/presentation/format';
import type { Hover } from '../hover';
import { dashes, markers } from '../../engine/presentation/models/engines';
import { sampleText } from '../../engine/presentation/models/samples';
import type { SampleAxes, SamplePoint, SamplesModel } from '../../engine/presentation/models/samples';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import type { Dataset, Point } from './chartHost';
import { endLabels, labelRoom } from './labels';
import type { EndLabel } from './labels';
import { decimalsOfTick, scaleBetween } from './ticks';

/** Samples in the order they were taken, and the mean of each launch. */
export class SamplesChart {
  readonly host: ChartHost<Point>;
  /** The axes as they were drawn last. */
  axes: SampleAxes | null = null;
  #labels: readonly EndLabel[] = [];
  #theme: Theme | null = null;

  constructor(hover: Hover, open: (point: SamplePoint) => void) {
    const reader = {
      describe: (point: Point) =>
        isSamplePoint(point) ? `${sampleText(point.sample)}\nEnter or click opens it in the report.` : '',
      open: (point: Point) => {
        if (isSamplePoint(point)) open(point);
      },
    };
    this.host = new ChartHost<Point>('Samples by launch', hover, reader, [
      endLabels(() => (this.#theme === null ? null : { labels: this.#labels, theme: this.#theme })),
    ]);
  }

  draw(model: SamplesModel, theme: Theme): void {
    this.axes = model;
    this.#theme = theme;
    this.#labels = model.series.map(({ engine, launchMeans }) => ({
      text: engine,
      engine,
      scale: 'y',
      value: launchMeans.at(-1)?.y ?? 0,
    }));
    const style = axisStyle(theme);
    const scaled = (value: number): number => (model.logarithmic ? 10 ** value : value);
    const [low, high] = [scaled(model.domain[0]), scaled(model.domain[1])];
    this.host.draw({
      visitable: model.series.length,
      summary: model.summary,
      datasets: [
        ...model.series.map((series) => pointsOf(series, theme)),
        ...model.series.map((series) => meansOf(series, theme)),
      ],
      options: {
        layout: { padding: { top: 6, right: labelRoom(this.#labels, theme) } },
        scales: {
          x: {
            ...style,
            type: 'linear',
            min: 0,
            max: Math.max(1, model.launches),
            grid: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = Array.from({ length: model.launches }, (_, launch) => ({ value: launch + 0.5 }));
            },
            ticks: {
              ...style.ticks,
              callback: (value) => launchText(Number(value), model.launches, this.host.plotWidth),
            },
          },
          y: {
            ...style,
            ...scaleBetween(low, high, model.logarithmic),
            ticks: {
              ...style.ticks,
              maxTicksLimit: 5,
              callback: (value) =>
                `${formatNumber(Number(value), decimalsOfTick(Number(value)))} ${model.unit.name}`,
            },
          },
        },
        plugins: {
          tooltip: { enabled: false },
          annotation: { annotations: separators(model.launches, theme) },
        },
      },
    });
  }
}

function isSamplePoint(point: Point): point is SamplePoint {
  return 'sample' in point;
}

function pointsOf({ engine, points }: SamplesModel['series'][number], theme: Theme): Dataset<Point> {
  const color = theme.engines[engine];
  return {
    label: engine,
    data: [...points],
    pointStyle: markers[engine],
    pointRadius: points.length > 400 ? 1.5 : 2.5,
    pointHoverRadius: 5,
    pointHitRadius: 5,
    backgroundColor: color,
    borderColor: color,
    borderWidth: 0,
  };
}

function meansOf({ engine, launchMeans }: SamplesModel['series'][number], theme: Theme): Dataset<Point> {
  return {
    label: `${engine} launch means`,
    // NaN breaks the line between launches: their means are separate figures.
    data: launchMeans.flatMap(({ from, to, y }) => [
      { x: from + 0.04, y },
      { x: to - 0.04, y },
      { x: to, y: NaN },
    ]),
    showLine: true,
    pointRadius: 0,
    pointHitRadius: 0,
    borderColor: theme.engines[engine],
    borderWidth: 1.5,
    borderDash: [...dashes[engine]],
    order: 1,
  };
}

function separators(launches: number, theme: Theme): AnnotationOptions[] {
  return Array.from({ length: Math.max(0, launches - 1) }, (_, index) => ({
    type: 'line',
    scaleID: 'x',
    value: index + 1,
    borderColor: theme.separator,
    borderWidth: 1,
    borderDash: [2, 3],
    drawTime: 'beforeDatasetsDraw',
  }));
}

function launchText(value: number, launches: number, widthPx: number): string {
  const launch = Math.round(value + 0.5);
  const room = widthPx / launches;
  if (room >= 56 || (launch === 1 && room >= 40)) return `launch ${formatNumber(launch)}`;
  return room >= 18 || launch % Math.ceil(18 / room) === 1 ? formatNumber(launch) : '';
}
