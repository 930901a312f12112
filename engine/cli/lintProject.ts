/** From the paths that are named to the project that they are in: its root, its settings, its baseline. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { defaultBaseline } from '../lint/findingsBaseline';
import { projectAround } from '../lint/files/find';
import { hasSettings, settingsOfFile, settingsOfFolder } from '../lint/settings/settingsFile';
import { isInside } from '../platform/isInside';
import type { LintSettings } from '../protocol/lint';

export interface LintProject {
  /** Absolute: what globs are relative to, and where a baseline is. */
  readonly root: string;
  readonly settings: LintSettings;
  /** Absolute path of the project's own baseline; null if it has none. */
  readonly baseline: string | null;
}

/**
 * The project's root is the nearest folder with settings or a baseline, from the paths up to their repository's root;
 * without any it is the project that the current folder is in, or for paths outside of it the one that they are in.
 * @param paths - absolute
 * @param config - a file of settings to use instead of the project's
 * @throws EngineError `bad-input` if settings cannot be used
 */
export function lintProjectOf(paths: readonly string[], config: string | undefined): LintProject {
  const start = commonFolder(paths);
  const isConfigured = (folder: string) => hasSettings(folder) || defaultBaseline(folder) !== null;
  const root =
    foldersUpToRepository(start).find(isConfigured) ??
    projectAround(isInside(start, process.cwd()) ? process.cwd() : start);
  const settings = config === undefined ? settingsOfFolder(root) : settingsOfFile(path.resolve(config));
  return { root, settings, baseline: defaultBaseline(root) };
}

function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((each) => (isFolder(each) ? each : path.dirname(each)));
  return folders.reduce((common, folder) => {
    let shared = common;
    while (!isInside(folder, shared)) shared = path.dirname(shared);
    return shared;
  });
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A folder and those above it, from the inside out. */
function foldersUpToRepository(folder: string): string[] {
  const folders = [folder];
  let current = folder;
  while (!existsSync(path.join(current, '.git')) && path.dirname(current) !== current) {
    current = path.dirname(current);
    folders.push(current);
  }
  return folders;
}
