import * as vscode from 'vscode';
import { fixAllKind } from '../../engine/protocol/languageServer';

/** `Fix All Float Zeros in File`: what can be fixed without changing a value, in the file in front. */
export async function fixAllInFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const { version } = document;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
    fixAllKind,
    1,
  );
  const edit = actions.find(({ kind }) => kind?.value === fixAllKind)?.edit;
  if (edit === undefined) {
    void vscode.window.showInformationMessage('No finding in this file has a fix that keeps every value.');
    return;
  }
  if (document.isClosed || document.version !== version) {
    void vscode.window.showInformationMessage(changedMeanwhile());
    return;
  }
  await vscode.workspace.applyEdit(edit);
}

/** The places of an edit are those of an earlier text then. */
export function changedMeanwhile(): string {
  return 'The file changed while it was analyzed, so no fix was applied. Run the command again.';
}
