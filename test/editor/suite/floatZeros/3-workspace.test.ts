import { strict as assert } from 'node:assert';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { ScanResult } from '../../../../engine/protocol/languageServer';
import { until } from '../../support/until';
import { closeAll, fileUri, found, serverProcess, show, untilFound, viewText } from '../desk';
import { product } from '../product';

describe('float zeros of a workspace', () => {
  after(closeAll);

  it('are all found by a scan, also in files that are not open', async () => {
    await closeAll();
    await until('nothing is told of closed files', () => found(fileUri('metrics.py')).length === 0);
    const result: unknown = await vscode.commands.executeCommand('decimalBenchmark.scanFloatZeros');
    const { files, findings, cancelled } = v.parse(ScanResult, result);
    assert.equal(cancelled, false);
    assert.ok(files >= 6, String(files));
    assert.ok(findings >= 5, String(findings));
    await untilFound(fileUri('metrics.py'), 'DB001');
    await untilFound(fileUri('fees.py'), 'DB002', 'DB003', 'DB006');
    await untilFound(fileUri('src/orders.ts'), 'DB105');
    await untilFound(fileUri('ledger.py'));
  });

  it('are in the view, by folder, file and finding, each with its count', async () => {
    const wanted = ['  metrics.py (1)', '  fees.py (3)', '  orders.ts (1)'];
    const lines = await until('the view is up to date', async () => {
      const now = await viewText();
      return wanted.every((line) => now.includes(line)) && now;
    });
    assert.match(lines[0] ?? '', /^desk \(\d+\)$/);
    assert.ok(
      lines.some((line) => /^ {4}.*\(DB001 · line 7\)$/.test(line)),
      lines.join('\n'),
    );
  });

  it('are opened by a click in the view', async () => {
    const { floatZeros } = await product();
    const files = floatZeros.children().flatMap((folder) => floatZeros.children(folder));
    const file = files.find(
      (node) => floatZeros.item(node).resourceUri?.path.endsWith('/orders.ts') === true,
    );
    assert.ok(file);
    const [finding] = floatZeros.children(file);
    assert.ok(finding);
    const { command } = floatZeros.item(finding);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    const editor = await until('the file is shown', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.path.endsWith('/orders.ts') === true && active;
    });
    assert.equal(editor.document.getText(editor.selection), 'a > b');
  });

  it('are counted by the language status, with the worst severity', async () => {
    const { statusItem } = (await product()).floatZeros;
    const count = (await viewText()).filter((line) => line.startsWith('    ')).length;
    assert.equal(statusItem.text, `Float zeros: ${count}`);
    assert.equal(statusItem.severity, vscode.LanguageStatusSeverity.Error);
    await until('the server waits', () => !statusItem.busy);
  });

  it('stay known when a file is opened and closed again', async () => {
    const { document } = await show('metrics.py');
    await untilFound(document.uri, 'DB001');
    await closeAll();
    await until('the document is closed', () => !isOpen('metrics.py'));
    await untilFound(fileUri('metrics.py'), 'DB001');
  });

  it('are reported anew when a closed file changes on the disk', async () => {
    const uri = fileUri('metrics.py');
    const before = await vscode.workspace.fs.readFile(uri);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('previous = None\n'));
    await untilFound(uri);
    await vscode.workspace.fs.writeFile(uri, before);
    await untilFound(uri, 'DB001');
  });

  it('are summed up folder by folder in the overview', async () => {
    await vscode.commands.executeCommand('decimalBenchmark.showMigrationOverview');
    const uri = vscode.Uri.parse('decimal-benchmark-overview:/Migration Overview.md');
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    assert.match(text, /^# Migration to Decimals\n\n## desk\n/);
    assert.match(text, /\| Folder \| Files \| Places with decimals \|.* DB001 \|/);
    assert.match(text, /^\| src \|.*\|$/m);
    await until('the preview is shown', () =>
      vscode.window.tabGroups.activeTabGroup.tabs.some(({ label }) => label.includes('Migration')),
    );
  });

  it('come back after the server was killed', async () => {
    const { document } = await show('metrics.py');
    await untilFound(document.uri, 'DB001');
    const { pid } = await serverProcess();
    process.kill(pid, 'SIGKILL');
    await until('another server', async () => (await serverProcess()).pid !== pid);
    await untilFound(document.uri, 'DB001');
  });

  it('come back after a restart by hand', async () => {
    const { document } = await show('metrics.py');
    const { pid } = await serverProcess();
    await vscode.commands.executeCommand('decimalBenchmark.restartFloatZeroServer');
    await until('another server', async () => (await serverProcess()).pid !== pid);
    await untilFound(document.uri, 'DB001');
  });
});

function isOpen(name: string): boolean {
  const uri = fileUri(name).toString();
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri);
}
