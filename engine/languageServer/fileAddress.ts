/** Documents have URIs, the linter has paths. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where documents lie that are on no disk; each is analysed by itself. */
export const untitledFolder = path.resolve('/untitled');

const extensions = new Map([
  ['python', '.py'],
  ['typescript', '.ts'],
  ['typescriptreact', '.tsx'],
  ['javascript', '.js'],
  ['javascriptreact', '.jsx'],
]);

/** The absolute path of a `file:` URI; null for another scheme. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

export function uriOfPath(file: string): string {
  return pathToFileURL(file).href;
}

/** The path that stands for a document, also for one that is on no disk; null if no file could have its language. */
export function pathOfDocument(uri: string, languageId: string): string | null {
  const onDisk = pathOfUri(uri);
  if (onDisk !== null) return onDisk;
  const extension = extensions.get(languageId);
  if (extension === undefined) return null;
  return path.join(untitledFolder, `${uri.replaceAll(/[^\w.-]+/g, '-')}${extension}`);
}
