/** Applies, on the disk, the fixes that cannot change a value, until nothing is left that they could mend. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { accessSync, constants } from 'node:fs';
import { FileLockError } from '../platform/fileLock';
import { isWithin } from '../platform/plantedLink';
import { readBytes } from '../platform/readFile';
import { turnOfEventLoop } from '../platform/turnOfEventLoop';
import { replaceUnchanged, type Replacement } from '../platform/replaceFiles';
import { applyEdits, fixAll } from './applyEdits';
import { decodeSource, encodeSource, unreadable } from './files/sourceText';
import type { FileEdits, Finding } from './finding';
import { fixGroups, type FixGroup } from './fixGroups';
import { digestOfText } from './sourceStore';
import type { Linter } from './linter';
import type { FileReport, Unfixed } from './fileReport';

/** Passes at most: fixes that undo each other must not run for ever. */
const mostPasses = 12;

export interface FixOutcome {
  /** Findings that were fixed. */
  readonly fixed: readonly Finding[];
  /** Absolute paths of the files that were written. */
  readonly files: readonly string[];
  /** What could not be written, and why; sentences for a person. */
  readonly notes: readonly string[];
  /** What is found after the last pass, with what was left unfixed because it changed meanwhile or failed. */
  readonly reports: readonly FileReport[];
}

/** What finds the findings, and knows the texts that they are of. */
export type FindingSource = Pick<Linter, 'scan' | 'digestOf'>;

export interface FixOptions {
  readonly maxFileSizeKb: number;
  /** Called when the files of a group were written. */
  readonly onFixed: (group: FixGroup) => void;
  /** Runs the writes of a pass. Once the signal is aborted, no further group is written, and the reason is thrown. */
  readonly whileWriting: (write: (signal: AbortSignal) => Promise<void>) => Promise<void>;
}

/** @param paths - what to scan, absolute */
export async function fixFiles(
  linter: FindingSource,
  paths: readonly string[],
  { maxFileSizeKb, onFixed, whileWriting }: FixOptions,
): Promise<FixOutcome> {
  const fixed: Finding[] = [];
  const files = new Set<string>();
  /** Files that cannot be fixed, and why; they are left alone from then on. */
  const left = new Map<string, Unfixed>();
  for (let pass = 1; ; pass += 1) {
    const reports: FileReport[] = [];
    for await (const report of linter.scan(paths)) reports.push(report);
    const chosen = fixAll(fixable(reports, left));
    if (pass > mostPasses || chosen.fixed.length === 0) {
      const notes = [...left].map(([file, { reason }]) => `${file} is not fixed: ${reason}.`);
      return { fixed, files: [...files], notes, reports: withUnfixed(reports, left) };
    }
    const writer = new PassWriter(linter, left, maxFileSizeKb * 1024, paths);
    await whileWriting(async (signal) => {
      for (const group of fixGroups(chosen)) {
        // A signal can only arrive in a turn of the event loop.
        await turnOfEventLoop();
        signal.throwIfAborted();
        if (!(await writer.write(group))) continue;
        fixed.push(...group.fixed);
        for (const { path } of group.files) files.add(path);
        onFixed(group);
      }
    });
  }
}

/** The findings with those of their fixes that cannot change a value and are of files that can be written. */
function fixable(reports: readonly FileReport[], left: ReadonlyMap<string, Unfixed>): Finding[] {
  return reports
    .flatMap((report) => report.findings)
    .map((finding) => ({
      ...finding,
      fixes: finding.fixes.filter(
        ({ changesValue, files }) => !changesValue && !files.some(({ path }) => left.has(path)),
      ),
    }));
}

/** Writes the groups of one pass, each as a whole or not at all. */
class PassWriter {
  /** Files that this pass has written, without links. */
  readonly #written = new Set<string>();

  readonly #linter: FindingSource;
  readonly #left: Map<string, Unfixed>;
  readonly #maxBytes: number;
  readonly #named: readonly string[];

