/** What a declaration's file reveals about it. */

/** Folders of files that are on no disk. */
export const shapeFolder = '/decimal-benchmark:shapes/';
export const libraryFolder = '/decimal-benchmark:lib';

export function isVirtual(fileName: string): boolean {
  return fileName.startsWith(shapeFolder) || fileName.startsWith(libraryFolder);
}

const installed =
  /^.*\/node_modules\/(?:@types\/)?(decimal\.js|decimal\.js-light|big\.js|bignumber\.js)\/.*\.d\.[cm]?ts$/;

/**
 * The decimal library that a file declares: by its shape, or as it is installed where a program resolves imports by
 * itself. Null for any other file.
 */
export function libraryOfFile(fileName: string): string | null {
  if (fileName.startsWith(shapeFolder)) return fileName.slice(shapeFolder.length, -'.d.ts'.length);
  return installed.exec(fileName)?.[1] ?? null;
}
