/** Makes sure that what a run will write can be written, before it measures for minutes. */
import { realpath, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { linkOutOf } from '../platform/plantedLink';
import { makeFolder } from '../platform/makeFolder';
import { makeChartFolder } from '../benchmark/report/write';
import { temporaryNameOf } from '../platform/writeWhole';
import { fileError, usageError } from './usageError';

/**
 * Refuses a default name if a link would take what is written out of the folder that it belongs to: the link may have
 * come with a repository. A link that was named itself is followed.
 * @param option - names another place
 * @throws EngineError `bad-input`
 */
export async function refuseLinkOut(folder: string, file: string, option: string): Promise<void> {
  const link = await linkOutOf(folder, file);
  if (link === null) return;
  const shown = path.relative(process.cwd(), link);
  throw usageError(
    `Cannot write ${file}: ${shown} is a link that leads out of the folder`,
    `Remove the link, or name another place with ${option}.`,
  );
}

/** Refuses the default folder of reports as {@link refuseLinkOut} does. */
export async function refuseLinkedDefault(outputDir: string): Promise<void> {
  if (path.normalize(outputDir) === path.normalize(defaultOutputFolder)) {
    await refuseLinkOut(process.cwd(), outputDir, '--output-dir');
  }
}

const defaultOutputFolder = 'reports/latest';

/** Makes the folder if it is not there. @throws EngineError `bad-input` if nothing can be written to it */
async function requireWritableFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await writeBriefly(folder);
  } catch (error) {
    throw fileError(error, `Cannot write to the folder ${folder}`);
  }
}

/** As {@link requireWritableFolder}, for the folder of a report and its charts. */
export async function requireWritableReport(folder: string): Promise<void> {
  await requireWritableFolder(folder);
  try {
    await writeBriefly(await makeChartFolder(folder));
  } catch (error) {
    throw fileError(error, `Cannot write to the folder ${folder}`);
  }
}

/** Where a shell has redirected such a stream into a file, that file would be replaced while it is written. */
const ownStream = /^\/(?:dev\/(?:std(?:in|out|err)|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/;

/** @throws EngineError `bad-input` if a file of that name cannot be put in place */
export async function requireWritableFile(file: string): Promise<void> {
  if (ownStream.test(path.resolve(file)))
    throw usageError(`Cannot write ${file}: it is a stream of a program, not a file`, 'Name a file.');
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory() === true) throw usageError(`Cannot write ${file}: it is a folder`, 'Name a file.');
  // A device or pipe would be replaced by a file of its name.
  if (there?.isFile() === false)
    throw usageError(`Cannot write ${file}: it is not a regular file`, 'Name a file.');
  try {
    await writeBriefly(path.dirname(file));
  } catch (error) {
    throw fileError(error, `Cannot write ${file}`);
  }
}

/**
 * Refuses to write over a file that is read, by whatever name it is called.
 * @param option - what names the file to be written, e.g. `--output`
 * @param what - the file that is read, e.g. `the report itself`
 * @throws EngineError `bad-input`
 */
export async function refuseSameFile(
  written: string,
  option: string,
  read: string,
  what: string,
): Promise<void> {
  const [ours, theirs] = await Promise.all([written, read].map(placeOf));
  if (ours === theirs) throw usageError(`${option} ${written} is ${what}`, 'Name another file.');
}

/** Links and names of other forms lead to one place; a file that is not there yet is where it will be. */
async function placeOf(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file));
  return realpath(file).catch(async () =>
    path.join(await realpath(folder).catch(() => folder), path.basename(file)),
  );
}

/** Files are saved in one step, by way of a temporary file beside them: that is what must be possible. */
async function writeBriefly(folder: string): Promise<void> {
  const file = temporaryNameOf(path.join(folder, '.writable'));
  await writeFile(file, '', { flag: 'wx' });
  await rm(file);
}
