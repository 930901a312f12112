// @ts-check
// What is bundled: the extension, the engine's processes, the panel.
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
  // Not minified, and with maps: stack traces, profiles and coverage name the sources' own functions and lines.
  sourcemap: 'linked',
  sourcesContent: false,
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
