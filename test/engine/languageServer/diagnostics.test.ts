import { strict as assert } from 'node:assert';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { check } from '../../../engine/protocol/check';
import { DiagnosticData } from '../../../engine/protocol/languageServer';
import { until } from '../../editor/support/until';
import { Editor, passive } from './serverProcess';
import { fees, ledger, metrics } from './sources';

function rules(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe('diagnostics of the language server', function () {
  this.timeout(60_000);
  let editor: Editor;

  afterEach(() => editor.stop());

  it('name rule, page, severity, the place that is met, and what can be done', async () => {
    editor = await Editor.start({ 'ledger.py': ledger });
    await editor.open('metrics.py', metrics);
    const [found, ...more] = await editor.diagnostics('metrics.py');
    assert.deepEqual(more, []);
    assert.ok(found);
    assert.equal(found.code, 'DB001');
    assert.equal(found.source, 'Decimal Benchmark');
    assert.equal(found.severity, 1);
    assert.match(found.codeDescription?.href ?? '', /^file:.*\/docs\/rules\/DB001\.md$/);
    assert.equal(found.range.start.line, 6);
    assert.equal(found.relatedInformation?.[0]?.location.range.start.line, 10);
    const data = check(DiagnosticData, found.data, 'data of the diagnostic');
    assert.equal(data.rule, 'DB001');
    assert.notEqual(data.fixes.length, 0);
  });

  it('are unchanged as long as they are', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    const first = await editor.report('fees.py');
    assert.equal(first.kind, 'full');
    const second = await editor.report('fees.py', first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await editor.change('fees.py', fees.replace('Decimal(0.1)', 'Decimal("0.1")'));
    const third = await editor.report('fees.py', first.resultId);
    assert.equal(third.kind, 'full');
  });

  it('follow what is typed, also in another open file', async () => {
    editor = await Editor.start({ 'ledger.py': ledger });
    await editor.open('metrics.py', metrics);
    await editor.open('ledger.py', ledger);
    assert.equal((await editor.diagnostics('metrics.py')).length, 1);
    const floats = 'class Ledger:\n    cash: float = 0.0\n';
    await editor.change('ledger.py', floats);
    assert.deepEqual(await editor.diagnostics('metrics.py'), []);
    await editor.change('ledger.py', ledger);
    assert.equal((await editor.diagnostics('metrics.py')).length, 1);
    await editor.change('ledger.py', floats);
    await editor.close('ledger.py');
    await until(
      'what was not saved is forgotten',
      async () => (await editor.diagnostics('metrics.py')).length === 1,
    );
  });

  it('follow files that change on the disk, and ask to be asked again', async () => {
    editor = await Editor.start({ 'ledger.py': ledger });
    await editor.open('metrics.py', metrics);
    assert.equal((await editor.diagnostics('metrics.py')).length, 1);
    editor.write('ledger.py', 'class Ledger:\n    cash: float = 0.0\n');
    await editor.changedOnDisk('ledger.py');
    await until('the editor is asked to ask again', () => editor.refreshes > 0);
    assert.deepEqual(await editor.diagnostics('metrics.py'), []);
  });

  it('follow the settings of the editor and of the project', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    assert.ok(rules(await editor.diagnostics('fees.py')).includes('DB003'));
    editor.settings = { rules: { DB003: 'off' } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.ok(!rules(await editor.diagnostics('fees.py')).includes('DB003'));
    editor.settings = {};
    editor.write('decimal-benchmark.json', '{"enabled": false}');
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await editor.diagnostics('fees.py'), []);
  });

  it('name a setting that cannot be used once, and use its default', async () => {
    editor = await Editor.start({}, { settings: { maxFileSizeKb: 'large' } });
    await editor.open('fees.py', fees);
    assert.notDeepEqual(await editor.diagnostics('fees.py'), []);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.notDeepEqual(await editor.diagnostics('fees.py'), []);
    assert.equal(editor.messages.length, 1);
    assert.match(editor.messages[0] ?? '', /decimalBenchmark\.floatZeros\.maxFileSizeKb/);
  });

  it('are sent to an editor that cannot ask for them', async () => {
    editor = await Editor.start({ 'ledger.py': ledger }, { capabilities: passive });
    await editor.open('metrics.py', metrics);
    await until('they are sent', () => editor.published.get(editor.uri('metrics.py'))?.length === 1);
    await editor.change('metrics.py', metrics.replace('0.0', 'None'));
    await until('they are taken back', () => editor.published.get(editor.uri('metrics.py'))?.length === 0);
  });

  it('of closed files come when the editor asks for the workspace', async () => {
    editor = await Editor.start({ 'ledger.py': ledger, 'metrics.py': metrics, 'fees.py': fees });
    const report = await editor.connection.sendRequest<{ items: { uri: string; items: Diagnostic[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    assert.deepEqual(report.items.map(({ uri }) => uri).sort(), [
      editor.uri('fees.py'),
      editor.uri('metrics.py'),
    ]);
  });

  it('come for cells of notebooks, cell by cell', async () => {
    editor = await Editor.start({});
    const cells = ['from decimal import Decimal\n', 'total = Decimal("1")\n', 'x = "\\t"\ntotal - 0.5\n'];
    const uri = (index: number) => `vscode-notebook-cell:${editor.folder}/a.ipynb#c${index}`;
    await editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: editor.uri('a.ipynb'),
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map((_, index) => ({ kind: 2, document: uri(index) })),
      },
      cellTextDocuments: cells.map((text, index) => ({
        uri: uri(index),
        languageId: 'python',
        version: 1,
        text,
      })),
    });
    const found = await Promise.all(
      cells.map((_, index) =>
        editor.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
          textDocument: { uri: uri(index) },
        }),
      ),
    );
    assert.deepEqual(
      found.map(({ items }) => rules(items)),
      [[], [], ['DB006']],
    );
    assert.deepEqual(found[2]?.items[0]?.range.start.line, 1);
  });

  it('come for what was never saved', async () => {
    editor = await Editor.start({});
    const uri = 'untitled:Untitled-1';
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text: fees },
    });
    const { items } = await editor.connection.sendRequest<{ items: Diagnostic[] }>(
      'textDocument/diagnostic',
      {
        textDocument: { uri },
      },
    );
    assert.notDeepEqual(items, []);
  });
});
