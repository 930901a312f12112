import * as vscode from 'vscode';
import type { CommandLine } from '../commandLine';
import { baselineUri } from '../history/baselineFiles';
import { readSettings } from '../settings';
import { launchFlags } from './runGate';
import type { ScenarioOfFolder } from './pickScenario';
import { noticeText } from '../noticeText';

/** `Accept as Baseline`: measures a scenario anew, and records it in the folder's baseline file. */
export async function acceptAsBaseline(
  commandLine: CommandLine,
  { folder, scenario }: ScenarioOfFolder,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage('Recording a baseline requires a trusted workspace.');
    return;
  }
  const title = `Recording ${scenario} as the baseline`;
  const location = vscode.ProgressLocation.Notification;
  try {
    const isRecorded = await vscode.window.withProgress(
      { location, title, cancellable: true },
      (_progress, token) => record(commandLine, folder, scenario, token),
    );
    if (isRecorded) void showRecorded(folder, scenario);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The baseline was not changed: ${noticeText(reason)}`);
  }
}

/** @returns whether it was: not where it was cancelled. @throws Error with what the command line said */
async function record(
  commandLine: CommandLine,
  folder: vscode.Uri,
  scenario: string,
  token: vscode.CancellationToken,
): Promise<boolean> {
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
  if (exitCode === 0) return true;
  if (token.isCancellationRequested) return false;
  throw new Error(errors);
}

async function showRecorded(folder: vscode.Uri, scenario: string): Promise<void> {
  const open = 'Open';
  const choice = await vscode.window.showInformationMessage(`${scenario} is recorded as the baseline.`, open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', baselineUri(folder));
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
