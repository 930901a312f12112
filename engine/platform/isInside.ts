import path from 'node:path';

/**
 * Whether a file or folder is the folder itself, or anywhere below it. Both are absolute. Names may begin with two dots.
 */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
