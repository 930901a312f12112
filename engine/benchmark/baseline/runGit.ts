/**
 * The only place that starts git. A repository may come from anyone, so git runs none of the programs that the
 * repository's own settings name. The user's settings, e.g. of Git LFS, apply as ever.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface GitAnswer {
  readonly status: number | null;
  /** Without the line break at its end. */
  readonly output: string;
  readonly stderr: string;
  /** Code of why git could not be started. */
  readonly error: string | null;
}

/** Subcommands that start no other program, whatever the settings are. */
type ReadingSubcommand = 'rev-parse' | 'config';

/** Subcommands that start filters, monitors or hooks if settings name them. */
type FileSubcommand = 'status' | 'read-tree';

/** A repository directory whose settings this program has written, and the files that it is used with. */
export interface IsolatedGit {
  readonly gitFolder: string;
  readonly workTree: string;
  readonly index: string;
}

/**
 * Reads something of the repository that a folder is in, without blocking the main thread. Abortion kills git.
 * @throws the signal's reason once it is aborted
 */
export function readGit(
  folder: string,
  signal: AbortSignal,
  subcommand: ReadingSubcommand,
  ...args: readonly string[]
): Promise<GitAnswer> {
  return start(['-C', folder, ...offArguments, subcommand, ...args], {}, signal, longestMs);
}

/**
 * Runs git on files, with the settings of an isolated repository directory and none of the repository that the files
 * are of. Settings can be listed, but not turned off safely one by one: names need not be text, and a condition may
 * include other settings for each command.
 * @param mostMs - git is ended after this time; undefined for no limit
 * @throws the signal's reason once it is aborted
 */
export function runIsolatedGit(
  { gitFolder, workTree, index }: IsolatedGit,
  signal: AbortSignal,
  mostMs: number | undefined,
  subcommand: FileSubcommand,
  ...args: readonly string[]
): Promise<GitAnswer> {
  const env = { GIT_DIR: gitFolder, GIT_WORK_TREE: workTree, GIT_INDEX_FILE: index };
  return start(['-C', workTree, ...offArguments, subcommand, ...args], env, signal, mostMs);
}

/** A repository may hold a pipe in place of a file, and settings may include one: git would wait for ever. */
export const longestMs = 60_000;

/** Programs of the user's own settings that are not needed here. */
const offArguments = [
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.pager=cat',
    'core.sshCommand=false',
    'core.askPass=',
    'credential.helper=',
    'submodule.recurse=false',
    'status.submoduleSummary=false',
  ].flatMap((setting) => ['-c', setting]),
  '--no-pager',
  '--no-optional-locks',
];

const withoutTransports = {
  // Objects that a partial clone lacks would be fetched, by a program that the repository names.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  // Git LFS would download from an address that a file of the repository names.
  GIT_LFS_SKIP_SMUDGE: '1',
};

async function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  timeout: number | undefined,
): Promise<GitAnswer> {
  signal.throwIfAborted();
  const settings = {
    encoding: 'utf8',
    env: { ...withoutGit(process.env), ...withoutTransports, ...env },
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 2 ** 20,
    timeout: timeout ?? 0,
    windowsHide: true,
  } as const;
  let end = (): void => undefined;
  try {
    return await new Promise<GitAnswer>((resolve, reject) => {
      const child = execFile(program(), args, settings, (error, stdout, stderr) => {
        const code = error?.code ?? null;
        const status = error === null ? 0 : typeof code === 'number' ? code : null;
        const output = stdout.replace(/\r?\n$/, '');
        resolve({
          status,
          output,
          stderr: stderr.trim(),
          error: typeof code === 'string' ? code : null,
        });
      });
      end = () => {
        child.kill('SIGKILL');
        // Without waiting for the output, which a process that git has started may hold open.
        reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      };
      signal.addEventListener('abort', end);
      process.once('exit', end);
    });
  } finally {
    signal.removeEventListener('abort', end);
    process.off('exit', end);
  }
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
  const bound =
    /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !bound.test(name)));
}
