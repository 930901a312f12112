/** What `.gitignore` files leave out, each for the folder that it is in. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileReasonOf } from '../../platform/fileReason';
import { isInside } from '../../platform/isInside';
import { readTextSync } from '../../platform/readFile';
import { ignoreRules, type IgnoreRules } from './ignoreRules';

/** The `.gitignore` files that hold for one folder, from the outermost in. */
export interface IgnoreChain {
  readonly files: readonly IgnoreFile[];
}

interface IgnoreFile {
  readonly folder: string;
  readonly path: string;
  readonly rules: IgnoreRules;
}

/** Called for a file that exists and cannot be used, with the end of the sentence `FILE is not used: …`. */
export type OnUnusable = (file: string, reason: string) => void;

/**
 * The chain for a folder that a walk starts at: its own file, and those above it up to the repository's root. A folder
 * that is itself ignored was named on purpose: then what is above it does not count.
 */
export function ignoreChain(folder: string, onUnusable?: OnUnusable): IgnoreChain {
  let chain: IgnoreChain = { files: [] };
  for (const above of [...foldersUpToRepository(folder), folder]) {
    if (isIgnored(chain, above, true)) return below({ files: [] }, folder, onUnusable);
    chain = below(chain, above, onUnusable);
  }
  return chain;
}

/** The chain for a folder inside the one that a chain is for. */
export function below(chain: IgnoreChain, folder: string, onUnusable?: OnUnusable): IgnoreChain {
  const files = ['.gitignore', path.join('.git', 'info', 'exclude')].flatMap((name) => {
    const file = path.join(folder, name);
    const text = textOf(file, onUnusable);
    return text === null ? [] : [{ folder, path: file, rules: ignoreRules(text) }];
  });
  return files.length === 0 ? chain : { files: [...chain.files, ...files] };
}

/** The files of a chain whose last lines are not applied, since there are too many. */
export function cutFiles({ files }: IgnoreChain): string[] {
  return files.filter(({ rules }) => rules.isCut).map((file) => file.path);
}

/**
 * Whether an entry of a chain's folder is ignored: the innermost file with a matching rule decides. The folders that
 * the entry is in are not ignored themselves, else there would be no chain for them.
 */
export function isIgnored({ files }: IgnoreChain, entry: string, isFolder: boolean): boolean {
  for (const { folder, rules } of files.toReversed()) {
    if (entry === folder || !isInside(entry, folder)) continue;
    const relative = path.relative(folder, entry).replaceAll(path.sep, '/');
    const decision = rules.decide(relative, isFolder);
    if (decision !== null) return decision;
  }
  return false;
}

/** The folders above one, from the repository's root down; none outside a repository. */
function foldersUpToRepository(folder: string): string[] {
  const above: string[] = [];
  let current = folder;
  while (!existsSync(path.join(current, '.git'))) {
    const parent = path.dirname(current);
    if (parent === current) return [];
    above.unshift(parent);
    current = parent;
  }
  return above;
}

function textOf(file: string, onUnusable: OnUnusable | undefined): string | null {
  try {
    return readTextSync(file, 'gitignore');
  } catch (error) {
    if (!isMissing(error)) onUnusable?.(file, fileReasonOf(error)?.reason ?? String(error));
    return null;
  }
}

/** Most folders have none; in a linked worktree, `.git` is a file. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
