import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const example = path.join(__dirname, '..', '..', 'docs', 'example-workspace');

/** A copy of the example workspace, which tests may write to. */
export function exampleWorkspace(folder: string): string {
  const copy = path.join(folder, 'example-workspace');
  cpSync(example, copy, { recursive: true });
  return copy;
}

/** A workspace file with two folders, whose settings ask for more than an untrusted workspace may. */
export function twoFolders(folder: string): string {
  const notes = path.join(folder, 'notes');
  mkdirSync(notes, { recursive: true });
  writeFileSync(path.join(notes, 'readme.txt'), 'A folder without bars.\n');
  const file = path.join(folder, 'two.code-workspace');
  const content = {
    folders: [{ path: exampleWorkspace(folder) }, { path: notes }],
    settings: { 'decimalBenchmark.launches': 99, 'decimalBenchmark.target': 77 },
  };
  writeFileSync(file, JSON.stringify(content, null, 2));
  return file;
}
