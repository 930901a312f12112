/** The lines of a `.gitignore` file, as git reads them; letters match in either case. */
import {
  endsInAnyFolders,
  matchesPath,
  onlyPath,
  pathPattern,
  withNameAtEnd,
  type PathPattern,
} from './wildcards';

export interface IgnoreRules {
  /**
   * Whether a path, relative to the file's folder and with `/`, is ignored; null if no line decides. Once the running
   * budget is spent, lines with wildcards do not count.
   */
  decide(relativePath: string, isFolder: boolean): boolean | null;
  /** Whether lines were dropped, since the file's wildcards exceed {@link maxWildcardCharacters}. */
  readonly isCut: boolean;
}

/** Characters of all lines with wildcards in one file. Names without wildcards are looked up, so they have no limit. */
export const maxWildcardCharacters = 20_000;

interface Rule {
  readonly index: number;
  readonly isNegated: boolean;
}

interface WildcardRule extends Rule {
  readonly pattern: PathPattern;
  /** Whether the rule is for names in any folder. */
  readonly isForNames: boolean;
  readonly isForFolders: boolean;
}

export function ignoreRules(text: string): IgnoreRules {
  const literals = new Map<string, Rule>();
  const wildcards: WildcardRule[] = [];
  let budget = maxWildcardCharacters;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const rule = ruleOf(line.endsWith('\r') ? line.slice(0, -1) : line, index);
    if (rule === null) continue;
    const path = onlyPath(rule.pattern);
    if (path !== null) {
      const key = keyOf(path, rule.isForNames);
      // A rule for folders is kept apart, since it does not decide about files.
      literals.set(rule.isForFolders ? `${key}/` : key, rule);
    } else {
      budget -= line.length;
      if (budget >= 0) wildcards.push(rule);
    }
  }
  return { isCut: budget < 0, decide: (path, isFolder) => decide(path.toLowerCase(), isFolder) };

  /** The last rule that matches decides. */
  function decide(path: string, isFolder: boolean): boolean | null {
    const names = path.split('/');
    const name = names.at(-1) ?? '';
    const keys = [keyOf(name, true), keyOf(path, false)];
    let last: Rule | undefined;
    for (const key of isFolder ? [...keys, ...keys.map((each) => `${each}/`)] : keys) {
      const rule = literals.get(key);
      if (rule !== undefined && rule.index > (last?.index ?? -1)) last = rule;
    }
    const later = wildcards.findLast(
      ({ index, pattern, isForNames, isForFolders }) =>
        index > (last?.index ?? -1) &&
        (isFolder || !isForFolders) &&
        matchesPath(pattern, isForNames ? [name] : names) === true,
    );
    const decisive = later ?? last;
    return decisive === undefined ? null : !decisive.isNegated;
  }
}

/** A name has no `/`, so a key that starts with one is a path's. */
function keyOf(text: string, isName: boolean): string {
  return isName ? text : `/${text}`;
}

/** Null for a line without a pattern, and for a pattern that matches nothing. */
function ruleOf(line: string, index: number): WildcardRule | null {
  if (line.startsWith('#')) return null;
  const isNegated = line.startsWith('!');
  const text = withoutTrailingSpaces(isNegated ? line.slice(1) : line).toLowerCase();
  if (text === '' || text === '/' || endsInBackslash(text)) return null;
  const isForFolders = text.endsWith('/');
  const path = isForFolders ? text.slice(0, -1) : text;
  const isForNames = !path.includes('/');
  const meant = pathPattern(
    // Both cases are one here, and so are the POSIX classes that tell them apart.
    path.replace(/^\//, '').replaceAll(/\[:(?:upper|lower):\]/g, '[:alpha:]'),
    { openBracket: 'nothing' },
  );
  if (meant === null) return null;
  // `folder/**` is what is in a folder, and not the folder.
  const pattern = endsInAnyFolders(meant) ? withNameAtEnd(meant) : meant;
  return { index, isNegated, pattern, isForNames, isForFolders };
}

/** Trailing spaces do not count, except one after a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line.charAt(end - 1) === ' ') end -= 1;
  return end < line.length && endsInBackslash(line.slice(0, end))
    ? line.slice(0, end + 1)
    : line.slice(0, end);
}

function endsInBackslash(text: string): boolean {
  let count = 0;
  while (text.charAt(text.length - 1 - count) === '\\') count += 1;
  return count % 2 === 1;
}
