/** Applies, on the disk, the fixes that cannot change a value, until nothing is left that they could mend. */
import { stat } from 'node:fs/promises';
import { realpath } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { applyEdits, fixAll } from './applyEdits';
import { encodeSource, readSource } from './files/sourceText';
import type { FileEdits, Finding } from './finding';
import type { Linter } from './linter';
import type { FileReport } from './report';

/** Passes at most: fixes that undo each other must not run for ever. */
const mostPasses = 12;

export interface FixOutcome {
  /** Findings that were fixed. */
  readonly fixed: readonly Finding[];
  /** Absolute paths of the files that were written. */
  readonly files: readonly string[];
  /** What could not be written, and why; sentences for a person. */
  readonly notes: readonly string[];
  /** What is found after the last pass. */
  readonly reports: readonly FileReport[];
}

export interface FixOptions {
  readonly maxFileSizeKb: number;
  readonly signal: AbortSignal;
}

/** @param paths - what to scan, absolute */
export async function fixFiles(
  linter: Linter,
  paths: readonly string[],
  options: FixOptions,
): Promise<FixOutcome> {
  const fixed: Finding[] = [];
  const files = new Set<string>();
  const notes = new Map<string, string>();
  for (let pass = 1; ; pass += 1) {
    const reports: FileReport[] = [];
    for await (const report of linter.scan(paths, { signal: options.signal })) reports.push(report);
    const chosen = pass > mostPasses ? null : choose(reports, new Set(notes.keys()));
    if (chosen === null) return { fixed, files: [...files], notes: [...notes.values()], reports };
    for (const { path, edits } of chosen.files) {
      const problem = await edit(path, edits, options);
      if (problem === null) files.add(path);
      else notes.set(path, `${path} is not fixed: ${problem}.`);
    }
    fixed.push(...chosen.fixed.filter(({ fixes }) => !fixes[0]?.files.some(({ path }) => notes.has(path))));
  }
}

/** The fixes of one pass; null where there are none left. A file that cannot be written is left alone from then on. */
function choose(reports: readonly FileReport[], unwritable: ReadonlySet<string>) {
  const findings = reports
    .flatMap((report) => report.findings)
    .map((finding) => ({
      ...finding,
      fixes: finding.fixes.filter(
        ({ changesValue, files }) => !changesValue && !files.some(({ path }) => unwritable.has(path)),
      ),
    }));
  const chosen = fixAll(findings);
  return chosen.fixed.length === 0 ? null : chosen;
}

/** Writes one file in one step, as it was but for the edits; the end of a sentence where it could not. */
async function edit(
  path: string,
  edits: FileEdits['edits'],
  { maxFileSizeKb }: FixOptions,
): Promise<string | null> {
  const read = await readSource(path, maxFileSizeKb);
  if ('unread' in read) return read.unread;
  try {
    const bytes = encodeSource(applyEdits(read.text, edits), read);
    if (bytes === null) return 'it cannot be written in the encoding that it has';
    // A link stays one: what it leads to is written.
    const target = await realpath(path);
    const { mode } = await stat(target);
    await writeFileAtomic(target, bytes, { mode });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
