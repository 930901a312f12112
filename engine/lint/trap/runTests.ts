/** Runs a project's tests with the trap of `decimal.FloatOperation`, and reports where it was triggered. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { parseJson, readText } from '../../platform/readFile';
import { check } from '../../protocol/check';
import { pluginFiles, pytestPlugin, trapVariables } from './pluginSource';

/** A place of the project where a float met a decimal. */
export interface Raise {
  /** Absolute. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** `FloatOperation`, or what Python says of the operands. */
  readonly message: string;
}

export interface TrapRun {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly string[];
  /** Where the tests are run; files below it are the project's own. */
  readonly folder: string;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface TrapOutcome {
  readonly exitCode: number;
  /** In order of place, each place once. */
  readonly raises: readonly Raise[];
}

/**
 * Runs the tests to their end.
 * @throws {@link EngineError} if the command cannot be started, starts no Python, or is cancelled
 */
export async function runTestsWithTrap(run: TrapRun): Promise<TrapOutcome> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'decimal-benchmark-trap-'));
  try {
    for (const [name, text] of Object.entries(pluginFiles))
      await writeFile(path.join(folder, name), text, { flag: 'wx' });
    const log = path.join(folder, 'raises.jsonl');
    await writeFile(log, '', { flag: 'wx' });
    const exitCode = await runCommand(run, environment(folder, log, run.folder));
    const entries = parseLog(await readText(log, 'testLog'));
    if (!entries.some((entry) => 'python' in entry)) throw notLoaded(run, exitCode);
    return { exitCode, raises: inOrder(entries.filter((entry) => 'path' in entry)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const Entry = v.union([
  v.strictObject({ python: v.string() }),
  v.strictObject({ path: v.string(), line: v.number(), message: v.string() }),
]);

function parseLog(text: string): v.InferOutput<typeof Entry>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => check(Entry, parseJson(line), 'what the trap wrote'));
}

function inOrder(raises: readonly Raise[]): Raise[] {
  const byPlace = new Map(raises.map((raise) => [`${raise.path}:${raise.line}`, raise]));
  return [...byPlace.values()].sort((a, b) =>
    a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1,
  );
}

function environment(plugins: string, log: string, root: string): NodeJS.ProcessEnv {
  const joined = (first: string, variable: string, separator: string) => {
    const before = process.env[variable];
    return before === undefined || before === '' ? first : `${first}${separator}${before}`;
  };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PYTHONPATH: joined(plugins, 'PYTHONPATH', path.delimiter),
    PYTEST_PLUGINS: joined(pytestPlugin, 'PYTEST_PLUGINS', ','),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    [trapVariables.log]: log,
    [trapVariables.root]: root,
  };
  // Set for this process where it runs inside of an editor; a test that starts Node must not inherit it.
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}

function runCommand({ command, folder, onOutput, signal }: TrapRun, env: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...parameters] = command;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    // A group of its own, so that processes which the tests start can be ended with them.
    const child = spawn(program, parameters, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: process.platform !== 'win32',
    });
    const stop = () => endTree(child);
    const owner = () => endTree(child);
    signal.addEventListener('abort', stop);
    process.once('exit', owner);
    const settle = (conclude: () => void) => {
      signal.removeEventListener('abort', stop);
      process.removeListener('exit', owner);
      conclude();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
    child.once('error', (error) => settle(() => reject(notStarted(command, error))));
    child.once('close', (code, killedBy) =>
      settle(() => {
        if (signal.aborted) reject(cancelled());
        else resolve(code ?? (killedBy === null ? 1 : 128));
      }),
    );
  });
}

function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

const testCommandSetting = 'decimalBenchmark.floatZeros.testCommand';

function notStarted(command: readonly string[], error: Error): EngineError {
  return new EngineError({
    code: 'bad-input',
    message: `The tests could not be started: ${error.message}`,
    where: command.join(' '),
    remedy: `Set ${testCommandSetting} to the program and the arguments that run the tests.`,
  });
}

function notLoaded({ command }: TrapRun, exitCode: number): EngineError {
  return new EngineError({
    code: 'bad-input',
    message: `The command ended with exit code ${exitCode}, and no Python loaded the trap`,
    where: command.join(' '),
    remedy: `Set ${testCommandSetting} to a command that starts Python, without its options -I, -S and -E.`,
  });
}

function cancelled(): EngineError {
  return new EngineError({
    code: 'cancelled',
    message: 'The tests were canceled',
    where: null,
    remedy: null,
  });
}
