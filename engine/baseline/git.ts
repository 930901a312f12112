/** What git says of a folder. Nothing here changes a checkout. */
import { EngineError } from '../errors';
import { git } from './runGit';

/** What is checked out. */
export interface Commit {
  readonly revision: string;
  /** There are changes that no commit holds. */
  readonly dirty: boolean;
}

/** The commit that is checked out in a folder; null outside a repository, before its first commit, and without git. */
export function commitOf(folder: string): Commit | null {
  const head = git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD');
  if (head.status !== 0) return null;
  const status = git(folder, 'status', '--porcelain', '--ignore-submodules=dirty');
  return { revision: head.output, dirty: status.status !== 0 || status.output !== '' };
}

/** The root of the checkout that a folder is in. @throws EngineError `bad-input` where it is in none */
export function checkoutOf(folder: string): string {
  const { status, output, error } = git(folder, 'rev-parse', '--show-toplevel');
  if (status === 0 && output !== '') return output;
  throw new EngineError({
    code: 'bad-input',
    message:
      error === 'ENOENT'
        ? 'git is not there'
        : 'A revision is compared in a git repository, and this folder is in none',
    where: folder,
    remedy: error === 'ENOENT' ? 'Install git.' : 'Change into a checkout of the repository.',
  });
}

/** The commit that a name stands for. @throws EngineError `bad-input` where it stands for none */
export function revisionOf(checkout: string, name: string): string {
  // A name that begins with a dash would be read as an option.
  const { status, output } = name.startsWith('-')
    ? { status: 1, output: '' }
    : git(checkout, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  const revision = output.split('\n').at(-1) ?? '';
  if (status === 0 && /^[0-9a-f]{40,64}$/.test(revision)) return revision;
  throw new EngineError({
    code: 'bad-input',
    message: `There is no revision ${JSON.stringify(name)} in this repository`,
    where: checkout,
    remedy: 'Check the spelling, and fetch it first: a shallow clone holds few (git fetch --unshallow).',
  });
}

/** E.g. `1a2b3c4d5e (with changes)`. */
export function commitText(commit: Commit | null): string {
  return commit === null
    ? 'no commit'
    : `${commit.revision.slice(0, 10)}${commit.dirty ? ' (with changes)' : ''}`;
}
