/** A build of another revision, in a worktree of its own that is removed however the work on it ends. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeTemporaryFolder, removeStaleFolders } from '../benchmark/temporaryFolder';
import { EngineError } from '../errors';
import { turnOfEventLoop } from '../platform/turnOfEventLoop';
import type { Failure } from '../protocol/failure';
import { git, gitUntilAborted, withoutGit } from './runGit';
import { endGroup, removeWorktree, startKeeper, type Keeper } from './worktreeKeeper';

export interface BuildRequest {
  /** The root of the user's checkout, which is not touched. */
  readonly checkout: string;
  readonly revision: string;
  /** Ends the build and the work. */
  readonly signal: AbortSignal;
  /** Says what is being done. */
  readonly say: (text: string) => void;
}

/** Where a build has the bundles of its measuring processes. */
export const enginesOfBuild = 'dist/engine';

/** A revision of which there is no build, with the end of what the attempt printed. */
export class UnbuildableError extends EngineError {
  readonly output: string;

  constructor(failure: Failure, output: string) {
    super(failure);
    this.output = output;
  }
}

/** The name of the worktree in the temporary folder that names its owner. */
const treeName = 'revision';

const keptOutput = 6_000;

/**
 * Checks out and builds a revision, hands its bundles' folder to the work, and removes the worktree.
 * @throws EngineError where the revision cannot be checked out, does not build, or has nothing that could be measured
 */
export async function withBuildOf<T>(
  request: BuildRequest,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  removeStaleWorktrees(request.checkout);
  const folder = makeTemporaryFolder();
  const tree = path.join(folder, treeName);
  const worktree = { checkout: request.checkout, folder, tree };
  const keeper = startKeeper(worktree);
  const remove = (): void => {
    removeWorktree(worktree);
    keeper.dismiss();
  };
  // A second interrupt ends the program where it stands.
  process.once('exit', remove);
  try {
    request.say(`Checking out ${request.revision.slice(0, 10)} beside this checkout`);
    const { checkout, revision, signal } = request;
    const add = ['add', '--detach', '--quiet', tree, revision];
    const added = await gitUntilAborted(checkout, signal, 'worktree', ...add);
    // What has ended git, e.g. a signal to the whole group, may be about to end this program as well.
    await turnOfEventLoop();
    signal.throwIfAborted();
    if (added.status !== 0) {
      throw notMeasurable('It cannot be checked out in a worktree', request, added.stderr);
    }
    await build(tree, request, keeper);
    return await work(path.join(tree, enginesOfBuild));
  } finally {
    process.off('exit', remove);
    if (!request.signal.aborted || !(await keeper.takeOver())) remove();
  }
}

/** Removes what earlier processes left behind that were killed, from the disk and from git's list. */
export function removeStaleWorktrees(checkout: string): void {
  removeStaleFolders();
  const { output } = git(checkout, 'worktree', 'list', '--porcelain');
  for (const [, tree = ''] of output.matchAll(/^worktree (.+)$/gm)) {
    const isOurs =
      path.basename(tree) === treeName && path.basename(path.dirname(tree)).startsWith('decimal-benchmark-');
    if (isOurs && !existsSync(tree)) removeWorktree({ checkout, folder: path.dirname(tree), tree });
  }
}

async function build(tree: string, request: BuildRequest, keeper: Keeper): Promise<void> {
  request.say('Installing its packages (npm ci --ignore-scripts)');
  await npm(tree, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], request, keeper);
  request.say('Building it (npm run build)');
  await npm(tree, ['run', 'build'], request, keeper);
  if (existsSync(path.join(tree, enginesOfBuild, 'worker.cjs'))) return;
  throw notMeasurable(`Its build has no measuring process (${enginesOfBuild}/worker.cjs)`, request, '');
}

async function npm(
  tree: string,
  args: readonly string[],
  request: BuildRequest,
  keeper: Keeper,
): Promise<void> {
  const { signal } = request;
  // On Windows npm is a script of the shell, and processes have no groups.
  const isWindows = process.platform === 'win32';
  const child = spawn('npm', args, {
    cwd: tree,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    shell: isWindows,
    windowsHide: true,
  });
  keeper.builds(child.pid ?? null);
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-keptOutput);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const end = (): void => {
    if (child.pid !== undefined) endGroup(child.pid);
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    const why = await new Promise<string | null>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, name) =>
        resolve(code === 0 ? null : `exit code ${code ?? name ?? 'unknown'}`),
      );
    });
    if (signal.aborted)
      throw new EngineError({ code: 'cancelled', message: 'Interrupted', where: null, remedy: null });
    if (why !== null) throw notMeasurable(`npm ${args[0] ?? ''} failed there (${why})`, request, output);
  } finally {
    keeper.builds(null);
    signal.removeEventListener('abort', end);
  }
}

/** npm's own settings of a script that runs this program are not those of the other checkout. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(withoutGit(process.env)).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE_ENV$)/i.test(name),
  );
  return Object.fromEntries(kept);
}

function notMeasurable(what: string, { revision, checkout }: BuildRequest, output: string): UnbuildableError {
  return new UnbuildableError(
    {
      code: 'no-samples',
      message: `Revision ${revision.slice(0, 10)} cannot be measured. ${what}`,
      where: checkout,
      remedy: 'Name a revision that builds with `npm ci --ignore-scripts && npm run build`.',
    },
    output.trim(),
  );
}
