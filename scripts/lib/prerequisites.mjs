// @ts-check
// Says what is missing on this machine before anything is installed or built.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npmProgram, root, ScriptError } from './checkout.mjs';

/**
 * Checks Node, npm and cargo against what package.json and native/Cargo.toml ask for.
 * @throws {ScriptError} with exit code 2 and one message that names everything missing and how to get it
 */
export function requirePrerequisites() {
  const missing = [nodeMissing(), npmMissing(), cargoMissing()].filter((text) => text !== null);
  if (missing.length > 0) throw new ScriptError(missing.join('\n'), 2);
}

/** @returns {string | null} */
function nodeMissing() {
  const needed = /\d+(?:\.\d+)*/.exec(packageJson().engines.node)?.[0] ?? '0';
  if (isAtLeast(process.versions.node, needed)) return null;
  return `Node ${needed} or newer is needed, and this is ${process.versions.node}. Get it from https://nodejs.org/ or with a version manager.`;
}

/** @returns {string | null} */
function npmMissing() {
  // Where npm runs this script, it is there, and asking for its version would take longer than all else here.
  if (process.env['npm_execpath'] !== undefined) return null;
  const { command, args } = npmProgram();
  if (versionOf(command, [...args, '--version']) !== null) return null;
  return 'npm is needed, and was not found. It comes with Node: https://nodejs.org/';
}

/** @returns {string | null} */
function cargoMissing() {
  const needed = rustVersion();
  const found = versionOf('cargo', ['--version']);
  const remedy = 'Get it with rustup, from https://rustup.rs/, then open a new terminal.';
  if (found === null)
    return `Rust ${needed} or newer is needed, and cargo was not found or does not run. ${remedy}`;
  if (isAtLeast(found, needed)) return null;
  return `Rust ${needed} or newer is needed, and cargo is ${found}. With rustup: rustup update stable`;
}

function packageJson() {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8');
  return /** @type {{engines: {node: string}}} */ (JSON.parse(text));
}

/** The `rust-version` of the native crate. */
function rustVersion() {
  const manifest = path.join(root, 'native/Cargo.toml');
  if (!existsSync(manifest)) throw new ScriptError(`${manifest} is missing: the checkout is incomplete.`, 2);
  return /^rust-version\s*=\s*"([\d.]+)"/m.exec(readFileSync(manifest, 'utf8'))?.[1] ?? '0';
}

/**
 * The first version number that a program prints, or null if it does not run.
 * @param {string} command
 * @param {readonly string[]} args
 */
function versionOf(command, args) {
  // npm is a batch file on Windows, which only a shell starts.
  const shell = command.endsWith('.cmd');
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell });
  return status === 0 ? (/\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? null) : null;
}

/**
 * @param {string} version
 * @param {string} needed
 */
function isAtLeast(version, needed) {
  const [have, want] = [version, needed].map((text) => text.split('.').map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (have?.[part] ?? 0) - (want?.[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
