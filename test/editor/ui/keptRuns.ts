import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The files of the runs that the windows of a profile keep, sorted. Only the storage of extensions is read: the
 * profile's temporary folder changes while the engine runs.
 */
export function keptRunFiles(profile: string): string[] {
  const user = path.join(profile, 'user', 'User');
  const workspaces = path.join(user, 'workspaceStorage');
  return [path.join(user, 'globalStorage'), ...foldersOf(workspaces)]
    .flatMap((storage) => foldersOf(storage))
    .flatMap((extension) => filesOf(path.join(extension, 'runs')))
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function foldersOf(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name));
}

function filesOf(folder: string): string[] {
  return entriesOf(folder).map(({ name }) => path.join(folder, name));
}

function entriesOf(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}
