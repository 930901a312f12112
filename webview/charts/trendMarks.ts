/** What is drawn around the points of the trend by hand. */
import type { Chart } from 'chart.js';
import type { TrendModel } from '../../engine/presentation/models/trend';
import type { Theme } from '../theme';

/** What of the panel the chart marks: the run that is shown, by the time at which it was started. */
export interface DrawnTrend {
  readonly model: TrendModel;
  readonly shown: string | null;
  readonly theme: Theme;
  readonly locale: string;
}

/** A row for the names of breaks, and below it one for changes. */
export function headHeight({ segments, changes }: TrendModel, theme: Theme): number {
  const rows = Number(segments.length > 1) + Number(changes.length > 0);
  return 8 + rows * (theme.fontSize + 5);
}

/** The 95 % interval of every run, cut at the edges. */
export function drawIntervals(chart: Chart, { model, theme }: DrawnTrend): void {
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

/** Breaks, changes of level, and a ring around the run that is shown. */
export function drawMarks(chart: Chart, { model, shown, theme }: DrawnTrend): void {
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
  const pixelOf = (x: number) => across.getPixelForValue(x);
  drawFlags(chart, theme, { flags: breaks, top: changesTop - rowHeight, pixelOf });
  context.lineWidth = 1.5;
  context.strokeStyle = theme.target;
  context.setLineDash([4, 3]);
  drawFlags(chart, theme, { flags: model.changes, top: changesTop, pixelOf });
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

interface RowOfFlags {
  readonly flags: readonly { readonly x: number; readonly label: string }[];
  /** In pixels. */
  readonly top: number;
  readonly pixelOf: (x: number) => number;
}

/** Vertical lines with their names above; a name that would run into the one before is left to the text. */
function drawFlags(
  { ctx: context, chartArea: area }: Chart,
  theme: Theme,
  { flags, top, pixelOf }: RowOfFlags,
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
