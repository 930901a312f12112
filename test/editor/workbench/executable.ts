import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes the stand-in's executable into the folder: a script that runs `host.ts` with this Node. */
export function writeHostExecutable(folder: string): string {
  const file = path.join(folder, 'code');
  const root = path.join(__dirname, '..', '..', '..');
  const loader = path.join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
  const words = [process.execPath, '--import', `file://${loader}`, path.join(__dirname, 'host.ts')];
  writeFileSync(file, `#!/bin/sh\nexec ${words.map(quoted).join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
