import * as vscode from 'vscode';
import type { CommandLine } from '../commandLine';
import { baselineUri } from '../history/baselineFiles';
import { readSettings } from '../settings';
import { launchFlags } from './gateRun';
import type { GateTest } from './testItems';

/** `Accept as Baseline`: measures a scenario anew, and records it in the folder's baseline file. */
export async function acceptAsBaseline(commandLine: CommandLine, test: GateTest): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('A baseline is written only in a trusted workspace.'),
    );
    return;
  }
  const { folder, scenario } = test;
  const title = vscode.l10n.t('Recording {0} as the baseline', scenario);
  const location = vscode.ProgressLocation.Notification;
  try {
    await vscode.window.withProgress({ location, title, cancellable: true }, (_progress, token) =>
      record(commandLine, folder, scenario, token),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The baseline was not changed: {0}', reason));
  }
}

async function record(
  commandLine: CommandLine,
  folder: vscode.Uri,
  scenario: string,
  token: vscode.CancellationToken,
): Promise<void> {
  const file = baselineUri(folder);
  const { exitCode, errors } = await commandLine.run(
    [
      ...['baseline', (await exists(file)) ? 'update' : 'create', '--quiet'],
      ...['--file', file.fsPath, '--scenario', scenario],
      // A baseline is compared with many times: its own scatter should not be what limits them.
      ...launchFlags(readSettings(), 2),
    ],
    { folder: folder.fsPath, token },
  );
  if (exitCode !== 0 && !token.isCancellationRequested) throw new Error(errors);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
