import { strict as assert } from 'node:assert';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { trapKind } from '../../../engine/protocol/languageServer';
import { withTrap } from '../../../engine/lint/trap/conftest';
import { Editor, passive, pulling } from './serverProcess';
import { fees } from './sources';

const decimalTest = 'from decimal import Decimal\n\n\ndef test_one():\n    assert Decimal("1") == 1\n';
const plainTest = 'def test_one():\n    assert True\n';
const crlfConftest = '"""Shared."""\r\nimport os\r\n\r\nHOME = os.curdir\r\n';

describe('the action that adds the trap', function () {
  this.timeout(60_000);
  let editor: Editor;

  afterEach(() => editor.stop());

  /** The actions at one line, of one kind or as a menu asks for them. */
  function actions(name: string, line: number, only?: readonly string[]): Promise<CodeAction[]> {
    return editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: editor.uri(name) },
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
      context: { diagnostics: [], ...(only !== undefined && { only }) },
    });
  }

  async function offered(name: string, line = 0, only?: readonly string[]): Promise<CodeAction | undefined> {
    const traps = (await actions(name, line, only)).filter(({ kind }) => kind === trapKind);
    assert.ok(traps.length <= 1);
    return traps[0];
  }

  async function changesOf(action: CodeAction | undefined): Promise<(CreateFile | TextDocumentEdit)[]> {
    assert.ok(action, 'it is not offered');
    const { edit } = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    return (edit?.documentChanges ?? []) as (CreateFile | TextDocumentEdit)[];
  }

  /** The text after the only edit of a file that is there. */
  function edited(text: string, change: CreateFile | TextDocumentEdit | undefined): string {
    assert.ok(change && 'edits' in change);
    const document = TextDocument.create(change.textDocument.uri, 'python', 0, text);
    return TextDocument.applyEdits(document, change.edits as never);
  }

  it('makes a conftest.py when there is none, with the file as a part of the edit', async () => {
    editor = await Editor.start({});
    await editor.open('src/fees.py', fees);
    const [created, filled, ...more] = await changesOf(await offered('src/fees.py', 7));
    assert.deepEqual(more, []);
    assert.deepEqual(created, {
      kind: 'create',
      uri: editor.uri('conftest.py'),
      options: { ignoreIfExists: true },
    });
    assert.equal(edited('', filled), withTrap(null));
  });

  it('extends the nearest one as it is on the disk, and keeps its line ends', async () => {
    editor = await Editor.start({ 'conftest.py': 'import os\n', 'pkg/conftest.py': crlfConftest });
    await editor.open('pkg/deep/fees.py', fees);
    const [change, ...more] = await changesOf(await offered('pkg/deep/fees.py', 7));
    assert.deepEqual(more, []);
    assert.ok(change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri: editor.uri('pkg/conftest.py'), version: null });
    assert.equal(edited(crlfConftest, change), withTrap(crlfConftest));
  });

  it('extends what the editor holds of it, saved or not', async () => {
    editor = await Editor.start({ 'conftest.py': 'import os\n' });
    const held = 'from decimal import Decimal\n\nONE = Decimal("1")\n';
    await editor.open('conftest.py', held);
    const [change] = await changesOf(await offered('conftest.py', 0));
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.version, 1);
    assert.equal(edited(held, change), withTrap(held));
    await editor.change('conftest.py', withTrap(held) ?? '');
    assert.equal(await offered('conftest.py', 0), undefined);
  });

  it('is not offered when a conftest.py on the way up, or of the tests, has it', async () => {
    editor = await Editor.start({
      'pkg/conftest.py': withTrap(null) ?? '',
      'pkg/near/conftest.py': 'import os\n',
      'tests/conftest.py': 'import os\n',
    });
    await editor.open('pkg/near/fees.py', fees);
    await editor.open('fees.py', fees);
    assert.equal(await offered('pkg/near/fees.py', 7), undefined);
    const [change] = await changesOf(await offered('fees.py', 7));
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.uri, editor.uri('tests/conftest.py'));
    await editor.open('tests/conftest.py', withTrap(null) ?? '');
    assert.equal(await offered('fees.py', 7), undefined);
  });

  it('comes at a finding, in tests of decimals, and nowhere else', async () => {
    editor = await Editor.start({});
    await editor.open('fees.py', fees);
    await editor.open('plain.py', decimalTest);
    await editor.open('test_decimals.py', decimalTest);
    await editor.open('plain_test.py', plainTest);
    await editor.open('orders.ts', 'export const decimal = 0;\n', 'typescript');
    assert.ok(await offered('fees.py', 7));
    assert.equal(await offered('fees.py', 0), undefined);
    assert.ok(await offered('fees.py', 0, ['source']));
    assert.ok(await offered('test_decimals.py', 4));
    for (const name of ['plain.py', 'plain_test.py', 'orders.ts', 'unknown.py']) {
      assert.equal(await offered(name, 0, ['source']), undefined, name);
    }
    assert.equal(await offered('test_decimals.py', 4, ['quickfix']), undefined);
    assert.equal(await offered('test_decimals.py', 4, ['source.fixAll']), undefined);
    editor.settings = { enabled: false };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await offered('test_decimals.py', 4), undefined);
  });

  it('is not offered when conftest.py cannot be read as text', async () => {
    editor = await Editor.start({ 'conftest.py': 'x = 1\0\n' });
    await editor.open('fees.py', fees);
    assert.equal(await offered('fees.py', 7), undefined);
  });

  it('has a plain edit, at once, for an editor that makes no files and resolves nothing', async () => {
    editor = await Editor.start({}, { capabilities: passive });
    await editor.open('fees.py', fees);
    const found = await offered('fees.py', 7);
    assert.deepEqual(Object.keys(found?.edit?.changes ?? {}), [editor.uri('conftest.py')]);
    assert.equal(found?.edit?.changes?.[editor.uri('conftest.py')]?.[0]?.newText, withTrap(null));
  });

  it('is announced', async () => {
    editor = await Editor.start({}, { capabilities: pulling });
    const provider = editor.capabilities.codeActionProvider;
    assert.ok(typeof provider === 'object' && provider.codeActionKinds?.includes(trapKind));
  });
});
