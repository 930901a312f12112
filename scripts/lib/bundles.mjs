// @ts-check
// What is bundled: the extension, the engine's processes, the panel.
import path from 'node:path';
import { root } from './checkout.mjs';
import { standardLibrary } from './standardLibrary.mjs';

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
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
  // Its other form asks for the address of a module, which a bundle of this format does not have.
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  // Not minified, and with maps: stack traces, profiles and coverage name the sources' own functions and lines.
  sourcemap: 'linked',
  sourcesContent: false,
};

/** @type {import('esbuild').BuildOptions} */
const plugin = {
  ...node,
  outdir: 'dist/tsserverPlugin',
  outExtension: { '.js': '.js' },
  minify: true,
  sourcemap: false,
};

/** @type {import('esbuild').BuildOptions[]} */
export const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outdir: 'dist', external: ['vscode'] },
  {
    ...node,
    entryPoints: ['cli', 'coordinator', 'languageServer', 'worker', 'watchdog'].map(
      (entry) => `engine/${entry}.ts`,
    ),
    outdir: 'dist/engine',
  },
  // Beside the compiler, which it loads when a file needs it.
  {
    ...node,
    entryPoints: [{ in: 'engine/lint/eslintPlugin.ts', out: 'eslint-plugin' }],
    outdir: 'dist/engine',
  },
  {
    // The TypeScript compiler: 9 MB as it is, a third of that without the spaces and names that nobody steps through.
    ...node,
    entryPoints: ['engine/lint/typescript/scriptProject.ts'],
    outdir: 'dist/engine',
    minify: true,
    sourcemap: false,
    plugins: [standardLibrary],
  },
  {
    // tsserver wants a function.
    ...plugin,
    entryPoints: [{ in: 'engine/languageServer/tsserverPlugin/plugin.ts', out: 'index' }],
    footer: { js: 'module.exports = module.exports.init;' },
  },
  {
    // The analysis as a function of the compiler: tsserver has one already.
    ...plugin,
    entryPoints: ['engine/languageServer/tsserverPlugin/analysis.ts'],
    external: ['typescript-5.9'],
    banner: {
      js: `module.exports = (compiler, load = require) => {
const module = { exports: {} };
const require = (name) => (name === 'typescript-5.9' ? { __esModule: true, default: compiler } : load(name));`,
    },
    footer: { js: 'return module.exports;\n};' },
  },
  {
    // The parser of Python, which looks for its programs beside the bundle that it is in.
    ...common,
    entryPoints: [
      'node_modules/tree-sitter-python/tree-sitter-python.wasm',
      'node_modules/web-tree-sitter/web-tree-sitter.wasm',
    ],
    outdir: 'dist/engine',
    entryNames: '[name]',
    loader: { '.wasm': 'copy' },
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    entryPoints: ['webview/panel.ts', 'webview/panel.css'],
    outdir: 'dist/webview',
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
  },
];
