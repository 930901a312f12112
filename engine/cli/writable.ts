/** Makes sure that what a run will write can be written, before it measures for minutes. */
import { rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../report/makeFolder';
import { fileError, usageError } from './usageError';

/** Makes the folder where it is not there. @throws EngineError `bad-input` where nothing can be written to it */
export async function requireWritableFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await writeBriefly(folder);
  } catch (error) {
    throw fileError(error, `Cannot write to the folder ${folder}`);
  }
}

/** @throws EngineError `bad-input` where a file of that name cannot be put in place */
export async function requireWritableFile(file: string): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory() === true) throw usageError(`Cannot write ${file}: it is a folder`, 'Name a file.');
  // A device or pipe would be replaced by a file of its name.
  if (there?.isFile() === false)
    throw usageError(`Cannot write ${file}: it is no regular file`, 'Name a file.');
  try {
    await writeBriefly(path.dirname(file));
  } catch (error) {
    throw fileError(error, `Cannot write ${file}`);
  }
}

/** Files are saved in one step, by way of a temporary file beside them: that is what must be possible. */
async function writeBriefly(folder: string): Promise<void> {
  const file = path.join(folder, `.writable-${process.pid}`);
  await writeFile(file, '');
  await rm(file);
}
