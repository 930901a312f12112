/** Findings as commands of a GitHub workflow, which shows them beside the lines of a pull request. */
import type { Severity } from '../../protocol/lint';
import type { Finding } from '../finding';
import type { Places } from '../records';
import { problemOf, type FileReport } from '../report';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

export function githubCommands(reports: readonly FileReport[], places: Places): string[] {
  const findings = reports.flatMap((report) => report.findings.map((finding) => annotation(finding, places)));
  return [...findings, ...reports.flatMap((report) => problemAnnotation(report, places))];
}

function problemAnnotation(report: FileReport, places: Places): string[] {
  const problem = problemOf(report);
  if (problem === null) return [];
  const file = escapedProperty(places.relative(report.path));
  return [`::error file=${file},title=decimal-benchmark::${escaped(problem)}`];
}

function annotation({ rule, severity, message, path, range }: Finding, places: Places): string {
  const { line, column, endLine, endColumn } = places.region(path, range);
  // Columns are shown only for an annotation of one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: places.relative(path), line, endLine, ...columns, title: rule };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(',')}::${escaped(`${rule} ${message}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
