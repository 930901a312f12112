/** Writes what `lint` found as the baseline, and says what of an older one stays. */
import path from 'node:path';
import { wholeScope, writeBaseline, type BaselineScope } from '../lint/findingsBaseline';
import type { SourceLocations } from '../lint/sourceLocations';
import type { FileReport } from '../lint/fileReport';
import type { LintFlags } from './lintFlags';
import { isInside } from '../platform/isInside';
import { printNote } from './output';
import { fileError } from './usageError';
import { requireWritableFile } from './writable';

/** What was asked for. */
export interface LintedPart {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly flags: Pick<LintFlags, 'select' | 'ignore'>;
}

/** @throws EngineError `bad-input` if the file cannot be written, or is no baseline and may hold what must stay */
export async function saveBaseline(
  file: string,
  reports: readonly FileReport[],
  part: LintedPart,
  sourceLocations: SourceLocations,
): Promise<void> {
  await requireWritableFile(file);
  const entries = reports.map(({ path: each, findings }) => ({
    path: each,
    findings,
    lines: sourceLocations.linesOf(each),
  }));
  const kept = await writeBaseline(file, entries, scopeOf(file, reports, part)).catch((error: unknown) => {
    throw fileError(error, `Cannot write ${file}`);
  });
  const found = reports.reduce((sum, { findings }) => sum + findings.length, 0);
  const parts = kept === 0 ? '' : `: ${found} found now, ${kept} kept of other files and rules`;
  printNote(`Baseline with ${counted(found + kept)} written to ${sourceLocations.relative(file)}${parts}`);
}

function scopeOf(
  file: string,
  reports: readonly FileReport[],
  { paths, flags: { select, ignore } }: LintedPart,
): BaselineScope {
  const unread = reports
    .filter((report) => report.unread !== undefined && report.unread !== 'foreign')
    .map((report) => report.path);
  const isWhole = paths.some((each) => isInside(path.dirname(file), each)) && unread.length === 0;
  if (isWhole && select === undefined && ignore === undefined) return wholeScope;
  return {
    holdsFile: (each) =>
      paths.some((named) => isInside(each, named)) && !unread.some((failed) => isInside(each, failed)),
    holdsRule: (rule) => (select?.includes(rule) ?? true) && ignore?.includes(rule) !== true,
  };
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'finding' : 'findings'}`;
}
