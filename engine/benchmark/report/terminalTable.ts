import { formatDecimal, formatNumber } from '../../presentation/format';
import { visibleData } from '../../presentation/visibleText';
import type { Report, ScenarioReport, Verdict } from '../../protocol/report';
import { comparisonText, methodText, noiseFloorText } from '../../presentation/measurementWords';
import { padTo, textWidth, type Align } from '../../presentation/textWidth';
import { timingsOf } from '../../presentation/timings';

export interface TerminalStyle {
  readonly color: boolean;
  /** Columns of the terminal, 100 if it has none. Sentences are broken to it; tables are not. */
  readonly width?: number;
}

/** The result of a run for a terminal: for each scenario the verdict, what floats did, and the table of statistics. */
export function terminalTable(report: Report, style: TerminalStyle): string {
  const paint = painter(style.color);
  const width = style.width ?? 100;
  const shown = visibleData(report);
  const parts = shown.scenarios.map((scenario) =>
    scenarioLines(scenario, shown.options.targetPercent, paint, width).join('\n'),
  );
  const partial = shown.partial === null ? [] : [paint.yellow(`Partial report: ${shown.partial}`)];
  const warnings = shown.warnings.map((warning) => paint.yellow(`Warning: ${warning}`));
  return [...parts, [...partial, ...warnings].join('\n')].filter((part) => part !== '').join('\n\n');
}

function scenarioLines(
  scenario: ScenarioReport,
  targetPercent: number,
  paint: Painter,
  width: number,
): string[] {
  const { head, measurements, results, warnings } = scenario;
  const effect = results?.floatEffect ?? null;
  return [
    paint.bold(head.title),
    ...(measurements === null ? ['Not measured.'] : verdictLines(measurements.verdict, paint, width)),
    ...(effect === null
      ? []
      : wrapped(
          `${effect.changed ? '! ' : '  '}${effect.headline}: ${effect.detail}${effect.firstText === null ? '' : `; first ${effect.firstText}`}`,
          width,
        ).map((line) => (effect.changed ? paint.yellow(line) : line))),
    ...warnings.flatMap((warning) => wrapped(`! ${warning}`, width)).map(paint.yellow),
    ...(measurements === null || measurements.engines.length === 0
      ? []
      : [
          '',
          ...engineLines(scenario),
          ...comparisonLines(scenario, targetPercent),
          ...(measurements.comparisons.length === 0
            ? []
            : [methodText(measurements), noiseFloorText(measurements.noiseFloorPercent)].flatMap((text) =>
                text === null ? [] : wrapped(text, width),
              )),
        ]),
  ];
}

function verdictLines(
  { icon, headline, overhead, detail }: Verdict,
  paint: Painter,
  width: number,
): string[] {
  const colour = { pass: paint.green, fail: paint.red, neutral: paint.bold }[icon];
  const mark = { pass: '✓', fail: '✗', neutral: '·' }[icon];
  return [...wrapped(`${mark} ${headline}`, width).map(colour), ...wrapped(`${overhead}. ${detail}`, width)];
}

function engineLines({ measurements, results }: ScenarioReport): string[] {
  const { unit, rows } = timingsOf(measurements?.engines ?? []);
  const title = (name: string): string => `${name}, ${unit.name}`;
  return columns(
    [
      'Engine',
      title('median'),
      title('mean'),
      '± sd',
      title('min'),
      title('max'),
      'sd/mean',
      'ns/bar',
      'fills',
      'final equity',
    ],
    rows.map((row) => {
      const { engine, control } = row.statistics;
      const summary = control
        ? undefined
        : results?.engines.find((result) => result.engine === engine)?.summary;
      return [
        row.engine,
        row.median,
        row.mean,
        row.sd === '' ? '' : `± ${row.sd}`,
        row.min,
        row.max,
        row.cv,
        row.nsPerBar,
        summary === undefined ? '' : formatNumber(summary.fills),
        summary === undefined ? '' : formatDecimal(summary.finalEquity),
      ];
    }),
    [9],
  );
}

/** The comparisons under a blank line; nothing if none was made. */
function comparisonLines({ measurements }: ScenarioReport, targetPercent: number): string[] {
  const comparisons = measurements?.comparisons ?? [];
  if (comparisons.length === 0) return [];
  const table = columns(
    ['Overhead', 'estimate [95 % interval]', 'shown'],
    comparisons.map((comparison) => [
      comparison.label,
      comparisonText(comparison, targetPercent),
      comparison.word,
    ]),
    [1, 2],
  );
  return ['', ...table];
}

/** Columns with two blanks between; the first is aligned left, the others right unless named in `left`. */
function columns(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[],
): string[] {
  const table = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...table.map((row) => textWidth(row[column] ?? ''))));
  const align = (column: number): Align => (column === 0 || left.includes(column) ? 'left' : 'right');
  return table.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0, align(column)))
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks a sentence at blanks; what is longer than a line stands alone. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines;
}

type Paint = (text: string) => string;
interface Painter {
  readonly bold: Paint;
  readonly green: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
}

/** ANSI SGR codes (ECMA-48), or none. */
function painter(color: boolean): Painter {
  const sgr =
    (on: number, off: number): Paint =>
    (text) =>
      color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: sgr(1, 22), green: sgr(32, 39), red: sgr(31, 39), yellow: sgr(33, 39) };
}
