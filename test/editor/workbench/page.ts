import { pathToFileURL } from 'node:url';

export interface PageOptions {
  /** Folder or `.code-workspace` file; without it an empty window is opened. */
  readonly opened?: string | undefined;
  /** Sources of extensions that are loaded besides the installed ones. */
  readonly extensions?: readonly string[];
  readonly tests?: string | undefined;
}

/** The address under which a server opens a window with this folder, these extensions and this test suite. */
export function pageAddress(host: string, { opened, extensions = [], tests }: PageOptions): string {
  const remote = (file: string) => pathToFileURL(file).href.replace(/^file:\/\//, `vscode-remote://${host}`);
  const payload = [
    ...extensions.map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (opened === undefined) query.set('ew', 'true');
  else query.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', opened);
  return `http://${host}/?${query.toString()}`;
}
