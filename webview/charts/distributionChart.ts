/** Samples around each engine's median, with the box of the middle half. */
import type { Chart, Plugin } from 'chart.js';
import { color } from 'chart.js/helpers';
import { formatSignedPercent, placesFor } from '../../engine/presentation/format';
import type { Hover } from '../hover';
import type { DistributionModel, DistributionPoint } from '../../engine/presentation/models/distribution';
import { markers } from '../../engine/presentation/models/engines';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import { drawMarker } from './labels';

export class DistributionChart {
  readonly host: ChartHost<DistributionPoint>;
  /** The axis as it was drawn last. */
  reach: number | null = null;
  #now: { model: DistributionModel; theme: Theme } | null = null;

  constructor(
    hover: Hover,
    describe: (point: DistributionPoint) => string,
    open: (point: DistributionPoint) => void,
  ) {
    const boxes: Plugin<'scatter'> = {
      id: 'boxes',
      afterDatasetsDraw: (chart) => {
        if (this.#now !== null) drawBoxes(chart, this.#now.model, this.#now.theme);
      },
    };
    this.host = new ChartHost('Spread around each median', hover, { describe, open }, [boxes]);
  }

  draw(model: DistributionModel, theme: Theme): void {
    this.#now = { model, theme };
    this.reach = model.reach;
    const style = axisStyle(theme);
    this.host.draw({
      visitable: model.boxes.length,
      summary: model.summary,
      datasets: model.boxes.map(({ engine, points }) => ({
        label: engine,
        data: [...points],
        pointStyle: markers[engine],
        pointRadius: points.length > 100 ? 1.5 : 2,
        pointHoverRadius: 5,
        pointHitRadius: 4,
        backgroundColor: color(theme.engines[engine]).alpha(0.7).rgbString(),
        borderWidth: 0,
        clip: false,
      })),
      options: {
        layout: { padding: { left: labelWidth(model, theme), right: 10, top: 4 } },
        scales: {
          x: {
            ...style,
            type: 'linear',
            min: -model.reach,
            max: model.reach,
            ticks: {
              ...style.ticks,
              maxTicksLimit: 5,
              callback: (value) =>
                Number(value) === 0
                  ? 'median'
                  : formatSignedPercent(Number(value), Math.min(1, placesFor(model.reach / 4))),
            },
          },
          y: {
            type: 'linear',
            display: false,
            min: -0.5,
            max: Math.max(1, model.boxes.length) - 0.5,
            reverse: true,
          },
        },
        plugins: { tooltip: { enabled: false } },
      },
    });
  }
}

function labelWidth({ boxes }: DistributionModel, theme: Theme): number {
  const characters = boxes.reduce((most, { engine }) => Math.max(most, engine.length), 0);
  return 22 + characters * theme.fontSize * 0.48;
}

function drawBoxes(chart: Chart, { boxes }: DistributionModel, theme: Theme): void {
  const { ctx: context } = chart;
  const { x, y } = chart.scales;
  if (x === undefined || y === undefined) return;
  const halfHeight = Math.min(16, Math.abs(y.getPixelForValue(1) - y.getPixelForValue(0)) * 0.32);
  context.save();
  context.font = `${theme.fontSize - 1}px ${theme.font}`;
  context.textBaseline = 'middle';
  boxes.forEach((box, row) => {
    const middle = y.getPixelForValue(row);
    const [low, left, center, right, high] = [box.low, box.quartile1, 0, box.quartile3, box.high].map(
      (value) => x.getPixelForValue(value),
    );
    if (
      low === undefined ||
      left === undefined ||
      center === undefined ||
      right === undefined ||
      high === undefined
    )
      return;
    context.strokeStyle = theme.engines[box.engine];
    context.lineWidth = 1.25;
    context.strokeRect(left, middle - halfHeight, right - left, 2 * halfHeight);
    context.beginPath();
    context.moveTo(low, middle);
    context.lineTo(left, middle);
    context.moveTo(right, middle);
    context.lineTo(high, middle);
    context.stroke();
    context.beginPath();
    context.lineWidth = 2;
    context.moveTo(center, middle - halfHeight);
    context.lineTo(center, middle + halfHeight);
    context.stroke();
    drawMarker(context, box.engine, theme, { x: 8, y: middle, radius: 4 });
    context.fillStyle = theme.foreground;
    context.fillText(box.engine, 17, middle);
  });
  context.restore();
}
