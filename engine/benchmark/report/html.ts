import type { Report } from '../../protocol/report';
import { xmlText } from '../../presentation/escape';
import { inlineChart } from './html/inlineChart';
import { renderer } from './html/renderer';
import { htmlStyle } from './html/style';

/** What a page may load: nothing. Its styles are its own. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The Markdown report as one page of HTML that loads nothing: charts are inside it, light and dark follow the reader's
 * scheme. Both are made from one text, so that neither says what the other does not.
 * @param markdown - of the same report
 * @param charts - SVG by file name
 */
export function htmlReport(
  report: Report,
  markdown: string,
  charts: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(charts);
  const body = renderer((file) => {
    const svg = charts[file];
    return svg === undefined ? null : inlineChart(svg, `chart-${names.indexOf(file) + 1}`);
  }).render(markdown);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>Decimal Benchmark: ${xmlText(report.scenarios.map(({ head }) => head.title).join(', '))}</title>`,
    `<style>${htmlStyle}</style>`,
    '</head>',
    '<body>',
    `<main>\n${body}</main>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
