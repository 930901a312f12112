/** Runs a program with a fault at every step of writing that it takes. */
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** `error`: the disk is full. `short`: it becomes full in the middle of a piece of data. `kill`: the program dies. */
export const faults = ['error', 'short', 'kill'] as const;
export type Fault = (typeof faults)[number];

export interface Around {
  readonly before: () => Promise<void>;
  /** @param isWhole - the program came to its end */
  readonly after: (isWhole: boolean) => Promise<void>;
}

const hook = pathToFileURL(path.join(__dirname, 'hook.mjs')).href;

/** More steps than any of these programs takes. */
const mostSteps = 200;

/**
 * @param command - for Node: options, the program, its arguments
 * @returns how many steps there are
 */
export async function everyStep(
  fault: Fault,
  folder: string,
  command: readonly string[],
  { before, after }: Around,
): Promise<number> {
  for (let step = 1; step <= mostSteps; step++) {
    await before();
    const { code, signal, stderr } = await runNode(['--import', hook, ...command], {
      env: { FAULT_FOLDER: folder, FAULT_STEP: String(step), FAULT_KIND: fault },
    });
    const isWhole = code === 0 && signal === null;
    await after(isWhole);
    if (isWhole) return step - 1;
    if (fault === 'kill') assert.equal(signal, 'SIGKILL', stderr);
    else assert.match(stderr, /disk is full|ENOSPC/);
  }
  throw new Error(`more than ${mostSteps} steps`);
}

interface NodeRun {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

export function runNode(
  args: readonly string[],
  { env, uid }: NodeRun = {},
): Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    ...(uid !== undefined && { uid }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}
