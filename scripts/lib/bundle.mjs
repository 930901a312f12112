// @ts-check
// Bundles the programs with esbuild: the extension, the engine's processes, the panel, the plugin of tsserver.
import { build } from 'esbuild';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bundles } from './bundles.mjs';
import { root } from './checkout.mjs';

const built = await Promise.all(bundles.map((bundle) => build({ ...bundle, write: false })));
const files = built.flatMap(({ outputFiles }) => outputFiles);
for (const { path: file, contents } of files) writeIfChanged(file, contents);
removeAllBut(files.map(({ path: file }) => file));
chmodSync(path.join(root, 'dist/engine/cli.cjs'), 0o755);

/**
 * Puts a file in place in one step, and leaves it alone where it is the same: a process that is running from dist/
 * never meets half a file.
 * @param {string} file
 * @param {Uint8Array} contents
 */
function writeIfChanged(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

/**
 * Removes what an earlier build left in the folders that only bundles are written to.
 * @param {readonly string[]} kept
 */
function removeAllBut(kept) {
  for (const folder of ['engine', 'tsserverPlugin', 'webview'].map((part) => path.join(root, 'dist', part))) {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (!kept.includes(file)) rmSync(file, { recursive: true });
    }
  }
}
