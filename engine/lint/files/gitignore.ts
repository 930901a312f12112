/** What `.gitignore` files leave out, each for the folder that it is in. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

/**
 * The chain for a folder that a walk starts at: its own file, and those above it up to the repository's root. A folder
 * that is itself ignored was named on purpose: then what is above it does not count.
 */
export function ignoreChain(folder: string): IgnoreChain {
  let chain: IgnoreChain = { files: [] };
  for (const above of [...foldersUpToRepository(folder), folder]) {
    if (isIgnored(chain, above, true)) return below({ files: [] }, folder);
    chain = below(chain, above);
  }
  return chain;
}

/** The chain for a folder inside the one that a chain is for. */
export function below(chain: IgnoreChain, folder: string): IgnoreChain {
  const files = ['.gitignore', path.join('.git', 'info', 'exclude')].flatMap((name) => {
    const file = path.join(folder, name);
    const text = textOf(file);
    return text === null ? [] : [{ folder, path: file, rules: ignoreRules(text) }];
  });
  return files.length === 0 ? chain : { files: [...chain.files, ...files] };
}

/** The files of a chain whose last lines are not applied, since there are too many. */
export function cutFiles({ files }: IgnoreChain): string[] {
  return files.filter(({ rules }) => rules.isCut).map((file) => file.path);
}

/**
 * Whether an entry of a chain's folder is ignored: the innermost file that says something of it decides. The folders that
 * the entry is in are not ignored themselves, else there would be no chain for them.
 */
export function isIgnored({ files }: IgnoreChain, entry: string, isFolder: boolean): boolean {
  for (const { folder, rules } of files.toReversed()) {
    const relative = path.relative(folder, entry).replaceAll(path.sep, '/');
    if (relative === '' || relative.startsWith('..')) continue;
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

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
