/** How far the migration of folders has come, from the reports of their files. */
import path from 'node:path';
import type { RuleCode } from '../protocol/lint';
import type { FindingsBaseline } from './findingsBaseline';
import type { FileReport, FolderOverview } from './fileReport';

/**
 * Counts of the folder with all below it, then of the files directly in each folder below that has anything to count.
 * @param reports - of all files below the folder
 */
export function overviewOf(
  folder: string,
  reports: readonly FileReport[],
  baseline: FindingsBaseline | null,
): FolderOverview[] {
  const byFolder = reportsByFolder(reports);
  const rows = [...byFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([each, own]) => counted(each, own, baseline === null ? null : fixedCount(own, baseline)))
    .filter(
      (row) =>
        row.ledgerSites > 0 || Object.keys(row.findings).length > 0 || (row.fixedSinceBaseline ?? 0) > 0,
    );
  const fixed = baseline === null ? null : Math.max(0, baseline.countBelow(folder) - stillThere(reports));
  return [counted(folder, reports, fixed), ...rows];
}

function counted(
  folder: string,
  reports: readonly FileReport[],
  fixedSinceBaseline: number | null,
): FolderOverview {
  const findings: Partial<Record<RuleCode, number>> = {};
  for (const report of reports) {
    for (const { rule } of report.findings) findings[rule] = (findings[rule] ?? 0) + 1;
  }
  const ledgerSites = reports.reduce((sum, report) => sum + report.ledgerSites, 0);
  return { folder, files: reports.length, ledgerSites, findings, fixedSinceBaseline };
}

/** Known findings of the files that are there; a file that is gone counts for its folder only in the whole. */
function fixedCount(reports: readonly FileReport[], baseline: FindingsBaseline): number {
  const known = reports.reduce((sum, report) => sum + baseline.countIn(report.path), 0);
  return Math.max(0, known - stillThere(reports));
}

function stillThere(reports: readonly FileReport[]): number {
  return reports.reduce(
    (sum, { suppressed }) => sum + suppressed.filter(({ by }) => by === 'baseline').length,
    0,
  );
}

function reportsByFolder(reports: readonly FileReport[]): Map<string, FileReport[]> {
  const byFolder = new Map<string, FileReport[]>();
  for (const report of reports) {
    const folder = path.dirname(report.path);
    const own = byFolder.get(folder);
    if (own === undefined) byFolder.set(folder, [report]);
    else own.push(report);
  }
  return byFolder;
}
