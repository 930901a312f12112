import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder, and those above it that are missing, from the top down. Node's own recursive `mkdir` never comes back
 * where the system answers that a folder in an existing one "does not exist", as under `/proc`.
 * @throws the file system's own error
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = path.dirname(folder);
  if (above !== folder && !(await exists(above))) await makeFolder(above);
  try {
    await mkdir(folder);
  } catch (error) {
    if (!(await isFolder(folder))) throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
