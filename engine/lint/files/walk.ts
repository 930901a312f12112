/** Finds the source files below a folder. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { Budget } from '../../platform/budget';
import { isInside } from '../../platform/isInside';
import { languageOf } from '../languages';
import { isForeignFolder, pathForGlobs } from './excluded';
import { below, cutFiles, ignoreChain, isIgnored, type IgnoreChain, type OnUnusable } from './gitignore';
import type { GlobTest } from './glob';
import { maxWildcardCharacters } from './ignoreRules';
import { unreadable, type UnreadCause } from './sourceText';
import { Yielder } from '../../platform/yielder';

export interface WalkOptions {
  /** Where the globs are. */
  readonly root: string;
  readonly isExcluded: GlobTest;
  readonly signal: AbortSignal;
  /** Called for a folder, an ignore file or a link to a file that is there and cannot be read, or not as a whole. */
  readonly onUnread?: (entry: string, why: { readonly reason: string; readonly cause: UnreadCause }) => void;
  /** Called with a note about a file or folder that is not used as it should be. */
  readonly onNote?: (path: string, note: string) => void;
}

/**
 * Comparisons of names with patterns that a walk may make: those to begin with, and those for each entry that it meets. So
 * a walk takes a time that grows with the folder, whatever the patterns.
 */
const firstSteps = 30_000_000;
const stepsForEntry = 2_000;

/** What a walk has found, and what it goes by. */
interface Walk {
  readonly options: WalkOptions;
  readonly found: string[];
  readonly links: string[];
  readonly yielder: Yielder;
  readonly patterns: Budget;
  hasNotedSpent: boolean;
}

/**
 * The source files below a folder, in the order of their names. Linked files are followed, each file once; linked
 * folders are not, so that a circle of links has no end to run to. A folder that cannot be read is passed over.
 */
export async function walkFolder(folder: string, options: WalkOptions): Promise<string[]> {
  const walk: Walk = {
    options,
    found: [],
    links: [],
    yielder: new Yielder(options.signal),
    patterns: new Budget(firstSteps),
    hasNotedSpent: false,
  };
  const chain = ignoreChain(folder, unusableNotes(options));
  reportCut(chain, options);
  await walkInto(folder, chain, walk);
  const { found, links } = walk;
  const known = new Set(found);
  for (const link of links) {
    const target = await realpath(link).catch(() => null);
    if (target === null || known.has(target)) continue;
    known.add(target);
    found.push(link);
  }
  return found.sort();
}

async function walkInto(folder: string, chain: IgnoreChain, walk: Walk): Promise<void> {
  const { options, yielder } = walk;
  const entries = await entriesOf(folder, options);
  for (const entry of entries) {
    await yielder.next();
    const full = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (!isFolder && languageOf(entry.name) === null) continue;
    if (isUnwanted(full, isFolder, chain, walk)) continue;
    if (isFolder) {
      if (isForeignFolder(full)) continue;
      const inner = below(chain, full, unusableNotes(options));
      reportCut({ files: inner.files.slice(chain.files.length) }, options);
      await walkInto(full, inner, walk);
    } else if (entry.isFile()) {
      walk.found.push(full);
    } else if (entry.isSymbolicLink() && (await isRegularFile(full, options))) {
      walk.links.push(full);
    }
  }
}

/** Whether ignore files or globs leave out an entry. Once the walk's steps are spent, patterns with wildcards do not count. */
function isUnwanted(entry: string, isFolder: boolean, chain: IgnoreChain, walk: Walk): boolean {
  const { options, patterns } = walk;
  if (!walk.hasNotedSpent) patterns.grant(stepsForEntry);
  const isOut = patterns.run(
    () => isIgnored(chain, entry, isFolder) || options.isExcluded(pathForGlobs(options.root, entry)),
  );
  if (patterns.isSpent && !walk.hasNotedSpent) {
    walk.hasNotedSpent = true;
    options.onNote?.(entry, spentNote);
  }
  return isOut;
}

const spentNote =
  'From here on, patterns with wildcards in ignore files and `exclude` are not applied: comparing names with them takes too many steps. Simplify the patterns.';

function reportCut(chain: IgnoreChain, { onUnread }: WalkOptions): void {
  for (const file of cutFiles(chain)) {
    onUnread?.(file, {
      reason: `its patterns with wildcards have more than ${maxWildcardCharacters} characters; those beyond are not applied`,
      cause: 'refused',
    });
  }
}

function unusableNotes({ onNote }: WalkOptions): OnUnusable {
  return (file, reason) => onNote?.(file, `It is not used: ${reason}.`);
}

async function entriesOf(folder: string, { onUnread, onNote }: WalkOptions): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // File systems list them in orders of their own, and a limit must take effect at the same place everywhere.
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
    const names = await decodableNames(folder);
    const skipped = entries.filter(
      (entry) => !names.has(entry.name) && (entry.isDirectory() || languageOf(entry.name) !== null),
    ).length;
    if (skipped > 0) onNote?.(folder, undecodableNote(skipped));
    return entries.filter(({ name }) => names.has(name));
  } catch (error) {
    reportUnread(folder, error, onUnread);
    return [];
  }
}

/** The names in a folder that are UTF-8. Others cannot be distinguished, nor opened by the name that Node returns. */
async function decodableNames(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { encoding: 'buffer' });
  return new Set(names.filter(isUtf8).map((name) => name.toString()));
}

function undecodableNote(count: number): string {
  return count === 1
    ? 'A file or folder in it is not checked: its name is not UTF-8.'
    : `${count} files and folders in it are not checked: their names are not UTF-8.`;
}

async function isRegularFile(file: string, { onUnread }: WalkOptions): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    reportUnread(file, error, onUnread);
    return false;
  }
}

/** Nothing is reported of what is gone, nor of a link that leads nowhere. */
function reportUnread(entry: string, error: unknown, onUnread: WalkOptions['onUnread']): void {
  const { unread, isGone, cause } = unreadable(error);
  const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
  if (isGone !== true && !isLoop) onUnread?.(entry, { reason: unread, cause });
}

/** Whether a walk from the root would leave a file out, e.g. one that is open in the editor. */
export function isLeftOut(root: string, file: string, isExcluded: GlobTest): boolean {
  if (!isInside(file, root)) return false;
  const patterns = new Budget(firstSteps);
  let chain = ignoreChain(root);
  let current = root;
  const parts = path.relative(root, file).split(path.sep);
  for (const [index, part] of parts.entries()) {
    current = path.join(current, part);
    const isFolder = index < parts.length - 1;
    if (patterns.run(() => isIgnored(chain, current, isFolder) || isExcluded(pathForGlobs(root, current))))
      return true;
    if (isFolder) {
      if (isForeignFolder(current)) return true;
      chain = below(chain, current);
    }
  }
  return false;
}
