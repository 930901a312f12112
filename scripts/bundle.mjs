// @ts-check
// Bundles the three programs with esbuild: the extension, the engine's processes, the panel.
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
import { root } from './checkout.mjs';

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  legalComments: 'eof',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  outExtension: { '.js': '.cjs' },
  // Not minified, and with maps: stack traces, profiles and coverage name the sources' own functions and lines.
  sourcemap: 'linked',
  sourcesContent: false,
};

const bundles = await Promise.all([
  build({ ...node, entryPoints: ['src/extension.ts'], outdir: 'dist', external: ['vscode'] }),
  build({
    ...node,
    entryPoints: ['cli', 'coordinator', 'worker', 'watchdog'].map((entry) => `engine/${entry}.ts`),
    outdir: 'dist/engine',
  }),
  build({
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    entryPoints: ['webview/panel.ts', 'webview/panel.css'],
    outdir: 'dist/webview',
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
  }),
]);
const files = bundles.flatMap(({ outputFiles }) => outputFiles ?? []);
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
  for (const folder of ['engine', 'webview'].map((part) => path.join(root, 'dist', part))) {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (!kept.includes(file)) rmSync(file, { recursive: true });
    }
  }
}
