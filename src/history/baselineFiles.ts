import * as vscode from 'vscode';
import { Baseline } from '../../engine/protocol/baseline';
import { FileRefusedError, parseJson } from '../../engine/platform/readFile';
import { check } from '../../engine/protocol/check';
import { readWorkspaceText } from '../workspaceFile';

/** The default file of `baseline create`. */
const usualPath = ['baselines', 'baseline.json'] as const;

export const baselinePattern = usualPath.join('/');

/** Where a folder's baseline is, or will be. */
export function baselineUri(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...usualPath);
}

/** One scenario on one machine. */
export interface BaselineRecord {
  readonly uri: vscode.Uri;
  readonly scenario: string;
  readonly cpu: string;
  readonly recordedAt: string;
}

export interface BaselineFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly records: readonly BaselineRecord[];
  /** Why it cannot be used; null if it can. */
  readonly problem: string | null;
}

/** The baselines of the workspace's folders. They are data: nothing in them is run. */
export async function baselineFiles(): Promise<BaselineFile[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = await Promise.all(folders.map(({ uri }) => baselineFile(baselineUri(uri))));
  return files.filter((file) => file !== undefined);
}

async function baselineFile(uri: vscode.Uri): Promise<BaselineFile | undefined> {
  let text: string;
  try {
    text = await readWorkspaceText(uri, 'baseline');
  } catch (error) {
    if (error instanceof FileRefusedError) return { uri, text: '', records: [], problem: error.message };
    return undefined; // Most folders have none.
  }
  try {
    const { cpus } = check(Baseline, parseJson(text), 'baseline');
    const records = Object.values(cpus)
      .flat()
      .flatMap(({ machine: { cpu }, scenarios }) =>
        Object.entries(scenarios).map(([scenario, { recordedAt }]) => ({ uri, scenario, cpu, recordedAt })),
      );
    return { uri, text, records, problem: null };
  } catch (error) {
    return { uri, text, records: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
