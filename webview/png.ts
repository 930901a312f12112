/** The panel as one picture: verdict, overheads, charts and the table of engines, drawn anew so that it fits a page. */
import type { ScenarioReport } from '../engine/protocol/report';
import type { EngineName } from '../engine/protocol/vocabulary';
import type { OverheadModel } from '../engine/presentation/models/overhead';
import { statisticsTable } from '../engine/presentation/models/statistics';
import type { Table } from '../engine/presentation/models/table';
import type { Theme } from './theme';
import type { PrintedCanvases } from './drawings';

const widthPx = 1280;
const marginPx = 24;
const pixelRatio = 2;

export interface PictureInput {
  readonly scenario: ScenarioReport;
  /** E.g. `partial`; stands beside the title. */
  readonly marks: readonly string[];
  readonly hidden: readonly EngineName[];
  readonly facts: string;
  readonly overheads: OverheadModel;
  readonly canvases: PrintedCanvases;
  readonly theme: Theme;
}

/** @returns a PNG as a data URL */
export function pictureOf(input: PictureInput): string {
  // Drawn twice: the first time only to learn the height.
  const height = drawOn(document.createElement('canvas'), input);
  const canvas = document.createElement('canvas');
  canvas.width = widthPx * pixelRatio;
  canvas.height = Math.ceil(height) * pixelRatio;
  drawOn(canvas, input);
  return canvas.toDataURL('image/png');
}

/** @returns the height used, in CSS pixels */
function drawOn(canvas: HTMLCanvasElement, input: PictureInput): number {
  const context = canvas.getContext('2d');
  if (context === null) return 0;
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = input.theme.background;
  context.fillRect(0, 0, widthPx, canvas.height);
  const page = new Page(context, input.theme);
  page.text(marginPx, input.scenario.head.title, 17, true);
  page.text(marginPx, [...input.marks, input.facts].join(' · '), 12, false, true);
  page.space(12);
  verdictColumns(page, input);
  page.space(14);
  overheadRows(page, input);
  page.space(14);
  chartRow(page, input);
  page.space(14);
  tableOf(page, statisticsTable(input.scenario, input.hidden));
  return page.y + marginPx;
}

/** A pen that goes down the page. */
class Page {
  y = marginPx;
  readonly context: CanvasRenderingContext2D;
  readonly theme: Theme;

  constructor(context: CanvasRenderingContext2D, theme: Theme) {
    this.context = context;
    this.theme = theme;
    context.textBaseline = 'top';
  }

  space(pixels: number): void {
    this.y += pixels;
  }

  text(x: number, text: string, size: number, strong = false, muted = false): void {
    this.write(x, text, size, strong, muted);
    this.y += size * 1.5;
  }

  /** Without going down. */
  write(
    x: number,
    text: string,
    size: number,
    strong = false,
    muted = false,
    align: CanvasTextAlign = 'left',
  ): void {
    const { context, theme } = this;
    context.font = `${strong ? '600 ' : ''}${size}px ${theme.font}`;
    context.fillStyle = muted ? theme.muted : theme.foreground;
    context.textAlign = align;
    context.fillText(text, x, this.y);
  }

  /** Breaks at blanks to fit the width. */
  paragraph(x: number, width: number, text: string, size: number, strong = false, muted = false): void {
    this.context.font = `${strong ? '600 ' : ''}${size}px ${this.theme.font}`;
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.context.measureText(longer).width > width) {
        this.text(x, line, size, strong, muted);
        line = word;
      } else line = longer;
    }
    if (line !== '') this.text(x, line, size, strong, muted);
  }
}

function verdictColumns(page: Page, { scenario: { measurements, results } }: PictureInput): void {
  const column = (widthPx - 3 * marginPx) / 2;
  const top = page.y;
  const verdict = measurements?.verdict;
  const effect = results?.floatEffect ?? null;
  const columns: readonly (readonly (string | null | undefined)[])[] = [
    [verdict?.headline, verdict?.overhead, verdict?.detail],
    [effect?.headline, effect?.detail, effect?.firstText],
  ];
  let bottom = top;
  columns.forEach(([headline, main, detail], index) => {
    const x = marginPx + index * (column + marginPx);
    page.y = top;
    page.paragraph(x, column, headline ?? '', 17, true);
    page.paragraph(x, column, main ?? '', 14);
    page.paragraph(x, column, detail ?? '', 12, false, true);
    bottom = Math.max(bottom, page.y);
  });
  page.y = bottom;
}

function overheadRows(page: Page, { overheads, canvases: { overhead } }: PictureInput): void {
  page.text(marginPx, 'Overhead with 95 % interval', 13, true);
  for (const { label, text, word } of overheads.rows) {
    page.write(marginPx, label, 13);
    page.write(460, text, 13, false, false, 'right');
    page.write(480, word, 13, false, true);
    page.space(22);
  }
  const width = 560;
  const bottom = page.y;
  const height = scaledHeight(overhead, width);
  if (height > 0) {
    page.context.drawImage(
      overhead,
      widthPx - marginPx - width,
      bottom - overheads.rows.length * 22 - 22,
      width,
      height,
    );
    page.y = Math.max(bottom, bottom - overheads.rows.length * 22 - 22 + height);
  }
}

function chartRow(page: Page, { canvases }: PictureInput): void {
  const shown = [
    { title: 'Samples by launch', canvas: canvases.samples },
    { title: 'Spread around each median', canvas: canvases.distribution },
    { title: 'Equity, and what floats added', canvas: canvases.equity },
  ].filter(({ canvas }) => canvas.width > 0 && canvas.isConnected);
  if (shown.length === 0) return;
  // One scale for all, so that their letters are equally large.
  const room = widthPx - (shown.length + 1) * marginPx;
  const scale = room / shown.reduce((sum, { canvas }) => sum + canvas.clientWidth, 0);
  const tallest = Math.max(...shown.map(({ canvas }) => canvas.clientHeight * scale));
  let x = marginPx;
  for (const { title, canvas } of shown) {
    const width = canvas.clientWidth * scale;
    page.write(x, title, 13, true);
    page.context.drawImage(canvas, x, page.y + 22, width, canvas.clientHeight * scale);
    x += width + marginPx;
  }
  page.space(22 + tallest);
}

function tableOf(page: Page, { columns, rows }: Table): void {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map(({ cells }) => cells.map(({ text }) => text)),
  ];
  page.context.font = `600 12px ${page.theme.font}`;
  const widths = columns.map((_, column) =>
    Math.max(...lines.map((line) => page.context.measureText(line[column] ?? '').width)),
  );
  const spare = widthPx - 2 * marginPx - widths.reduce((sum, width) => sum + width, 0);
  const gap = Math.max(8, spare / Math.max(1, columns.length - 1));
  lines.forEach((line, index) => {
    let x = marginPx;
    line.forEach((text, column) => {
      const width = widths[column] ?? 0;
      const leading = column === 0;
      page.write(leading ? x : x + width, text, 12, index === 0, false, leading ? 'left' : 'right');
      x += width + gap;
    });
    page.space(21);
  });
}

function scaledHeight(canvas: HTMLCanvasElement, width: number): number {
  return canvas.width === 0 || !canvas.isConnected ? 0 : (canvas.height / canvas.width) * width;
}
