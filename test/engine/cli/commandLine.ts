/** Runs the real, bundled command line as a child process. */
import { strict as assert } from 'node:assert';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Answer, Command } from './commandHost';

export const root = path.join(__dirname, '../../..');
export const program = path.join(root, 'dist/engine/cli.cjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once standard error holds the text; rejects where the process ends without it. */
  heard(text: string): Promise<void>;
}

interface Settings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly program?: string;
  /** The account that the program runs as; the test's own if it is not given. */
  readonly uid?: number;
}

/** Starts the command line with arguments. */
export function start(args: readonly string[], settings: Settings = {}): Started {
  const script = settings.program ?? program;
  assert.ok(existsSync(script), `${script} is missing: npm run build`);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: settings.cwd ?? root,
    env: { ...process.env, ...settings.env },
    ...(settings.uid !== undefined && { uid: settings.uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  assert.ok(child.pid !== undefined);
  return {
    pid: child.pid,
    ended,
    kill: (signal) => void child.kill(signal),
    heard: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stderr.includes(text)) resolve();
        };
        child.stderr.on('data', look);
        void ended.then(() => reject(new Error(`ended without "${text}":\n${stderr}`)));
        look();
      }),
  };
}

/** Runs the command line to its end. */
export function run(args: readonly string[], settings?: Settings): Promise<Ended> {
  return start(args, settings).ended;
}

let host: ChildProcess | null = null;
let commandBefore: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line to its end in a process that earlier commands used: the same code without the start of a program.
 * For commands that start no process of their own and end by themselves.
 */
export function runHosted(
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const answer = commandBefore.then(() => hostedAnswer({ args, cwd, env }));
  commandBefore = answer.catch(() => undefined);
  return answer.then((each) => ({ ...each, signal: null }));
}

function hostedAnswer(command: Command): Promise<Answer> {
  host ??= startHost();
  const used = host;
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      host = null;
      reject(new Error(`The host of commands ended with ${code} in ${command.args.join(' ')}`));
    };
    used.once('exit', onExit);
    used.once('message', (answer: Answer) => {
      used.off('exit', onExit);
      resolve(answer);
    });
    used.send(command);
  });
}

/** The process ends with this one, and does not keep it alive between commands. */
function startHost(): ChildProcess {
  const child = fork(path.join(__dirname, 'commandHost.ts'), { execArgv: ['--import', 'tsx'] });
  child.unref();
  child.channel?.unref();
  return child;
}

/** Gives a test a folder of its own, and removes it afterwards. */
export async function inFolder<T>(test: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'decimal-benchmark-cli-'));
  try {
    return await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last line that was printed. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

/** Options of a run that takes few seconds and can miss no target. */
/** The least that can be measured: one launch of one engine. */
export const leastRun = ['--launches', '1', '--runs', '1', '--engines', 'native'];

export const quickRun = ['--launches', '2', '--runs', '2', '--engines', 'float,native', '--target', '100000'];
