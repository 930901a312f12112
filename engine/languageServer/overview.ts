/** How far the migration of each folder has come, as the editor shows it. */
import path from 'node:path';
import type { Overview } from '../protocol/languageServer';
import type { Workspace } from './workspace';

export async function overviewOf(workspace: Workspace): Promise<Overview> {
  const folders = await Promise.all(
    workspace.all().map(async ({ name, uri, linted }) => ({
      name,
      uri,
      rows: (await linted.overview()).map(({ folder, ...counts }) => ({
        path: path.relative(linted.root, folder).replaceAll(path.sep, '/') || '.',
        ...counts,
      })),
    })),
  );
  return { folders };
}
