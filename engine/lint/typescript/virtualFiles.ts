import { libraryFolder, shapeFolder } from './declarations';
import { libraryShapes } from './shapes/libraryShapes';
import { libraryText } from './libraryTexts';

/** The text of a file that is on no disk; undefined for any other. */
export function virtualText(fileName: string): string | undefined {
  if (fileName.startsWith(shapeFolder))
    return libraryShapes.get(fileName.slice(shapeFolder.length, -'.d.ts'.length));
  if (fileName.startsWith(`${libraryFolder}/`)) return libraryText(fileName.slice(libraryFolder.length + 1));
  return undefined;
}
