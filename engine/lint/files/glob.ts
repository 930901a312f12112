/** Globs of settings. */
import { globsOfBraces } from '../../protocol/globs';
import { endsInAnyCharacters, endsInAnyFolders, matchesPath, segmentsOf, withNameAtEnd } from './wildcards';

/** Tells whether a path matches one of the globs. */
export type GlobTest = (relativePath: string) => boolean;

/**
 * A test of paths, relative to where the globs are, with `/`. A glob without `/` is for names in any folder; one that
 * starts with `!` matches what the rest of it does not.
 */
export function globTest(globs: readonly string[]): GlobTest {
  const tests = globs.map(testOf);
  return (relativePath) => tests.some((test) => test(relativePath));
}

function testOf(glob: string): GlobTest {
  const [negations = ''] = /^!*/.exec(glob) ?? [];
  const plain = glob.slice(negations.length).replace(/^\.\//, '').replace(/\/$/, '');
  if (plain === '') return () => false;
  const isForNames = !plain.includes('/');
  const isNegated = negations.length % 2 === 1;
  const patterns = globsOfBraces(plain).flatMap((each) => {
    const segments = segmentsOf(each, { openBracket: 'literal' });
    if (segments === null) return [];
    // `folder/**` is a folder and what is in it, but `*/**` is only what is in folders, as usual.
    const isOnlyInside = endsInAnyFolders(segments) && endsInAnyCharacters(segments.at(-2));
    return [isOnlyInside ? withNameAtEnd(segments) : segments];
  });
  return (relativePath) => {
    const tested = isForNames ? relativePath.slice(relativePath.lastIndexOf('/') + 1) : relativePath;
    const names = tested.split('/');
    return (tested === plain || patterns.some((pattern) => matchesPath(pattern, names))) !== isNegated;
  };
}
