import * as vscode from 'vscode';
import { ruleCodes, type RuleCode } from '../../engine/protocol/lint';
import { ruleOf } from './findings';

/** `Open Rule Documentation`: the page of the rule that is given, by a finding of the view, or by picking one. */
export async function openRuleDocumentation(extension: vscode.Uri, given: unknown): Promise<void> {
  const rule = ruleNamed(codeOf(given)) ?? (await pickRule());
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(extension, 'docs', 'rules', `${rule}.md`);
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

function codeOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('diagnostic' in given)) return given;
  const { diagnostic } = given;
  return diagnostic instanceof vscode.Diagnostic ? ruleOf(diagnostic) : undefined;
}

function ruleNamed(code: unknown): RuleCode | undefined {
  return ruleCodes.find((rule) => rule === code);
}

async function pickRule(): Promise<RuleCode | undefined> {
  const placeHolder = 'Which rule?';
  return ruleNamed(await vscode.window.showQuickPick([...ruleCodes], { placeHolder }));
}
