/** Which files are checked, and as which language. */
import path from 'node:path';
import type { Language } from './catalogue';

const languages = new Map<string, Language>([
  ['.py', 'python'],
  ['.pyi', 'python'],
  ['.pyw', 'python'],
  ['.ipynb', 'python'],
  ['.ts', 'script'],
  ['.tsx', 'script'],
  ['.mts', 'script'],
  ['.cts', 'script'],
  ['.js', 'script'],
  ['.jsx', 'script'],
  ['.mjs', 'script'],
  ['.cjs', 'script'],
]);

/** The language of a file by its name; null if the linter supports none for it. */
export function languageOf(file: string): Language | null {
  return languages.get(path.extname(file).toLowerCase()) ?? null;
}

/** Whether a file is a notebook, whose Python is in its cells. */
export function isNotebook(file: string): boolean {
  return path.extname(file).toLowerCase() === '.ipynb';
}
