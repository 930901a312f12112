/** What git says of a folder. Nothing here changes a checkout. */
import { execFile, spawnSync } from 'node:child_process';
import { EngineError } from '../errors';

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
  const status = git(folder, 'status', '--porcelain');
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

interface GitAnswer {
  readonly status: number | null;
  readonly output: string;
  readonly stderr: string;
  /** Code of why git could not be started. */
  readonly error: string | null;
}

/** Runs git in a folder, without the settings that a hook's own git hands on, and without hooks or locks of ours. */
export function git(folder: string, ...args: readonly string[]): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync('git', argumentsIn(folder, args), {
    encoding: 'utf8',
    env: withoutGit(process.env),
    windowsHide: true,
  });
  const code = error !== undefined && 'code' in error ? String(error.code) : null;
  if (code !== null) return { status: null, output: '', stderr: '', error: code };
  return { status, output: stdout.trim(), stderr: stderr.trim(), error: null };
}

/**
 * Runs git as {@link git} does, without blocking the main thread: for what takes long. Abortion kills it.
 * @throws the signal's reason once it is aborted
 */
export async function gitUntilAborted(
  folder: string,
  signal: AbortSignal,
  ...args: readonly string[]
): Promise<GitAnswer> {
  signal.throwIfAborted();
  const answer = await new Promise<GitAnswer>((resolve) => {
    execFile(
      'git',
      argumentsIn(folder, args),
      { encoding: 'utf8', env: withoutGit(process.env), windowsHide: true, signal, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const code = error?.code ?? null;
        const status = error === null ? 0 : typeof code === 'number' ? code : null;
        const answered = { status, output: stdout.trim(), stderr: stderr.trim() };
        resolve({ ...answered, error: typeof code === 'string' ? code : null });
      },
    );
  });
  signal.throwIfAborted();
  return answer;
}

function argumentsIn(folder: string, args: readonly string[]): string[] {
  return ['-c', 'core.hooksPath=/dev/null', '-C', folder, '--no-optional-locks', ...args];
}

/** The environment without what binds git to one repository, as it is set while a hook runs. */
export function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bound = /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|OBJECT_DIRECTORY|NAMESPACE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !bound.test(name)));
}
