/**
 * The only place that starts git. A repository may come from anyone, so git runs none of the programs that the
 * repository's own settings name.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface GitAnswer {
  readonly status: number | null;
  readonly output: string;
  readonly stderr: string;
  /** Code of why git could not be started. */
  readonly error: string | null;
}

/** Subcommands that start no other program: none that fetches, prints differences or verifies signatures. */
type Subcommand = 'rev-parse' | 'status' | 'worktree';

/**
 * Runs git in a folder without optional locks, without the environment of a surrounding hook, and without any program
 * of the repository: no file system monitor, hook, filter, pager, transport, credential helper or prompt.
 */
export function git(folder: string, subcommand: Subcommand, ...args: readonly string[]): GitAnswer {
  const filters = filtersOf(folder);
  if (filters.problem !== null) return filters.problem;
  return start(folder, [...filters.names.flatMap(withoutFilter), subcommand, ...args]);
}

/**
 * Runs git as {@link git} does, without blocking the main thread: for what takes long. Abortion kills it.
 * @throws the signal's reason once it is aborted
 */
export async function gitUntilAborted(
  folder: string,
  signal: AbortSignal,
  subcommand: Subcommand,
  ...args: readonly string[]
): Promise<GitAnswer> {
  signal.throwIfAborted();
  const filters = filtersOf(folder);
  if (filters.problem !== null) return filters.problem;
  const all = argumentsIn(folder, [...filters.names.flatMap(withoutFilter), subcommand, ...args]);
  const answer = await new Promise<GitAnswer>((resolve) => {
    execFile(program(), all, { ...settings(), signal }, (error, stdout, stderr) => {
      const code = error?.code ?? null;
      const status = error === null ? 0 : typeof code === 'number' ? code : null;
      const answered = { status, output: stdout.trim(), stderr: stderr.trim() };
      resolve({ ...answered, error: typeof code === 'string' ? code : null });
    });
  });
  signal.throwIfAborted();
  return answer;
}

/** Settings of a repository that name programs. Filters are not here: their names are free. */
const withoutPrograms = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.sshCommand=false',
  'core.askPass=',
  'credential.helper=',
  'submodule.recurse=false',
  'status.submoduleSummary=false',
];

const withoutTransports = {
  // Objects that a partial clone lacks would be fetched, by a program that the repository names.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
};

/** The value of settings whose names contain `=`. */
const emptyVariable = 'DECIMAL_BENCHMARK_EMPTY';

/** Settings may include a file that never ends. */
const longestMs = 60_000;

/** The filters that settings define, at any level: attributes in the repository choose which of them are run. */
function filtersOf(folder: string): {
  readonly names: readonly string[];
  readonly problem: GitAnswer | null;
} {
  const answer = start(folder, ['config', '--list', '--name-only', '-z']);
  // Outside a repository it lists the user's settings, so that a failure means that git cannot run at all.
  if (answer.status !== 0) return { names: [], problem: answer };
  const names = answer.output.split('\0').flatMap((key) => /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []);
  return { names: [...new Set(names)], problem: null };
}

function withoutFilter(name: string): string[] {
  // `-c` splits at the first `=`; this option at the last, and takes its value from the environment.
  if (name.includes('=')) {
    return filterKeys.map((key) => `--config-env=filter.${name}.${key}=${emptyVariable}`);
  }
  return filterKeys.flatMap((key) => ['-c', `filter.${name}.${key}=`]);
}

/** An empty command is none, and an empty `required` is false. */
const filterKeys = ['clean', 'smudge', 'process', 'required'] as const;

function start(folder: string, args: readonly string[]): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync(program(), argumentsIn(folder, args), {
    ...settings(),
    timeout: longestMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = error !== undefined && 'code' in error ? String(error.code) : null;
  if (code !== null) return { status: null, output: '', stderr: '', error: code };
  return { status, output: stdout.trim(), stderr: stderr.trim(), error: null };
}

function argumentsIn(folder: string, args: readonly string[]): string[] {
  const off = withoutPrograms.flatMap((setting) => ['-c', setting]);
  return [...off, '-C', folder, '--no-pager', '--no-optional-locks', ...args];
}

function settings() {
  return {
    encoding: 'utf8',
    env: { ...withoutGit(process.env), ...withoutTransports, [emptyVariable]: '' },
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 2 ** 20,
    windowsHide: true,
  } as const;
}

/** Windows would start a `git.exe` of the current folder before that of the PATH. */
function program(): string {
  if (process.platform !== 'win32') return 'git';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((each) => path.isAbsolute(each));
  const found = folders.map((each) => path.join(each, 'git.exe')).find((each) => existsSync(each));
  return found ?? path.join(path.parse(process.execPath).root, 'git.exe');
}

/** The environment without what binds git to one repository, as it is set while a hook runs. */
export function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bound = /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|OBJECT_DIRECTORY|NAMESPACE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !bound.test(name)));
}
