/** Globs of settings, bounded so that no project's settings can take a linter's time. */
import { expandBraces } from './braces';

/** Globs in one setting, counting those that braces stand for. */
const maxGlobs = 1000;
const maxGlobLength = 1000;
/** Characters of all globs in one setting, braces expanded. */
const maxCharacters = 20_000;

/** Why globs are too much for one setting; null if they are not. */
export function globExcess(globs: readonly string[]): string | null {
  let count = 0;
  let characters = 0;
  for (const glob of globs) {
    if (glob.length > maxGlobLength) {
      return `a glob has at most ${maxGlobLength} characters, and one has ${glob.length}`;
    }
    const expanded = expandBraces(glob, maxGlobs - count);
    if (expanded === null || count + expanded.length > maxGlobs) {
      return `at most ${maxGlobs} globs are allowed, counting every alternative in braces`;
    }
    count += expanded.length;
    characters += expanded.reduce((sum, { length }) => sum + length, 0);
    if (characters > maxCharacters) {
      return `its globs have at most ${maxCharacters} characters, with their braces written out`;
    }
  }
  return null;
}

/** The globs without braces that a glob of a setting stands for. */
export function globsOfBraces(glob: string): string[] {
  return expandBraces(glob, maxGlobs) ?? [];
}
