/** The track of the overheads: estimates, intervals, the target. Its rows stand beside rows of text. */
import type { Chart, Plugin } from 'chart.js';
import { targetFigure } from '../../engine/presentation/measurementWords';
import type { Hover } from '../hover';
import { markers } from '../../engine/presentation/models/engines';
import { overheadTicks, overheadTickText } from '../../engine/presentation/models/overhead';
import type { OverheadModel, OverheadRow } from '../../engine/presentation/models/overhead';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import type { Point, PointReader } from './chartHost';

interface OverheadPoint extends Point {
  readonly row: OverheadRow;
}

/** Heights in pixels, shared with the text beside the track. */
const overheadHeights = { head: 22, axis: 24 } as const;

export class OverheadChart {
  readonly host: ChartHost<OverheadPoint>;
  /** The axis as it was drawn last; it stands still until something leaves it. */
  reach: number | null = null;
  #now: { model: OverheadModel; theme: Theme } | null = null;

  constructor(hover: Hover, open: PointReader<OverheadPoint>['open']) {
    const reader = { describe: ({ row }: OverheadPoint) => row.help, open };
    const whiskers: Plugin<'scatter'> = {
      id: 'whiskers',
      beforeDatasetsDraw: (chart) => {
        if (this.#now !== null) drawWhiskers(chart, this.#now.model, this.#now.theme);
      },
    };
    this.host = new ChartHost('Overhead with 95 % interval', hover, reader, [whiskers]);
  }

  draw(model: OverheadModel, theme: Theme, rowHeight: number): void {
    this.#now = { model, theme };
    this.reach = model.reach;
    const { rows, reach } = model;
    this.host.element.style.height = `${overheadHeights.head + rows.length * rowHeight + overheadHeights.axis}px`;
    const ticks = overheadTicks(reach, this.host.plotWidth);
    const style = axisStyle(theme);
    this.host.draw({
      visitable: 1,
      summary: model.summary,
      datasets: [
        {
          label: 'estimates',
          data: rows.map((row, y) => ({ x: Math.max(-reach, Math.min(reach, row.log)), y, row })),
          pointStyle: rows.map(({ engine, offScale }) => (offScale === null ? markers[engine] : 'triangle')),
          pointRotation: rows.map(({ offScale }) =>
            offScale === null ? 0 : offScale === 'right' ? 90 : -90,
          ),
          pointRadius: 5,
          pointHoverRadius: 7,
          pointHitRadius: 8,
          backgroundColor: rows.map(({ id, engine }) =>
            id === 'noise-floor' ? theme.muted : theme.engines[engine],
          ),
          borderColor: theme.background,
          borderWidth: 1,
          clip: false,
        },
      ],
      options: {
        layout: { padding: { top: overheadHeights.head, left: 8, right: 8 } },
        scales: {
          x: {
            ...style,
            type: 'linear',
            min: -reach,
            max: reach,
            afterBuildTicks: (axis) => {
              axis.ticks = ticks.map((value) => ({ value }));
            },
            afterFit: (axis) => {
              axis.height = overheadHeights.axis;
            },
            ticks: { ...style.ticks, autoSkip: false, callback: (value) => overheadTickText(Number(value)) },
          },
          y: { type: 'linear', display: false, min: -0.5, max: rows.length - 0.5, reverse: true },
        },
        plugins: {
          tooltip: { enabled: false },
          annotation: {
            clip: false,
            annotations: {
              zero: {
                type: 'line',
                scaleID: 'x',
                value: 0,
                borderColor: theme.muted,
                borderWidth: 1,
                drawTime: 'beforeDatasetsDraw',
              },
              target: {
                type: 'line',
                scaleID: 'x',
                value: model.targetLog,
                borderColor: theme.target,
                borderWidth: 1.5,
                borderDash: [4, 3],
                drawTime: 'beforeDatasetsDraw',
              },
            },
          },
        },
      },
    });
  }
}

function drawWhiskers(
  chart: Chart,
  { rows, targetLog, reach, targetPercent }: OverheadModel,
  theme: Theme,
): void {
  const { ctx: context, chartArea } = chart;
  const { x, y } = chart.scales;
  if (x === undefined || y === undefined) return;
  context.save();
  context.lineWidth = 2;
  context.font = `${theme.fontSize - 2}px ${theme.font}`;
  context.textBaseline = 'middle';
  rows.forEach((row, index) => {
    const middle = y.getPixelForValue(index);
    const color = row.id === 'noise-floor' ? theme.muted : theme.engines[row.engine];
    if (row.offScale !== null) {
      context.fillStyle = theme.muted;
      context.textAlign = row.offScale === 'right' ? 'right' : 'left';
      context.fillText(
        'off the scale',
        x.getPixelForValue(row.offScale === 'right' ? reach : -reach) + (row.offScale === 'right' ? -12 : 12),
        middle,
      );
      return;
    }
    if (row.low === null || row.high === null) return;
    const [from, to] = [
      x.getPixelForValue(Math.max(-reach, row.low)),
      x.getPixelForValue(Math.min(reach, row.high)),
    ];
    context.strokeStyle = color;
    context.beginPath();
    context.moveTo(from, middle);
    context.lineTo(to, middle);
    for (const end of [from, to]) {
      context.moveTo(end, middle - 6);
      context.lineTo(end, middle + 6);
    }
    context.stroke();
  });
  drawHead(context, theme, {
    y: chartArea.top - 11,
    zero: x.getPixelForValue(0),
    target: x.getPixelForValue(targetLog),
    right: chartArea.right,
    targetPercent,
  });
  context.restore();
}

/** Places in pixels. */
interface HeadPlaces {
  readonly y: number;
  readonly zero: number;
  readonly target: number;
  readonly right: number;
  readonly targetPercent: number;
}

/** Which side is which, and the target's name at its line. */
function drawHead(
  context: CanvasRenderingContext2D,
  theme: Theme,
  { y, zero, target, right, targetPercent }: HeadPlaces,
): void {
  const targetText = `target < ${targetFigure(targetPercent)} %`;
  const targetWidth = context.measureText(targetText).width;
  const slowerWidth = context.measureText('slower ▸').width;
  context.textAlign = 'left';
  const targetLeft = Math.min(target + 2, right - targetWidth);
  // Where the target stands close to zero its name takes the place of `slower`, which then goes beyond it.
  const slowerLeft = target - zero > slowerWidth + 16 ? zero + 8 : targetLeft + targetWidth + 12;
  context.fillStyle = theme.muted;
  if (slowerLeft + slowerWidth <= right) context.fillText('slower ▸', slowerLeft, y);
  // In a narrow chart the target's name begins left of zero.
  context.textAlign = 'right';
  context.fillText('◂ faster', Math.min(zero, targetLeft) - 8, y);
  context.textAlign = 'left';
  context.fillStyle = theme.foreground;
  context.fillText(targetText, targetLeft, y);
}
