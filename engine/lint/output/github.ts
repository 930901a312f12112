/** Findings as commands of a GitHub workflow, which shows them beside the lines of a pull request. */
import type { Severity } from '../../protocol/lint';
import type { Finding } from '../finding';
import type { SourceLocations } from '../sourceLocations';
import { problemOf, type FileReport } from '../fileReport';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

export function githubCommands(reports: readonly FileReport[], sourceLocations: SourceLocations): string[] {
  const findings = reports.flatMap((report) =>
    report.findings.map((finding) => annotation(finding, sourceLocations)),
  );
  return [...findings, ...reports.flatMap((report) => problemAnnotation(report, sourceLocations))];
}

function problemAnnotation(report: FileReport, sourceLocations: SourceLocations): string[] {
  const problem = problemOf(report);
  if (problem === null) return [];
  const file = escapedProperty(sourceLocations.relative(report.path));
  return [`::error file=${file},title=decimal-benchmark::${escaped(problem)}`];
}

function annotation(
  { rule, severity, message, path, range }: Finding,
  sourceLocations: SourceLocations,
): string {
  const { line, column, endLine, endColumn } = sourceLocations.region(path, range);
  // Columns are shown only for an annotation of one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: sourceLocations.relative(path), line, endLine, ...columns, title: rule };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(',')}::${escaped(`${rule} ${message}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
