/** Links that a workspace may hold under the names of files that this program writes by default. */
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * The first part of a path below a folder that is a link and leads out of the folder, or nowhere; null if there is none.
 * @param file - may be missing, and its folders too
 */
export async function linkOutOf(folder: string, file: string): Promise<string | null> {
  const root = await realpath(folder);
  let current = path.resolve(folder);
  for (const part of path.relative(current, path.resolve(file)).split(path.sep)) {
    current = path.join(current, part);
    const found = await lstat(current).catch(() => null);
    if (found === null) return null;
    if (!found.isSymbolicLink()) continue;
    const target = await realpath(current).catch(() => null);
    if (target === null || !isWithin(target, root)) return current;
  }
  return null;
}

/** Whether a path is a folder or below it; both absolute and without links. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
