import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The text of one of the compiler's own declaration files, such as `lib.es5.d.ts`; undefined if there is none. A
 * bundle holds these texts in place of this file, because nothing is installed where it runs.
 */
export function libraryText(name: string): string | undefined {
  try {
    return readFileSync(path.join(path.dirname(require.resolve('typescript-5.9')), name), 'utf8');
  } catch {
    return undefined;
  }
}
