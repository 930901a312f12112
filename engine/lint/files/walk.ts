/** Finds the source files below a folder. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileReasonOf } from '../../fileReason';
import { languageOf } from '../languages';
import { isForeignFolder, pathForGlobs } from './excluded';
import { below, cutFiles, ignoreChain, isIgnored, type IgnoreChain } from './gitignore';
import type { GlobTest } from './glob';
import { maxWildcardCharacters } from './ignoreRules';

export interface WalkOptions {
  /** Where the globs are. */
  readonly root: string;
  readonly isExcluded: GlobTest;
  readonly signal: AbortSignal;
  /** Called for a folder or an ignore file that is there and cannot be read, or not as a whole. */
  readonly onUnread?: (folder: string, reason: string) => void;
}

/**
 * The source files below a folder, in the order of their names. Linked files are followed, each file once; linked
 * folders are not, so that a circle of links has no end to run to. A folder that cannot be read is passed over.
 */
export async function walkFolder(folder: string, options: WalkOptions): Promise<string[]> {
  const found: string[] = [];
  const links: string[] = [];
  const chain = ignoreChain(folder);
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
      const inner = below(chain, full);
      reportCut({ files: inner.files.slice(chain.files.length) }, options);
      await walkInto(full, inner, options, found, links);
    } else if (entry.isFile()) {
      found.push(full);
    } else if (entry.isSymbolicLink() && (await isRegularFile(full))) {
      links.push(full);
    }
  }
}

function reportCut(chain: IgnoreChain, { onUnread }: WalkOptions): void {
  for (const file of cutFiles(chain)) {
    onUnread?.(
      file,
      `its patterns with wildcards have more than ${maxWildcardCharacters} characters; those beyond are not applied`,
    );
  }
}

async function entriesOf(folder: string, { onUnread }: WalkOptions): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone) onUnread?.(folder, fileReasonOf(error)?.reason ?? String(error));
    return [];
  }
}

async function isRegularFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** Whether a walk from the root would leave a file out, e.g. one that is open in the editor. */
export function isLeftOut(root: string, file: string, isExcluded: GlobTest): boolean {
  const relative = path.relative(root, file);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return false;
  let chain = ignoreChain(root);
  let current = root;
  const parts = relative.split(path.sep);
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
