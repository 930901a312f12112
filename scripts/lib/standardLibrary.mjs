// @ts-check
// Puts the compiler's declarations of JavaScript's own library into the bundle, if nothing is installed.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './checkout.mjs';

const folder = path.join(root, 'node_modules/typescript-5.9/lib');

/**
 * Replaces the module that reads these texts from disk by one that holds them.
 * @type {import('esbuild').Plugin}
 */
export const standardLibrary = {
  name: 'standard library',
  setup(build) {
    build.onLoad({ filter: /[\\/]engine[\\/]lint[\\/]typescript[\\/]libraryTexts\.ts$/ }, () => ({
      contents: `const texts = ${JSON.stringify(libraryTexts())};
        export const libraryText = (name) => Object.hasOwn(texts, name) ? texts[name] : undefined;`,
      loader: 'js',
    }));
  },
};

/** The library without that of browsers and other hosts, and without comments but for references between the files. */
function libraryTexts() {
  const names = readdirSync(folder).filter((name) => /^lib\.(?:es.*|decorators.*)\.d\.ts$/.test(name));
  return Object.fromEntries(
    names.map((name) => [name, withoutComments(readFileSync(path.join(folder, name), 'utf8'))]),
  );
}

/** @param {string} text */
function withoutComments(text) {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^[ \t]*\/\/(?!\/ *<reference).*$/gm, '')
    .replaceAll(/\n\s*\n/g, '\n');
}
