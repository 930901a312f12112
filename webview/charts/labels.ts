/** Names at the end of their lines, moved apart where they would overlap. */
import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { spreadLabels } from '../../engine/presentation/models/axis';
import { markers } from '../../engine/presentation/models/engines';
import type { Theme } from '../theme';

export interface EndLabel {
  readonly text: string;
  /** Whose marker stands before the text. */
  readonly engine: EngineName | null;
  /** On which scale, and where. */
  readonly scale: string;
  readonly value: number;
}

/** Reads the labels when it draws, so that one plugin serves a chart for good. */
export function endLabels(
  read: () => { labels: readonly EndLabel[]; theme: Theme } | null,
): Plugin<'scatter'> {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart) {
      const now = read();
      if (now !== null) drawLabels(chart, now.labels, now.theme);
    },
  };
}

/** Pixels to keep free at the right for these labels. */
export function labelRoom(labels: readonly { readonly text: string }[], theme: Theme): number {
  const characters = labels.reduce((most, { text }) => Math.max(most, text.length), 0);
  return characters === 0 ? 8 : 24 + characters * theme.fontSize * 0.5;
}

/** In pixels. */
interface MarkerPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A marker of the engine's shape and color. */
export function drawMarker(
  context: CanvasRenderingContext2D,
  engine: EngineName,
  theme: Theme,
  { x, y, radius }: MarkerPlace,
): void {
  context.save();
  context.fillStyle = theme.engines[engine];
  context.strokeStyle = theme.engines[engine];
  context.lineWidth = 1;
  drawPoint(context, { pointStyle: markers[engine], radius, rotation: 0, borderWidth: 0 }, x, y);
  context.restore();
}

function drawLabels(chart: Chart, labels: readonly EndLabel[], theme: Theme): void {
  const { ctx: context, chartArea } = chart;
  const lineHeight = theme.fontSize + 2;
  const wanted = labels.map(
    ({ scale, value }) => chart.scales[scale]?.getPixelForValue(value) ?? chartArea.top,
  );
  const places = spreadLabels(
    wanted,
    lineHeight,
    chartArea.top + lineHeight / 2,
    chartArea.bottom - lineHeight / 2,
  );
  context.save();
  context.font = `${theme.fontSize - 1}px ${theme.font}`;
  context.textBaseline = 'middle';
  context.fillStyle = theme.foreground;
  labels.forEach(({ text, engine }, index) => {
    const y = places[index] ?? chartArea.top;
    if (engine !== null) drawMarker(context, engine, theme, { x: chartArea.right + 9, y, radius: 4 });
    context.fillText(text, chartArea.right + (engine === null ? 6 : 18), y);
  });
  context.restore();
}
