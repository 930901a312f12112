/** Findings for people: one line each, on a terminal with the source and the other end of the flow beneath. */
import { visibleColumns, visibleLine } from '../../presentation/visibleText';
import type { Severity } from '../../protocol/lint';
import type { Finding } from '../finding';
import type { SourceLocations } from '../sourceLocations';
import { isUnchecked, problemOf, type FileReport } from '../fileReport';

export interface TextStyle {
  readonly color: boolean;
  /** Whether the source is shown beneath each finding. */
  readonly showsSource: boolean;
}

/** Columns of source that are shown around a finding at most. */
const widestSource = 160;

const colors: Readonly<Record<Severity, number>> = { error: 31, warning: 33, hint: 36 };

/** The findings and a closing line. */
export function textOutput(
  reports: readonly FileReport[],
  sourceLocations: SourceLocations,
  style: TextStyle,
): string {
  const findings = reports.flatMap((report) => report.findings);
  const shown = findings.map((finding) => findingText(finding, sourceLocations, style));
  return [...shown, closingLine(reports, findings)].join(style.showsSource ? '\n\n' : '\n');
}

function findingText(finding: Finding, sourceLocations: SourceLocations, style: TextStyle): string {
  const { rule, severity, message, path, range } = finding;
  const { line, column } = sourceLocations.region(path, range);
  const paint = painter(style.color);
  const head = `${paint(1, `${visibleLine(sourceLocations.relative(path))}:${line}:${column}`)} ${rule} ${paint(colors[severity], severity)} ${visibleLine(message)}`;
  if (!style.showsSource) return head;
  const related = sourceLocations.relatedOf(finding).map((place) => {
    const { line: otherLine } = sourceLocations.region(place.path, place.range);
    const note = `  ${paint(2, `${visibleLine(sourceLocations.relative(place.path))}:${otherLine}`)} ${visibleLine(place.message)}`;
    return `${note}\n${excerpt(place, sourceLocations, paint)}`;
  });
  return [head, excerpt(finding, sourceLocations, paint), ...related].join('\n');
}

type Paint = (code: number, text: string) => string;

/** The line of a place with marks under it. */
function excerpt(
  { path, range }: Pick<Finding, 'path' | 'range'>,
  sourceLocations: SourceLocations,
  paint: Paint,
): string {
  const { line, column, endLine, endColumn } = sourceLocations.region(path, range);
  const source = sourceText(sourceLocations.linesOf(path).textOf(line));
  const from = Math.max(0, column - 1 - widestSource / 2);
  const part = source.slice(from, from + widestSource);
  const start = column - 1 - from;
  const end = endLine === line ? endColumn - 1 - from : part.length;
  const marks = '^'.repeat(Math.max(1, Math.min(end, part.length) - start));
  const gutter = `${line} | `;
  return `    ${paint(2, gutter)}${part}\n    ${' '.repeat(gutter.length + start)}${paint(33, marks)}`;
}

/** One column for one character, so that the marks beneath stand where they should. */
function sourceText(text: string): string {
  return visibleColumns(text.replace(/[\t\f\v]/g, ' '));
}

function painter(isOn: boolean): Paint {
  return (code, text) => (isOn ? `\u001b[${code}m${text}\u001b[0m` : text);
}

function closingLine(reports: readonly FileReport[], findings: readonly Finding[]): string {
  const unchecked = reports.filter(isUnchecked).length;
  const unfixed = reports.filter((report) => !isUnchecked(report) && problemOf(report) !== null).length;
  return [
    countedFindings(reports, findings),
    ...(unchecked === 0 ? [] : [`${counted(unchecked, 'path')} could not be checked`]),
    ...(unfixed === 0 ? [] : [`${counted(unfixed, 'file')} could not be fixed`]),
  ].join('; ');
}

function countedFindings(reports: readonly FileReport[], findings: readonly Finding[]): string {
  if (findings.length === 0)
    return `0 findings in ${counted(reports.filter(({ unread }) => unread === undefined).length, 'file')}`;
  const fixable = findings.filter(({ fixes }) => fixes.some(({ changesValue }) => !changesValue)).length;
  const files = new Set(findings.map(({ path }) => path)).size;
  return `${counted(findings.length, 'finding')} in ${counted(files, 'file')} (${fixable} fixable)`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
