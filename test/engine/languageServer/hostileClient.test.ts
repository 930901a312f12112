import { strict as assert } from 'node:assert';
import { Editor } from './serverProcess';
import { fees } from './sources';

describe('a language server whose client sends odd things', function () {
  this.timeout(60_000);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({ 'a/fees.py': fees }, { folders: ['.'] });
    await editor.open('fees.py', fees);
  });

  after(() => editor.stop());

  const count = async () => (await editor.diagnostics('fees.py')).length;

  it('finds nothing at addresses that no file can have', async () => {
    for (const name of ['%00.py', 'a%2Ffees.py', 'a%00/fees.py', '..%2F..%2Fx.py']) {
      const uri = `${editor.uri('.')}/${name}`;
      const textDocument = { uri, languageId: 'python', version: 1, text: fees };
      await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
      await editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
      await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }
    assert.equal(await count(), 3);
  });

  it('takes the text of a change whose version goes backwards', async () => {
    for (const version of [9, 3, -1]) {
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: editor.uri('fees.py'), version },
        contentChanges: [{ text: version === 3 ? '' : fees }],
      });
    }
    assert.equal(await count(), 3);
  });

  it('follows a folder that is added and removed in quick succession', async () => {
    const folder = [editor.workspaceFolder('a')];
    for (let time = 0; time < 5; time++) {
      for (const [added, removed] of [
        [folder, []],
        [[], folder],
      ])
        void editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
          event: { added, removed },
        });
    }
    assert.equal(await count(), 3);
  });

  it('uses the defaults for settings that cannot be used', async () => {
    for (const settings of [
      JSON.parse('{"__proto__": {"enabled": false}, "constructor": 7}') as unknown,
      { maxFileSizeKb: 1e308, maxProgramMemoryMb: -1, exclude: 'x'.repeat(900_000), enabled: 'no' },
      { select: { length: 1e9 }, decimalTypes: ['x'.repeat(900_000)], testCommand: 7 },
      7,
      [[[]]],
    ]) {
      editor.settings = settings;
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal(await count(), 3, JSON.stringify(settings).slice(0, 80));
    }
    assert.ok(editor.messages.every((message) => message.length < 2_000));
  });
});
