import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { descendants } from '../../support/processes';
import { until } from '../../support/until';
import { closeAll, fileUri, floatZeroSetting, replaceText, show, untilFound } from '../desk';
import { extension, product } from '../product';

describe('float zeros in the editor', () => {
  afterEach(closeAll);

  it('start no server before a source is shown', async () => {
    await show('notes.txt');
    assert.equal((await product()).floatZeros.started, false);
    assert.ok(descendants(process.pid).every(({ command }) => !command.includes('languageServer')));
  });

  it('are underlined, with the rule, its page and the ledger value that is met', async () => {
    const { document } = await show('metrics.py');
    const [finding] = await untilFound(document.uri, 'DB001');
    assert.ok(finding);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(finding.range), '0.0');
    const [related] = finding.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), document.uri.toString());
    assert.equal(related.location.range.start.line, 10);
    assert.ok(typeof finding.code === 'object');
    assert.equal(finding.code.target.scheme, 'command');
    assert.match(
      decodeURIComponent(finding.code.target.toString(true)),
      /openRuleDocumentation\?\["DB001"\]/,
    );
  });

  it('say at a hover why, and link to a page that is there', async () => {
    const { document } = await show('metrics.py');
    const [finding] = await untilFound(document.uri, 'DB001');
    assert.ok(finding);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      finding.range.start,
    );
    const texts = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    const own = texts.find((text) => text.includes('**DB001**'));
    assert.ok(own, texts.join('\n'));
    assert.match(own, /command:decimalBenchmark\.openRuleDocumentation/);
    const page = vscode.Uri.joinPath(extension().extensionUri, 'docs', 'rules', 'DB001.md');
    assert.ok(existsSync(page.fsPath));
    await vscode.commands.executeCommand('decimalBenchmark.openRuleDocumentation', 'DB001');
    await until('the page is shown', () =>
      vscode.window.tabGroups.activeTabGroup.tabs.some(({ label }) => label.includes('DB001')),
    );
  });

  it('are found in TypeScript, by the types of a decimal library', async () => {
    const { document } = await show('src/orders.ts');
    const [finding] = await untilFound(document.uri, 'DB105');
    assert.equal(finding && document.getText(finding.range), 'a > b');
  });

  it('are found in the cell of a notebook', async () => {
    const notebook = await vscode.workspace.openNotebookDocument(fileUri('fees.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    const [first, , last] = notebook.getCells();
    assert.ok(first && last);
    const [finding] = await untilFound(last.document.uri, 'DB006');
    assert.equal(finding && last.document.getText(finding.range), '0.25');
    await untilFound(first.document.uri);
  });

  it('come and go while people type', async () => {
    const { document } = await show('metrics.py');
    await untilFound(document.uri, 'DB001');
    const before = document.getText();
    await replaceText(document, before.replace('0.0', 'None'));
    await untilFound(document.uri);
    await replaceText(document, before);
    await untilFound(document.uri, 'DB001');
  });

  it('weigh what the settings say', async () => {
    const { document } = await show('metrics.py');
    await untilFound(document.uri, 'DB001');
    await floatZeroSetting('rules', { DB001: 'hint' });
    await until('the finding is a hint', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some(({ severity }) => severity === vscode.DiagnosticSeverity.Hint),
    );
    await floatZeroSetting('rules', { DB001: 'off' });
    await untilFound(document.uri);
    await floatZeroSetting('rules', undefined);
    await untilFound(document.uri, 'DB001');
    await floatZeroSetting('enabled', false);
    await untilFound(document.uri);
    await floatZeroSetting('enabled', undefined);
    await untilFound(document.uri, 'DB001');
  });
});
