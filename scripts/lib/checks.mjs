// @ts-check
// The checks that run no code of the product: types, lint, formatting.
import path from 'node:path';
import { root } from './checkout.mjs';

/** @typedef {{name: string, command: string[]}} Check */

/** @param {string} tool */
const installed = (tool) => [process.execPath, path.join(root, 'node_modules', tool)];
const cache = (/** @type {string} */ name) => path.join(root, 'node_modules/.cache/decimal-benchmark', name);
const cargo = (/** @type {string} */ command, /** @type {string[]} */ ...args) => [
  'cargo',
  command,
  ...['--manifest-path', 'native/Cargo.toml'],
  ...args,
];
const types = (/** @type {string} */ project) => [...installed('typescript/bin/tsc'), '-p', project];
const eslint = [...installed('eslint/bin/eslint.js'), '.'];

/** @type {Record<'types' | 'panelTypes' | 'lint' | 'formatting' | 'rustFormatting' | 'rustLint', Check>} */
const each = {
  types: { name: 'types of extension, engine, tests and scripts', command: types('.') },
  panelTypes: { name: 'types of the panel', command: types('webview') },
  lint: { name: 'lint', command: eslint },
  formatting: {
    name: 'formatting',
    command: [
      ...installed('prettier/bin/prettier.cjs'),
      ...['--check', '--cache', '--cache-strategy', 'content', '--cache-location', cache('prettier.json')],
      '.',
    ],
  },
  rustFormatting: { name: 'formatting of Rust', command: cargo('fmt', '--check') },
  rustLint: {
    name: 'lint of Rust',
    command: cargo('clippy', '--locked', '--all-targets', '--', '-D', 'warnings'),
  },
};

/** Every check, from scratch if its cache could be wrong. */
export const checks = Object.values(each);

/**
 * The checks of TypeScript and of formatting, for the inner loop. ESLint's cache is per file, so a finding that depends on
 * a type in another file appears only once its own file changes, or in `npm test`.
 * @type {Check[]}
 */
export const quickChecks = [
  each.types,
  each.panelTypes,
  {
    ...each.lint,
    command: [
      ...eslint,
      ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('eslint.json')],
    ],
  },
  each.formatting,
  each.rustFormatting,
];
