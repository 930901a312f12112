/** What all charts share: the sheet, its colours in light and dark, and the marks of the engines. */
import type { EngineName } from '../../../protocol/vocabulary';
import { xmlText } from '../../../presentation/escape';

/** Marks this product's charts among other files of the same name. */
export const chartMark = 'data-origin="decimal-benchmark"';

export const chartWidth = 860;

export interface Sheet {
  readonly title: string;
  /** What the picture shows, in words, for those who do not see it. */
  readonly description: string;
  readonly height: number;
  /** SVG elements. */
  readonly content: readonly string[];
}

/** A whole SVG document without scripts, fonts or links; its colours follow the reader's light or dark scheme. */
export function drawSheet({ title, description, height, content }: Sheet): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${chartMark} viewBox="0 0 ${chartWidth} ${height}" width="${chartWidth}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${xmlText(title)}</title>`,
    `<desc id="description">${xmlText(description)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${chartWidth}" height="${height}"/>`,
    textAt(16, 26, title, 'title'),
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

export type Anchor = 'start' | 'middle' | 'end';

export function textAt(x: number, y: number, text: string, kind: string, anchor: Anchor = 'start'): string {
  return `<text class="${kind}" x="${figure(x)}" y="${figure(y)}" text-anchor="${anchor}">${xmlText(text)}</text>`;
}

export function lineFrom(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line class="${kind}" x1="${figure(x1)}" y1="${figure(y1)}" x2="${figure(x2)}" y2="${figure(y2)}"/>`;
}

/** A coordinate with two digits, which no eye can tell from more. */
export function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The class that carries an engine's colour. */
export function engineClass(engine: EngineName): string {
  return engine.replace('.', '');
}

/** An engine's mark, of one shape everywhere: `native` a disc, `float` a square, `decimal.js` a triangle, `native-float` a diamond. */
export function engineMark(engine: EngineName, x: number, y: number, size: number, kind = ''): string {
  const classes = `mark ${engineClass(engine)}${kind === '' ? '' : ` ${kind}`}`;
  const points = (corners: readonly (readonly [number, number])[]): string =>
    `<polygon class="${classes}" points="${corners.map(([dx, dy]) => `${figure(x + dx * size)},${figure(y + dy * size)}`).join(' ')}"/>`;
  switch (engine) {
    case 'native':
      return `<circle class="${classes}" cx="${figure(x)}" cy="${figure(y)}" r="${figure(size)}"/>`;
    case 'float':
      return points([
        [-0.9, -0.9],
        [0.9, -0.9],
        [0.9, 0.9],
        [-0.9, 0.9],
      ]);
    case 'decimal.js':
      return points([
        [0, -1.15],
        [1.1, 0.8],
        [-1.1, 0.8],
      ]);
    case 'native-float':
      return points([
        [0, -1.25],
        [1.25, 0],
        [0, 1.25],
        [-1.25, 0],
      ]);
  }
}

const light = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  rule: '#d1d9e0',
  band: '#818b98',
  target: '#cf222e',
  native: '#1a7f37',
  float: '#0969da',
  decimaljs: '#8250df',
  'native-float': '#bc4c00',
};

const dark: typeof light = {
  paper: '#0d1117',
  ink: '#f0f6fc',
  faint: '#9198a1',
  rule: '#3d444d',
  band: '#9198a1',
  target: '#ff7b72',
  native: '#3fb950',
  float: '#58a6ff',
  decimaljs: '#bc8cff',
  'native-float': '#f0883e',
};

const style = [
  'text{font:13px system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}',
  '.title{font-size:15px;font-weight:600}.small{font-size:11px}.strong{font-weight:600}',
  '.line{fill:none;stroke-width:1.5}.dashed{stroke-dasharray:5 3}.interval{stroke-width:2.5}.thin{stroke-width:1}',
  '.target{stroke-width:1.5;stroke-dasharray:4 3}.band{fill-opacity:.18}.mark{stroke-width:1.5;fill-opacity:.85}.mark.hollow{fill-opacity:0}',
  colours(light),
  `@media (prefers-color-scheme:dark){${colours(dark)}}`,
].join('');

function colours(scheme: typeof light): string {
  const engines = ['native', 'float', 'decimaljs', 'native-float'] as const;
  return [
    `.paper{fill:${scheme.paper}}text{fill:${scheme.ink}}.small,.faint{fill:${scheme.faint}}`,
    `.rule{stroke:${scheme.rule}}.axis{stroke:${scheme.faint}}.band{fill:${scheme.band}}`,
    `.target{stroke:${scheme.target}}text.targetText{fill:${scheme.target}}`,
    ...engines.map(
      (name) =>
        `.mark.${name}{fill:${scheme[name]};stroke:${scheme[name]}}.line.${name}{stroke:${scheme[name]}}text.${name}{fill:${scheme[name]}}`,
    ),
  ].join('');
}
