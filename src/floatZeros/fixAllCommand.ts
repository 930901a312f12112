import * as vscode from 'vscode';
import { fixAllKind } from '../../engine/protocol/languageServer';

/** `Fix All Float Zeros in File`: what can be fixed without changing a value, in the file in front. */
export async function fixAllInFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
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
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing in this file that can be fixed without changing a value.'),
    );
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
