/**
 * A process beside a comparison that outlives it for a moment: it ends the build and removes the worktree where the
 * comparison could not do so itself, because it was killed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineFolder } from '../../platform/engineFolder';
import { removeFolder, removeFoldersOf } from '../../platform/temporaryFolder';

export interface Keeper {
  /** Sets the process group to kill with the comparison; null once it has ended. */
  builds(pid: number | null): void;
  /** The comparison has come to its own end. */
  dismiss(): void;
  /**
   * Removes the worktree, which may take long, in place of the comparison. Resolves when it is gone, or soon.
   * @returns false when the keeper is not there
   */
  takeOver(): Promise<boolean>;
}

/** The command of the command line that is the keeper. */
export const keeperCommand = 'keep-worktree';

const settleMs = 1_000;

/** An interrupted comparison waits for the removal of its worktree this long. */
const takeOverMs = 1_000;

/**
 * Starts a keeper, which learns from the end of its standard input that the comparison is over.
 * @param folder - the temporary folder that the worktree is in
 */
export function startKeeper(folder: string): Keeper {
  const program = path.join(engineFolder(), 'cli.cjs');
  const child = spawn(process.execPath, [program, keeperCommand, folder, String(process.pid)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Of a group of its own: what ends the comparison's group must not end it as well.
    detached: true,
    windowsHide: true,
  });
  // A keeper that cannot be started leaves the worktree to the next comparison, as one that is killed too does.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  const removed = new Promise<boolean>((resolve) => {
    child.stdout.once('data', () => resolve(true)).once('close', () => resolve(false));
  });
  return {
    builds: (pid) => void child.stdin.write(`${pid ?? 0}\n`),
    dismiss: () => {
      child.stdin.end();
      child.stdout.destroy();
    },
    async takeOver() {
      child.stdin.end();
      const isThere = await Promise.race([removed, sleep(takeOverMs, true, { ref: false })]);
      child.stdout.destroy();
      return isThere;
    },
  };
}

/**
 * The keeper's own work.
 * @param folder - the temporary folder that the worktree is in
 * @param owner - the comparison, whose other temporary folders are removed as well
 * @param input - numbers of groups of processes, one a line, until the comparison is over
 * @param output - is written to when the worktree is gone
 */
export async function keepWorktree(
  folder: string,
  owner: number,
  input: AsyncIterable<unknown>,
  output: NodeJS.WritableStream,
): Promise<void> {
  let received = '';
  for await (const chunk of input) received += String(chunk);
  const group = Number(received.trimEnd().split('\n').at(-1));
  if (group > 0) endGroup(group);
  removeFolder(folder);
  output.write('removed\n');
  removeFoldersOf(owner);
  // What was being written then may have come after.
  await sleep(settleMs);
  if (existsSync(folder)) removeFolder(folder);
}

/** Ends a process and all that it has started. */
export function endGroup(pid: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
