import { strict as assert } from 'node:assert';
import type { CodeAction, Hover, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAllKind } from '../../../engine/protocol/languageServer';
import { Editor } from './serverProcess';
import { fees, ledger, metrics } from './sources';

describe('actions of the language server', function () {
  this.timeout(60_000);
  let editor: Editor;

  afterEach(() => editor.stop());

  function actions(name: string, line: number, only?: readonly string[]): Promise<CodeAction[]> {
    const position = { line, character: 0 };
    const end = { line: line + 1, character: 0 };
    return editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: editor.uri(name) },
      range: { start: position, end },
      context: { diagnostics: [], ...(only !== undefined && { only }) },
    });
  }

  async function applied(name: string, text: string, action: CodeAction | undefined): Promise<string> {
    assert.ok(action);
    assert.equal(action.edit, undefined, 'the edit is made before it is asked for');
    const { edit } = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    const own = changes.find(({ textDocument }) => textDocument.uri === editor.uri(name));
    assert.ok(own, 'there is no edit of the document');
    assert.equal(own.textDocument.version, 1);
    const document = TextDocument.create(editor.uri(name), 'python', 1, text);
    return TextDocument.applyEdits(document, own.edits as never);
  }

  it('put the preferred fix first, and the suppression last', async () => {
    editor = await Editor.start({ 'ledger.py': ledger });
    await editor.open('metrics.py', metrics);
    const found = await actions('metrics.py', 6);
    assert.equal(found[0]?.isPreferred, true);
    assert.equal(found.filter(({ isPreferred }) => isPreferred).length, 1);
    const quick = found.filter(({ kind }) => kind === 'quickfix');
    assert.equal(quick.at(-1)?.title, 'Ignore DB001 on this line');
    assert.deepEqual(found.slice(0, quick.length), quick);
    const fixed = await applied('metrics.py', metrics, found[0]);
    assert.match(fixed, /self\.previous = (self\.)?ledger\.cash \* 0\n/);
    await editor.change('metrics.py', fixed);
    assert.deepEqual(await editor.diagnostics('metrics.py'), []);
  });

  it('of a notebook cell are edits of the version of the cell that they were made from', async () => {
    editor = await Editor.start({});
    const cell = `vscode-notebook-cell:${editor.folder}/a.ipynb#c0`;
    const notebook = { uri: editor.uri('a.ipynb'), version: 1 };
    await editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        ...notebook,
        notebookType: 'jupyter-notebook',
        cells: [{ kind: 2, document: cell }],
      },
      cellTextDocuments: [{ uri: cell, languageId: 'python', version: 1, text: fees }],
    });
    const range = { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } };
    const found = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: cell },
      range,
      context: { diagnostics: [] },
    });
    const ignore = found.find(({ title }) => title.startsWith('Ignore'));
    const changeCell = (version: number, text: string) =>
      editor.connection.sendNotification('notebookDocument/didChange', {
        notebookDocument: { ...notebook, version },
        change: { cells: { textContent: [{ document: { uri: cell, version }, changes: [{ text }] }] } },
      });
    const resolve = async () => {
      const { edit } = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', ignore);
      return (edit?.documentChanges ?? []) as TextDocumentEdit[];
    };
    await changeCell(2, fees.replace('(0.1)', '(0.1)  '));
    const [edited] = await resolve();
    assert.deepEqual(edited?.textDocument, { uri: cell, version: 2 });
    await changeCell(3, `# one more line\n${fees}`);
    assert.deepEqual(await resolve(), []);
  });

  it('suppress one rule on its line', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    const found = await actions('fees.py', 7);
    const ignored = await applied(
      'fees.py',
      fees,
      found.find(({ title }) => title.startsWith('Ignore')),
    );
    assert.ok(ignored.endsWith('RATE = Decimal(0.1)  # dblint: ignore[DB003]\n'));
    await editor.change('fees.py', ignored);
    assert.ok((await editor.diagnostics('fees.py')).every(({ code }) => code !== 'DB003'));
  });

  it('suppress a rule inside of JSX in braces of their own', async () => {
    editor = await Editor.start({ 'package.json': '{"dependencies": {"decimal.js": "10.6.0"}}' });
    const text =
      "import Decimal from 'decimal.js';\n\nexport const order = (a: Decimal, b: Decimal) => (\n  <b>\n    {a > b}\n    it's {a < b} here\n  </b>\n);\n";
    await editor.open('order.tsx', text, 'typescriptreact');
    const [first, second, ...more] = await editor.diagnostics('order.tsx');
    assert.deepEqual([first?.code, second?.code, more], ['DB105', 'DB105', []]);
    const ignoring = async (line: number) =>
      (await actions('order.tsx', line)).find(({ title }) => title === 'Ignore DB105 on this line');
    const above = await applied('order.tsx', text, await ignoring(4));
    assert.ok(above.includes('  <b>\n    {/* dblint: ignore[DB105] */}\n    {a > b}\n'), above);
    const beside = await applied('order.tsx', text, await ignoring(5));
    assert.ok(beside.includes("    it's {a < b /* dblint: ignore[DB105] */} here\n"), beside);
    await editor.change('order.tsx', above.replace('a < b', 'a < b /* dblint: ignore[DB105] */'));
    assert.deepEqual(await editor.diagnostics('order.tsx'), []);
    await editor.change('order.tsx', text.replace('{a > b}', '{a > b} // dblint: ignore[DB105]'));
    assert.equal((await editor.diagnostics('order.tsx')).length, 2);
  });

  it('fix all that cannot change a value, and nothing else, and twice is the same as once', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    const [action, ...more] = await actions('fees.py', 0, ['source.fixAll']);
    assert.deepEqual(more, []);
    assert.equal(action?.kind, fixAllKind);
    const fixed = await applied('fees.py', fees, action);
    assert.equal(fixed, fees.replace('= 0.5', '= Decimal("0.5")').replace('- 0.25', '- Decimal("0.25")'));
    await editor.change('fees.py', fixed);
    assert.deepEqual(await actions('fees.py', 0, ['source.fixAll']), []);
    assert.deepEqual(
      (await editor.diagnostics('fees.py')).map(({ code }) => code),
      ['DB003'],
    );
  });

  it('offer no source action when only quick fixes are asked for, and none at all for another kind', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    assert.ok((await actions('fees.py', 7, ['quickfix'])).every(({ kind }) => kind === 'quickfix'));
    assert.deepEqual(await actions('fees.py', 7, ['refactor']), []);
  });

  it('explain a finding when a person points at it, and nothing beside it', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    const hover = (line: number, character: number) =>
      editor.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: editor.uri('fees.py') },
        position: { line, character },
      });
    // A hover shows nothing while the analysis takes long.
    await editor.diagnostics('fees.py');
    const { contents } = (await hover(7, 16)) ?? {};
    assert.ok(typeof contents === 'object' && 'value' in contents);
    assert.match(contents.value, /\*\*DB003\*\* decimal-from-float/);
    assert.match(contents.value, /docs\/rules\/DB003\.md\)/);
    assert.equal(await hover(0, 2), null);
  });
});
