import * as vscode from 'vscode';
import { check } from '../../engine/protocol/check';
import { failureText, type Failure } from '../../engine/protocol/failure';
import { serverMethods, TrapEdit, TrapRunResult } from '../../engine/protocol/languageServer';
import { changedMeanwhile } from './fixAllCommand';
import type { FloatZeroServer } from './server';
import { noticeText } from '../noticeText';

/** `Add FloatOperation Trap to conftest.py`: an edit that can be reviewed and undone; nothing is saved. */
export async function addTrap(server: FloatZeroServer): Promise<void> {
  const folder = await chosenFolder();
  if (folder === undefined) return;
  const source = new vscode.CancellationTokenSource();
  const versions = new Map(vscode.workspace.textDocuments.map((each) => [each.uri.toString(), each.version]));
  const answer = await server.request(
    serverMethods.trapEdit,
    { folder: folder.uri.toString() },
    source.token,
  );
  const { uri, text, exists } = check(TrapEdit, answer, 'edit of conftest.py');
  const file = vscode.Uri.parse(uri);
  if (text === null) {
    void vscode.window.showInformationMessage('conftest.py already contains the trap.');
  } else {
    const edit = await trapEdit(file, text, exists, versions);
    if (edit === null) void vscode.window.showInformationMessage(changedMeanwhile());
    else await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(file);
}

/** Null if the open document is not the one that the new text was made from. */
async function trapEdit(
  file: vscode.Uri,
  text: string,
  exists: boolean,
  versions: ReadonlyMap<string, number>,
): Promise<vscode.WorkspaceEdit | null> {
  const edit = new vscode.WorkspaceEdit();
  if (!exists) {
    edit.createFile(file, { contents: new TextEncoder().encode(text) });
    return edit;
  }
  const document = await vscode.workspace.openTextDocument(file);
  const version = versions.get(document.uri.toString());
  if (version === undefined ? document.isDirty : document.version !== version) return null;
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(file, whole, text);
  return edit;
}

/** `Run Tests with the FloatOperation Trap`: every raise becomes a diagnostic until the next run. */
export async function runTestsWithTrap(
  server: FloatZeroServer,
  log: vscode.LogOutputChannel,
): Promise<TrapRunResult | undefined> {
  if (!vscode.workspace.isTrusted) {
    void refuseUntrusted();
    return undefined;
  }
  const folder = await chosenFolder();
  if (folder === undefined) return undefined;
  const answer = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Running tests with the FloatOperation trap',
      cancellable: true,
    },
    (_progress, token) => server.request(serverMethods.trapRun, { folder: folder.uri.toString() }, token),
  );
  const result = check(TrapRunResult, answer, 'result of the tests');
  void showResult(result, log);
  return result;
}

async function showResult(
  { failure, raises, exitCode }: TrapRunResult,
  log: vscode.LogOutputChannel,
): Promise<void> {
  if (failure !== null) {
    await showFailure(failure, log);
    return;
  }
  const show = 'Show';
  const showLog = 'Show Log';
  const text =
    raises === 0
      ? `No float met a Decimal while the tests ran (exit code ${exitCode ?? ''}).`
      : `Places where a float met a Decimal while the tests ran: ${raises}.`;
  const choice = await vscode.window.showInformationMessage(text, ...(raises > 0 ? [show] : []), showLog);
  if (choice === show) await vscode.commands.executeCommand('decimalBenchmark.floatZeros.focus');
  if (choice === showLog) log.show();
}

async function showFailure(failure: Failure, log: vscode.LogOutputChannel): Promise<void> {
  if (failure.code === 'cancelled') return;
  const open = 'Open Setting';
  const showLog = 'Show Log';
  const choice = await vscode.window.showErrorMessage(noticeText(failureText(failure)), open, showLog);
  if (choice === showLog) log.show();
  if (choice === open) {
    const setting = 'decimalBenchmark.floatZeros.testCommand';
    await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}

async function refuseUntrusted(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const choice = await vscode.window.showWarningMessage(
    'Running tests requires a trusted workspace.',
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** The folder of the file in front, else the only one, else the one that is picked. */
async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage('Open a folder first.');
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const inFront = vscode.window.activeTextEditor?.document.uri;
  const own = inFront === undefined ? undefined : vscode.workspace.getWorkspaceFolder(inFront);
  return own ?? vscode.window.showWorkspaceFolderPick();
}
