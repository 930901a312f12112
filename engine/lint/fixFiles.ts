/** Applies, on the disk, the fixes that cannot change a value, until nothing is left that they could mend. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { fileReasonOf } from '../fileReason';
import { writeWhole } from '../writeWhole';
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
  /** Why a file cannot be written; it is left alone from then on. */
  const unwritable = new Map<string, string>();
  for (let pass = 1; ; pass += 1) {
    const reports: FileReport[] = [];
    for await (const report of linter.scan(paths, { signal: options.signal })) reports.push(report);
    const chosen = pass > mostPasses ? null : await prepare(reports, unwritable, options);
    if (chosen === null) {
      const notes = [...unwritable].map(([file, reason]) => `${file} is not fixed: ${reason}.`);
      return { fixed, files: [...files], notes, reports };
    }
    for (const { file, bytes } of chosen.written) {
      await writeWhole(file, bytes);
      files.add(file);
    }
    fixed.push(...chosen.fixed);
  }
}

interface Prepared {
  readonly fixed: readonly Finding[];
  readonly written: readonly { readonly file: string; readonly bytes: Buffer }[];
}

/** The files that one pass writes; null where there is nothing left to fix. A fix of several files has all or none. */
async function prepare(
  reports: readonly FileReport[],
  unwritable: Map<string, string>,
  { maxFileSizeKb }: FixOptions,
): Promise<Prepared | null> {
  for (;;) {
    const { files, fixed } = fixAll(fixable(reports, unwritable));
    if (fixed.length === 0) return null;
    const edited = await Promise.all(files.map((each) => editedBytes(each, maxFileSizeKb)));
    const problems = edited.filter((each) => 'problem' in each);
    if (problems.length === 0) return { fixed, written: edited.filter((each) => 'bytes' in each) };
    for (const { file, problem } of problems) unwritable.set(file, problem);
  }
}

/** The findings with those of their fixes that cannot change a value and are of files that can be written. */
function fixable(reports: readonly FileReport[], unwritable: ReadonlyMap<string, string>): Finding[] {
  return reports
    .flatMap((report) => report.findings)
    .map((finding) => ({
      ...finding,
      fixes: finding.fixes.filter(
        ({ changesValue, files }) => !changesValue && !files.some(({ path }) => unwritable.has(path)),
      ),
    }));
}

type Edited =
  { readonly file: string; readonly bytes: Buffer } | { readonly file: string; readonly problem: string };

/** A file's bytes with the edits made, or the end of a sentence that says why it cannot have them. */
async function editedBytes({ path: file, edits }: FileEdits, maxFileSizeKb: number): Promise<Edited> {
  const read = await readSource(file, maxFileSizeKb);
  if ('unread' in read) return { file, problem: read.unread };
  try {
    const bytes = encodeSource(applyEdits(read.text, edits), read);
    if (bytes === null) return { file, problem: 'it cannot be written in the encoding that it has' };
    await access(file, constants.W_OK);
    return { file, bytes };
  } catch (error) {
    if (error instanceof RangeError) return { file, problem: 'it has changed since it was read' };
    return { file, problem: fileReasonOf(error)?.reason ?? String(error) };
  }
}
