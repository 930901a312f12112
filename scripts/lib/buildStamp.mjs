// @ts-check
// Remembers what the outputs in dist/ were built from, so that nothing is built twice.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './checkout.mjs';

const stampFolder = path.join(root, 'dist/.stamps');

/**
 * Builds a part unless its inputs are those of the last time and its outputs are still there.
 * @param {object} part
 * @param {string} part.name
 * @param {readonly string[]} part.inputs files and folders, from the checkout's root
 * @param {() => readonly string[]} part.outputs files that must be there, from the checkout's root
 * @param {() => void} part.build throws if it fails
 */
export function buildIfChanged({ name, inputs, outputs, build }) {
  const digest = digestOf(inputs);
  const stamp = path.join(stampFolder, name);
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  const [builtFrom, ...builtOutputs] = built;
  const isThere = builtOutputs.length > 0 && builtOutputs.every((file) => existsSync(path.join(root, file)));
  if (builtFrom === digest && isThere) return;
  build();
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, [digest, ...outputs()].join('\n'));
}

/**
 * Makes the next build of a part start anew, because its outputs are about to change.
 * @param {string} name
 */
export function forgetBuild(name) {
  rmSync(path.join(stampFolder, name), { force: true });
}

/**
 * Names and contents of all files, as one digest.
 * @param {readonly string[]} inputs
 */
function digestOf(inputs) {
  const hash = createHash('sha256').update(process.version).update(process.arch);
  for (const file of inputs.flatMap(filesIn)) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * A file itself, or every file below a folder, in a fixed order.
 * @param {string} input
 * @returns {string[]}
 */
export function filesIn(input) {
  const full = path.join(root, input);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [input];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(path.posix.join(input, name)));
}
