/** From the paths that somebody names to the files to look at. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { languageOf } from '../languages';
import { walkFolder, type WalkOptions } from './walk';

export interface FoundFiles {
  /** To report on, in the order of their names. */
  readonly files: readonly string[];
  /** Those of them that were named themselves. */
  readonly named: readonly string[];
  /** Files that those named are read with, to know what they import, and that are not reported on. */
  readonly context: readonly string[];
}

/** Any of these files marks the folder of a project. */
const projectMarks = [
  '.git',
  'decimal-benchmark.json',
  'package.json',
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
];

/**
 * Files named themselves are taken as they are; a Python file is read with the project around it, and without a project
 * with its own folder. Folders are walked.
 * @param paths - absolute
 * @throws EngineError `bad-input` if a path is not there
 */
export async function findFiles(paths: readonly string[], options: WalkOptions): Promise<FoundFiles> {
  const folders: string[] = [];
  const named: string[] = [];
  for (const each of paths) {
    if (await isFolder(each)) folders.push(each);
    else if (languageOf(each) !== null) named.push(each);
  }
  const walked = await walkAll(folders, options);
  const files = new Set([...walked, ...named]);
  const around = new Set(
    named
      .filter((file) => languageOf(file) === 'python' && !walked.has(file))
      .map((file) => projectAround(path.dirname(file))),
  );
  const context = await walkAll([...around], options);
  return {
    files: [...files].sort(),
    named,
    context: [...context].filter((file) => languageOf(file) === 'python' && !files.has(file)),
  };
}

/** The nearest folder, from this one up, that is a project's; the folder itself if there is none. */
export function projectAround(folder: string): string {
  let current = folder;
  while (!isProject(current)) {
    const parent = path.dirname(current);
    if (parent === current) return folder;
    current = parent;
  }
  return current;
}

function isProject(folder: string): boolean {
  return projectMarks.some((mark) => existsSync(path.join(folder, mark)));
}

async function walkAll(folders: readonly string[], options: WalkOptions): Promise<Set<string>> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const file of await walkFolder(folder, options)) found.add(file);
  }
  return found;
}

async function isFolder(named: string): Promise<boolean> {
  try {
    return (await stat(named)).isDirectory();
  } catch (error) {
    const words = fileReasonOf(error);
    const detail = words?.reason ?? (error instanceof Error ? error.message : String(error));
    throw new EngineError(
      {
        code: 'bad-input',
        message: `Cannot read ${named}: ${detail}`,
        where: null,
        remedy: words?.remedy ?? null,
      },
      { cause: error },
    );
  }
}
