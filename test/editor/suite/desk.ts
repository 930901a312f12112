/** The workspace with float zeros, seen through the editor's API. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { descendants, type RunningProcess } from '../support/processes';
import { until } from '../support/until';
import { command, product } from './product';

export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file as a click does: what the API opens, the editor holds open for minutes after its tab was closed. */
export async function show(name: string): Promise<vscode.TextEditor> {
  const uri = fileUri(name);
  await vscode.commands.executeCommand('vscode.open', uri);
  return until(`${name} is shown`, () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.toString() === uri.toString() && active;
  });
}

/** Shows a file with this text, whatever it held. */
export async function showText(name: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  const { document } = await show(name);
  return document;
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Puts other text in place of a document's. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}

export function found(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source?.startsWith('Decimal Benchmark') === true);
}

export function codes(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => (typeof code === 'object' ? String(code.value) : ''));
}

/** Waits until exactly these rules are found in a document, in any order. */
export async function untilFound(uri: vscode.Uri, ...rules: readonly string[]): Promise<vscode.Diagnostic[]> {
  const wanted = [...rules].sort().join();
  try {
    return await until(`${wanted || 'nothing'} in ${uri.path}`, () => {
      const now = found(uri);
      return codes(now).sort().join() === wanted && now;
    });
  } catch (error) {
    const now = found(uri).map(({ message }, index) => `${codes(found(uri))[index] ?? ''} ${message}`);
    throw new Error(`${String(error)}; found: ${now.join('; ')}`, { cause: error });
  }
}

/** The quick fixes at a diagnostic, with their edits. */
export async function fixesAt(uri: vscode.Uri, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    50,
  );
}

export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action, 'there is no such action');
  assert.ok(action.edit, `${action.title} has no edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

export async function floatZeroSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('decimalBenchmark.floatZeros')
    .update(key, value, vscode.ConfigurationTarget.Global);
}

/** The process of the language server. */
export async function serverProcess(): Promise<RunningProcess> {
  return until('the language server', () =>
    descendants(process.pid).find(({ command: line }) => line.includes('languageServer.cjs')),
  );
}

/** The view as text, a line a node. */
export async function viewText(): Promise<string[]> {
  const { floatZeros } = await product();
  const lines: string[] = [];
  const write = (node: Parameters<typeof floatZeros.item>[0], depth: number) => {
    const { label, resourceUri, description } = floatZeros.item(node);
    const name = typeof label === 'string' ? label : (resourceUri?.path.split('/').at(-1) ?? '');
    lines.push(`${'  '.repeat(depth)}${name} (${String(description)})`);
    for (const child of floatZeros.children(node)) write(child, depth + 1);
  };
  for (const node of floatZeros.children()) write(node, 0);
  return lines;
}

export { command };
