/** What `.gitignore` files leave out, each for the folder that it is in. */
import ignore, { type Ignore } from 'ignore';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The `.gitignore` files that hold for one folder, from the outermost in. */
export interface IgnoreChain {
  readonly rules: readonly { readonly folder: string; readonly ignore: Ignore }[];
}

/**
 * The chain for a folder that a walk starts at: its own file, and those above it up to the repository's root. A folder
 * that is itself ignored was named on purpose: then what is above it does not count.
 */
export function ignoreChain(folder: string): IgnoreChain {
  const above = foldersUpToRepository(folder).reduce(below, { rules: [] });
  return below(isIgnored(above, folder, true) ? { rules: [] } : above, folder);
}

/** The chain for a folder inside the one that a chain is for. */
export function below(chain: IgnoreChain, folder: string): IgnoreChain {
  const rules = ['.gitignore', path.join('.git', 'info', 'exclude')]
    .map((name) => rulesOf(path.join(folder, name)))
    .filter((text) => text !== null)
    .map((text) => ({ folder, ignore: ignore({ allowRelativePaths: false }).add(text) }));
  return rules.length === 0 ? chain : { rules: [...chain.rules, ...rules] };
}

/** Whether an entry of a chain's folder is ignored: the innermost file that says something of it decides. */
export function isIgnored({ rules }: IgnoreChain, entry: string, isFolder: boolean): boolean {
  for (const { folder, ignore: rule } of rules.toReversed()) {
    const relative = path.relative(folder, entry).replaceAll(path.sep, '/');
    if (relative === '' || relative.startsWith('..')) continue;
    const { ignored, unignored } = rule.test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
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

function rulesOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
