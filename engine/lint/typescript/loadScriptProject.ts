import { createRequire } from 'node:module';
import path from 'node:path';
import type * as heavy from './scriptProject';

/**
 * The part that holds the TypeScript compiler. It is a file of its own, beside this one in the sources and in the
 * bundles, and loaded only when a project has decimals: the compiler takes 60 MB before it has read a file.
 */
export function loadScriptProject(): typeof heavy {
  const file = path.join(__dirname, `scriptProject${path.extname(__filename)}`);
  return createRequire(__filename)(file) as typeof heavy;
}
