import * as vscode from 'vscode';
import { check } from '../engine/protocol/check';
import { StoredRun } from '../engine/protocol/storedRun';
import { errorText } from './log';

/**
 * The last run that kept a report, in one JSON file: of the workspace where there is one, else of the user.
 * It is replaced by a rename, so a crash leaves the old one or the new one.
 */
export class RunStore {
  private readonly file: vscode.Uri;
  private readonly temporary: vscode.Uri;
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.file = vscode.Uri.joinPath(folder, 'last-run.json');
    this.temporary = vscode.Uri.joinPath(folder, `last-run.${process.pid}.tmp`);
  }

  /** What was stored; undefined where nothing is, or where another version wrote something else. */
  async load(): Promise<StoredRun | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.file);
    } catch {
      return undefined; // The usual case: nothing was measured here yet.
    }
    try {
      const stored: unknown = JSON.parse(new TextDecoder().decode(bytes));
      return check(StoredRun, stored, 'stored run');
    } catch (error) {
      this.log.warn(vscode.l10n.t('The last run cannot be shown again: {0}', errorText(error)));
      return undefined;
    }
  }

  /** Replaces what is stored. A failure is logged: the run itself is not lost by it. */
  save(run: StoredRun): Promise<void> {
    this.pending = this.pending.then(() => this.write(run));
    return this.pending;
  }

  private async write(run: StoredRun): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(this.temporary, new TextEncoder().encode(JSON.stringify(run)));
      await vscode.workspace.fs.rename(this.temporary, this.file, { overwrite: true });
    } catch (error) {
      this.log.error(vscode.l10n.t('The run could not be stored: {0}', errorText(error)));
    }
  }
}
