import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type {
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient';
import { check } from '../../engine/protocol/check';
import { ScanResult, serverMethods } from '../../engine/protocol/languageServer';
import { noticeText } from '../noticeText';
import type { FloatZeroServer } from './server';

type WorkDoneProgress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** `Scan Workspace for Float Zeros`: looks at every file, with progress that can be cancelled. */
export async function scanWorkspace(server: FloatZeroServer): Promise<ScanResult | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) {
    void vscode.window.showInformationMessage('Open a folder to scan it for float zeros.');
    return undefined;
  }
  const title = 'Scanning for float zeros';
  const location = vscode.ProgressLocation.Notification;
  const result = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    scan(server, progress, token),
  );
  await vscode.commands.executeCommand('setContext', 'decimalBenchmark.scanned', !result.cancelled);
  return result;
}

async function scan(
  server: FloatZeroServer,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<ScanResult> {
  const { WorkDoneProgress: kind } = await import('vscode-languageclient');
  const client = await server.client();
  const workDoneToken = randomUUID();
  let percentage = 0;
  const subscription = client.onProgress(kind.type, workDoneToken, (value: WorkDoneProgress) => {
    if (value.kind !== 'report') return;
    const now = value.percentage ?? percentage;
    progress.report({
      increment: now - percentage,
      ...(value.message !== undefined && { message: noticeText(value.message) }),
    });
    percentage = now;
  });
  try {
    const result = await server.request(serverMethods.scan, { workDoneToken }, token);
    return check(ScanResult, result, 'result of the scan');
  } finally {
    subscription.dispose();
  }
}
