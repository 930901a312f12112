// @ts-check
// Where the checkout is, and how its scripts run other programs. Nothing here needs an installed package.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Thrown where a script cannot go on; its message is all that is printed. */
export class ScriptError extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a program in the checkout with this terminal, and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @throws {ScriptError} with the program's exit code if it fails
 */
export function runOrThrow(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) throw new ScriptError(`${command} did not start: ${error.message}`, 1);
  if (status !== 0) throw new ScriptError(`${[command, ...args].join(' ')} failed.`, status ?? 1);
}

/**
 * The npm that runs this script, or else the one on the path, as a program and its first arguments.
 * @returns {{command: string, args: string[]}}
 */
export function npmProgram() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /\.c?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * Runs a script's body: a {@link ScriptError} ends it with one message and its exit code.
 * @param {() => void | Promise<void>} body
 */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

/**
 * Whether a module is the program that Node was asked to run.
 * @param {string} url the module's `import.meta.url`
 */
export function isProgram(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === path.resolve(process.argv[1]);
}