  constructor(linter: FindingSource, left: Map<string, Unfixed>, maxBytes: number, named: readonly string[]) {
    this.#linter = linter;
    this.#left = left;
    this.#maxBytes = maxBytes;
    this.#named = named;
  }

  /** Notes the files of the group that cannot be written. @returns whether the group was written */
  async write({ files }: FixGroup): Promise<boolean> {
    const prepared: Replacement[] = [];
    for (const each of files) {
      const replacement = await this.#prepare(each);
      if (replacement === 'later') return false;
      if ('reason' in replacement) this.#left.set(each.path, replacement);
      else prepared.push(replacement);
    }
    return prepared.length === files.length && (await this.#replace(prepared));
  }

  async #replace(prepared: readonly Replacement[]): Promise<boolean> {
    try {
      const targets = await Promise.all(prepared.map(({ file }) => realpath(file)));
      const differing = await replaceUnchanged(prepared);
      for (const file of differing) this.#left.set(file, changedMeanwhile);
      if (differing.length > 0) return false;
      for (const target of targets) this.#written.add(target);
      return true;
    } catch (error) {
      for (const { file } of prepared) this.#left.set(file, unfixedBy(error));
      return false;
    }
  }

  /** `later`: another name of the file was written in this pass, so that the next scan decides. */
  async #prepare({ path: file, edits }: FileEdits): Promise<Replacement | Unfixed | 'later'> {
    try {
      const target = await realpath(file);
      if (!(await isNamed(file, target, this.#named))) return linkedOut;
      if ((await stat(target)).nlink > 1) return hardLinked;
      if (this.#written.has(target)) return 'later';
      const before = await readBytes(file, 'source', this.#maxBytes);
      const source = decodeSource(before, file);
      // The edits are places in the text that was analysed, and in no other.
      if ('unread' in source || digestOfText(source.text) !== this.#linter.digestOf(file)) {
        return changedMeanwhile;
      }
      const after = encodeSource(applyEdits(source.text, edits), source);
      if (after === null)
        return { reason: 'it cannot be written in the encoding that it has', cause: 'kept' };
      accessSync(file, constants.W_OK);
      return { file, before, after };
    } catch (error) {
      return unfixedBy(error);
    }
  }
}

/** A repository may hold links to any file of the user. */
const linkedOut: Unfixed = {
  reason: 'it is a link to a file outside the named folders; name the link itself to fix that file',
  cause: 'kept',
};

/** A file is replaced as a whole, so another name would keep the earlier text. */
const hardLinked: Unfixed = {
  reason:
    'it has further names (hard links), which would keep the old text; copy it to a file of its own first',
  cause: 'kept',
};

async function isNamed(file: string, target: string, named: readonly string[]): Promise<boolean> {
  if (named.includes(file) || !(await lstat(file)).isSymbolicLink()) return true;
  const folders = await Promise.all(named.map((each) => realpath(each)));
  return folders.some((folder) => isWithin(target, folder));
}

const changedMeanwhile: Unfixed = { reason: 'it has changed since it was analysed', cause: 'changed' };

function unfixedBy(error: unknown): Unfixed {
  if (error instanceof FileLockError) return { reason: error.reason, cause: 'changed' };
  const { unread, isGone, cause } = unreadable(error);
  if (isGone === true) return changedMeanwhile;
  return { reason: unread, cause: cause === 'failed' ? 'failed' : 'kept' };
}

function withUnfixed(reports: readonly FileReport[], left: ReadonlyMap<string, Unfixed>): FileReport[] {
  const reported = new Set(reports.map(({ path }) => path));
  const others = [...left.keys()]
    .filter((path) => !reported.has(path))
    .map((path) => ({ path, findings: [], suppressed: [], notes: [], ledgerSites: 0 }));
  return [...reports, ...others].map((report) => {
    const unfixed = left.get(report.path);
    return unfixed === undefined ? report : { ...report, unfixed };
  });
}
