// @ts-check
// Bundles the three programs with esbuild: the extension, the engine's processes, the panel.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const production = !process.argv.includes('--development');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'inline',
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20.19', outExtension: { '.js': '.cjs' } };

await Promise.all(['engine', 'webview'].map((part) => rm(path.join(dist, part), { recursive: true, force: true })));
await mkdir(dist, { recursive: true });
await Promise.all([
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
    entryPoints: ['webview/panel.ts', 'webview/panel.css'],
    outdir: 'dist/webview',
    loader: { '.ttf': 'file' },
  }),
]);
const codicons = path.join(root, 'node_modules/@vscode/codicons/dist');
if (existsSync(codicons)) await cp(path.join(codicons, 'codicon.ttf'), path.join(dist, 'webview/codicon.ttf'));
