/** What git says of a folder. Nothing here changes a checkout. */
import path from 'node:path';
import { makeTemporaryFolder, removeFolder } from '../../platform/temporaryFolder';
import { EngineError } from '../../platform/errors';
import { copySharedIndex, isolateGit } from './isolateGit';
import { longestMs, readGit, runIsolatedGit } from './runGit';

/** What is checked out. */
export interface Commit {
  readonly revision: string;
  /** There are changes that no commit holds. */
  readonly dirty: boolean;
}

/**
 * The commit that is checked out in a folder; null outside a repository, before its first commit, and without git.
 * @throws the signal's reason once it is aborted
 */
export async function commitOf(folder: string, signal: AbortSignal): Promise<Commit | null> {
  const head = await readGit(folder, signal, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  if (head.status !== 0) return null;
  return { revision: head.output, dirty: await isDirty(folder, head.output, signal) };
}

/** What cannot be compared with the commit counts as changed. */
async function isDirty(folder: string, revision: string, signal: AbortSignal): Promise<boolean> {
  const root = await readGit(folder, signal, 'rev-parse', '--show-toplevel');
  if (root.status !== 0) return true;
  let temporary: string | null = null;
  try {
    temporary = makeTemporaryFolder();
    const gitFolder = path.join(temporary, 'isolated');
    const own = await isolateGit(folder, gitFolder, revision, signal);
    if (own === null) return true;
    await copySharedIndex(own, gitFolder);
    const isolated = { gitFolder, workTree: root.output, index: path.join(own, 'index') };
    const options = ['--porcelain', '--ignore-submodules=dirty'];
    const { status, output } = await runIsolatedGit(isolated, signal, longestMs, 'status', ...options);
    return status !== 0 || output !== '';
  } catch {
    signal.throwIfAborted();
    // A measurement of minutes must not be lost because its commit cannot be examined.
    return true;
  } finally {
    if (temporary !== null) removeFolder(temporary);
  }
}

/**
 * The root of the checkout that a folder is in.
 * @throws EngineError `bad-input` if it is in none; the signal's reason once it is aborted
 */
export async function checkoutOf(folder: string, signal: AbortSignal): Promise<string> {
  const { status, output, error } = await readGit(folder, signal, 'rev-parse', '--show-toplevel');
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

/**
 * The commit that a name stands for.
 * @throws EngineError `bad-input` if it stands for none; the signal's reason once it is aborted
 */
export async function revisionOf(checkout: string, name: string, signal: AbortSignal): Promise<string> {
  // A name that begins with a dash would be read as an option.
  const { status, output } = name.startsWith('-')
    ? { status: 1, output: '' }
    : await readGit(
        checkout,
        signal,
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${name}^{commit}`,
      );
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
