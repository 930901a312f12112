/** Globs of settings. */
import { globsOfBraces } from '../../protocol/globs';
import {
  endsInAnyCharacters,
  endsInAnyFolders,
  matchesPath,
  onlyPath,
  pathPattern,
  withNameAtEnd,
  type PathPattern,
} from './wildcards';

/** Whether a path matches one of the globs. Once the running budget is spent, those with wildcards do not count. */
export type GlobTest = (relativePath: string) => boolean;

/** The paths, or names, that a glob stands for. */
interface Glob {
  readonly isForNames: boolean;
  readonly isNegated: boolean;
  /** Those without wildcards. */
  readonly literals: readonly string[];
  readonly patterns: readonly PathPattern[];
}

/**
 * A test of paths, relative to where the globs are, with `/`. A glob without `/` is for names in any folder; one that
 * starts with `!` matches what the rest of it does not.
 */
export function globTest(globs: readonly string[]): GlobTest {
  const all = globs.map(globOf).filter((glob) => glob !== null);
  // Looked up, so that long lists of files cost no more than short ones.
  const positive = all.filter(({ isNegated }) => !isNegated);
  const literalNames = new Set(positive.filter(({ isForNames }) => isForNames).flatMap(literalsOf));
  const literalPaths = new Set(positive.filter(({ isForNames }) => !isForNames).flatMap(literalsOf));
  const others = all.filter(({ isNegated, patterns }) => isNegated || patterns.length > 0);
  return (relativePath) => {
    const names = relativePath.split('/');
    const name = names.slice(-1);
    if (literalPaths.has(relativePath) || literalNames.has(name[0] ?? '')) return true;
    return others.some((glob) => matches(glob, glob.isForNames ? name : names));
  };
}

function literalsOf({ literals }: Glob): readonly string[] {
  return literals;
}

function matches({ isNegated, literals, patterns }: Glob, names: readonly string[]): boolean {
  if (isNegated && literals.length > 0 && literals.includes(names.join('/'))) return false;
  for (const pattern of patterns) {
    const isMatch = matchesPath(pattern, names);
    if (isMatch === null) return false;
    if (isMatch) return !isNegated;
  }
  return isNegated;
}

/** Null for a glob that matches nothing. */
function globOf(glob: string): Glob | null {
  const [negations = ''] = /^!*/.exec(glob) ?? [];
  const plain = glob.slice(negations.length).replace(/^\.\//, '').replace(/\/$/, '');
  if (plain === '') return null;
  // A path such as `pages/[id].ts` is also what it spells.
  const literals = [plain];
  const patterns: PathPattern[] = [];
  for (const each of globsOfBraces(plain)) {
    const pattern = pathPattern(each, { openBracket: 'literal' });
    if (pattern === null) continue;
    const path = onlyPath(pattern);
    if (path !== null) literals.push(path);
    // `folder/**` is a folder and what is in it, but `*/**` is only what is in folders, as usual.
    else if (endsInAnyFolders(pattern) && endsInAnyCharacters(pattern.pieces.at(-2)))
      patterns.push(withNameAtEnd(pattern));
    else patterns.push(pattern);
  }
  return { isForNames: !plain.includes('/'), isNegated: negations.length % 2 === 1, literals, patterns };
}
