import * as vscode from 'vscode';
import {
  decodeUtf8,
  fileLimits,
  notRegular,
  readText,
  tooLarge,
  type FileKind,
} from '../engine/platform/readFile';

/**
 * Reads a text file of the workspace, which may be hostile: only a regular file of limited size. Other file systems than
 * the disk's have no devices and pipes, so what they report about a file is enough.
 * @throws FileRefusedError, or the file system's own error
 */
export async function readWorkspaceText(uri: vscode.Uri, kind: FileKind): Promise<string> {
  if (uri.scheme === 'file') return readText(uri.fsPath, kind);
  const { type, size } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) throw notRegular('a folder');
  if (size > fileLimits[kind]) throw tooLarge(fileLimits[kind]);
  return decodeUtf8(await vscode.workspace.fs.readFile(uri));
}
