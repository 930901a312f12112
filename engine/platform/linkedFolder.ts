import { lstat } from 'node:fs/promises';
import { FileRefusedError } from './readFile';

/**
 * Refuses to write into a folder that is a link: whoever planted it would choose where the files go.
 * @throws FileRefusedError; the file system's own error, such as `ENOENT`
 */
export async function refuseLinkedFolder(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory()) return;
  const reason = found.isSymbolicLink()
    ? `${folder} is a link, and nothing is written through it`
    : `${folder} is not a folder`;
  throw new FileRefusedError('not-regular', reason, 'Remove it, or name another output folder.');
}
