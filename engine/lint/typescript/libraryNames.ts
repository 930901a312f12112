import { libraryShapes } from './shapes/libraryShapes';

/** Packages that are looked up first: their shapes stand in only if there is nothing better. */
export const whereMissing: ReadonlySet<string> = new Set([
  '@prisma/client',
  '@prisma/client/runtime/library',
  'toformat',
  'react',
]);

/** The library that a specifier names, also by a registry's prefix or address, with a version, or by a file in it. */
export function libraryNamed(specifier: string): string | null {
  if (specifier.startsWith('.')) return null;
  const name = specifier
    .replace(/^(?:npm:\/?|jsr:\/?|https?:\/\/(?:esm\.sh|cdn\.skypack\.dev|esm\.run)\/)/, '')
    .replace(/^((?:@[^/]+\/)?[^/@]+)@[^/]*/, '$1');
  if (libraryShapes.has(name)) return name;
  if (name.startsWith('@prisma/client/runtime')) return '@prisma/client/runtime/library';
  if (name.startsWith('@dinero.js/') || name.startsWith('dinero.js/')) return 'dinero.js';
  const file =
    /^(decimal\.js|big\.js|bignumber\.js|decimal\.js-light)\/(?:dist\/)?(?:decimal|big|bignumber)(?:\.m?js)?$/.exec(
      name,
    );
  return file?.[1] ?? null;
}
