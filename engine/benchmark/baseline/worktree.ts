/** A build of another revision, in a clone that borrows this checkout's objects and is removed however the work on it ends. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { makeTemporaryFolder, removeFolder, removeStaleFolders } from '../../platform/temporaryFolder';
import { EngineError } from '../../platform/errors';
import { turnOfEventLoop } from '../../platform/turnOfEventLoop';
import type { Failure } from '../../protocol/failure';
import { isolateGit } from './isolateGit';
import { runIsolatedGit, withoutGit } from './runGit';
import { endGroup, startKeeper, type Keeper } from './worktreeKeeper';

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

/** A revision that could not be built, with the end of the build's output. */
export class UnbuildableError extends EngineError {
  readonly output: string;

  constructor(failure: Failure, output: string) {
    super(failure);
    this.output = output;
  }
}

/** The name of the clone in the temporary folder that names its owner. */
const treeName = 'revision';

const keptOutput = 6_000;

/**
 * Checks out and builds a revision, hands its bundles' folder to the work, and removes it.
 * @throws EngineError if the revision cannot be checked out, does not build, or has nothing that could be measured
 */
export async function withBuildOf<T>(
  request: BuildRequest,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  // What earlier processes left behind that were killed.
  removeStaleFolders();
  const folder = makeTemporaryFolder();
  const tree = path.join(folder, treeName);
  const keeper = startKeeper(folder);
  const remove = (): void => {
    removeFolder(folder);
    keeper.dismiss();
  };
  // A second interrupt ends the program where it stands.
  process.once('exit', remove);
  try {
    request.say(`Checking out ${request.revision.slice(0, 10)} beside this checkout`);
    await checkOut(tree, request);
    await build(tree, request, keeper);
    return await work(path.join(tree, enginesOfBuild));
  } finally {
    process.off('exit', remove);
    if (!request.signal.aborted || !(await keeper.takeOver())) remove();
  }
}

/** Nothing in the user's repository records the clone, and none of that repository's settings apply in it. */
async function checkOut(tree: string, request: BuildRequest): Promise<void> {
  const { checkout, revision, signal } = request;
  const gitFolder = path.join(tree, '.git');
  await mkdir(tree);
  const own = await isolateGit(checkout, gitFolder, revision, signal);
  if (own === null) throw notMeasurable('git does not accept the repository', request, '');
  const isolated = { gitFolder, workTree: tree, index: path.join(gitFolder, 'index') };
  const done = await runIsolatedGit(isolated, signal, undefined, 'read-tree', '-u', '--reset', revision);
  // What has ended git, e.g. a signal to the whole group, may be about to end this program as well.
  await turnOfEventLoop();
  signal.throwIfAborted();
  if (done.status !== 0) throw notMeasurable('It cannot be checked out', request, done.stderr);
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
