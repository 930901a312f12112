/** Finds the source files below a folder. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { isInside } from '../../platform/isInside';
import { languageOf } from '../languages';
import { isForeignFolder, pathForGlobs } from './excluded';
import { below, cutFiles, ignoreChain, isIgnored, type IgnoreChain, type OnUnusable } from './gitignore';
import type { GlobTest } from './glob';
import { maxWildcardCharacters } from './ignoreRules';
import { unreadable, type UnreadCause } from './sourceText';

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
 * The source files below a folder, in the order of their names. Linked files are followed, each file once; linked
 * folders are not, so that a circle of links has no end to run to. A folder that cannot be read is passed over.
 */
export async function walkFolder(folder: string, options: WalkOptions): Promise<string[]> {
  const found: string[] = [];
  const links: string[] = [];
  const chain = ignoreChain(folder, unusableNotes(options));
  reportCut(chain, options);
  await walkInto(folder, chain, options, found, links);
  const known = new Set(found);
  for (const link of links) {
    const target = await realpath(link).catch(() => null);
    if (target === null || known.has(target)) continue;
    known.add(target);
    found.push(link);
  }
  return found.sort();
}

async function walkInto(
  folder: string,
  chain: IgnoreChain,
  options: WalkOptions,
  found: string[],
  links: string[],
): Promise<void> {
  options.signal.throwIfAborted();
  const entries = await entriesOf(folder, options);
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (!isFolder && languageOf(entry.name) === null) continue;
    if (isIgnored(chain, full, isFolder) || options.isExcluded(pathForGlobs(options.root, full))) continue;
    if (isFolder) {
      if (isForeignFolder(full)) continue;
      const inner = below(chain, full, unusableNotes(options));
      reportCut({ files: inner.files.slice(chain.files.length) }, options);
      await walkInto(full, inner, options, found, links);
    } else if (entry.isFile()) {
      found.push(full);
    } else if (entry.isSymbolicLink() && (await isRegularFile(full, options))) {
      links.push(full);
    }
  }
}

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
    if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
    const names = await decodableNames(folder);
    const skipped = entries.filter(
      (entry) => !names.has(entry.name) && (entry.isDirectory() || languageOf(entry.name) !== null),
    ).length;
    if (skipped > 0) onNote?.(folder, undecodableNote(skipped));
    return entries.filter(({ name }) => names.has(name));
  } catch (error) {
    tellUnread(folder, error, onUnread);
    return [];
  }
}

/** The names in a folder that are UTF-8. Others cannot be told from each other, nor opened by what Node returns. */
async function decodableNames(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { encoding: 'buffer' });
  return new Set(names.filter(isUtf8).map((name) => name.toString()));
}

function undecodableNote(count: number): string {
  return count === 1
    ? 'A file or folder in it is not looked at: its name is not UTF-8.'
    : `${count} files and folders in it are not looked at: their names are not UTF-8.`;
}

async function isRegularFile(file: string, { onUnread }: WalkOptions): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    tellUnread(file, error, onUnread);
    return false;
  }
}

/** Nothing is reported of what is gone, nor of a link that leads nowhere. */
function tellUnread(entry: string, error: unknown, onUnread: WalkOptions['onUnread']): void {
  const { unread, isGone, cause } = unreadable(error);
  const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
  if (isGone !== true && !isLoop) onUnread?.(entry, { reason: unread, cause });
}

/** Whether a walk from the root would leave a file out, e.g. one that is open in the editor. */
export function isLeftOut(root: string, file: string, isExcluded: GlobTest): boolean {
  if (!isInside(file, root)) return false;
  let chain = ignoreChain(root);
  let current = root;
  const parts = path.relative(root, file).split(path.sep);
  for (const [index, part] of parts.entries()) {
    current = path.join(current, part);
    const isFolder = index < parts.length - 1;
    if (isIgnored(chain, current, isFolder) || isExcluded(pathForGlobs(root, current))) return true;
    if (isFolder) {
      if (isForeignFolder(current)) return true;
      chain = below(chain, current);
    }
  }
  return false;
}
