import { strict as assert } from 'node:assert';
import { ResponseError } from 'vscode-languageserver-protocol';
import { Editor } from './serverProcess';
import { fees } from './sources';

/** Texts that are typed or opened, and that are no programs. */
const broken: readonly (readonly [what: string, text: string])[] = [
  ['half-typed code', `${fees}def f(x: Decimal, y=0.0, *, (\n    return x -\nclass A(:\n`],
  ['an open string', `${fees}s = """never closed\n'`],
  ['NUL', `${fees}\0x = Decimal("1") - 0.5\0\n`],
  ['lone surrogates', `${fees}x = "\ud83d" + Decimal(0.5) # \udc00\n`],
  ['mixed tabs', `${fees}if True:\n\tx = Decimal("1")\n        y = x - 0.5\n  z = 1\n`],
  ['a line of two hundred thousand characters', `${fees}x = [${'0.0,'.repeat(50_000)}]\n`],
  ['brackets ten thousand deep', `${fees}x = ${'('.repeat(10_000)}0.0${')'.repeat(10_000)}\n`],
  ['a sum of ten thousand terms', `${fees}x = Decimal("1")${' + 0.5'.repeat(10_000)}\n`],
  ['blocks two thousand deep', `${fees}${nested(2_000)}`],
  ['no text', ''],
];

describe('a language server that receives nonsense', function () {
  this.timeout(120_000);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({});
    await editor.open('sound.py', fees);
  });

  afterEach(async () => {
    assert.equal(editor.process.exitCode, null, 'the server has ended');
    assert.equal((await editor.diagnostics('sound.py')).length, 3);
  });

  after(() => editor.stop());

  function ask(method: string, parameters: unknown): Promise<unknown> {
    return editor.connection.sendRequest(method, parameters);
  }

  for (const [what, text] of broken) {
    it(`lives on with ${what}, opened, changed and closed`, async () => {
      for (const [name, language] of [
        ['broken.py', 'python'],
        ['broken.ts', 'typescript'],
        ['broken.tsx', 'typescriptreact'],
      ] as const) {
        await editor.open(name, text, language);
        assert.equal((await editor.report(name)).kind, 'full');
        await editor.change(name, text.slice(0, text.length / 2));
        assert.equal((await editor.report(name)).kind, 'full');
        await editor.close(name);
      }
    });
  }

  it('answers about ranges that are not there', async () => {
    const places = [
      { line: 0, character: 1e6 },
      { line: 1e6, character: 0 },
      { line: -1, character: -5 },
      { line: 0.5, character: 2 ** 31 },
    ];
    const textDocument = { uri: editor.uri('sound.py') };
    for (const start of places) {
      for (const end of places) {
        const range = { start, end };
        const found = await ask('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics: [] },
        });
        assert.ok(Array.isArray(found));
      }
      await ask('textDocument/hover', { textDocument, position: start });
    }
  });

  it('takes a change of a place that is not there as one at the end, as the protocol has it', async () => {
    await editor.open('grown.py', fees);
    await editor.edit('grown.py', [
      {
        range: { start: { line: 1e6, character: 0 }, end: { line: 2e6, character: 9 } },
        text: 'X = Decimal(0.2)\n',
      },
    ]);
    assert.equal((await editor.diagnostics('grown.py')).length, 4);
    await editor.close('grown.py');
  });

  it('finds nothing in documents that it does not know', async () => {
    const uris = [
      editor.uri('never-opened.py'),
      'untitled:Untitled-9',
      'git:/a/b.py?ref=HEAD',
      'file://server/share/a.py',
      'file:///%E0%A4%A',
      'vscode-notebook-cell:/a.ipynb#c1',
      'no uri at all',
      '',
    ];
    for (const uri of uris) {
      const report = await ask('textDocument/diagnostic', { textDocument: { uri } });
      assert.deepEqual((report as { items: unknown }).items, [], uri);
      const actions = await ask('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        context: { diagnostics: [] },
      });
      assert.deepEqual(actions, [], uri);
      assert.equal(
        await ask('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }),
        null,
      );
    }
  });

  it('takes documents that are closed or changed before they are opened, and opened twice', async () => {
    await editor.close('early.py');
    await editor.change('early.py', fees);
    await editor.open('early.py', '');
    await editor.open('early.py', fees);
    assert.equal((await editor.diagnostics('early.py')).length, 3);
    await editor.close('early.py');
    await editor.close('early.py');
  });

  it('refuses requests that it does not know, or cannot read, and says why', async () => {
    await assert.rejects(ask('decimalBenchmark/noSuchRequest', {}), isRefusal);
    await assert.rejects(
      ask('textDocument/rename', { textDocument: { uri: editor.uri('sound.py') } }),
      isRefusal,
    );
    for (const [method, parameters] of [
      ['textDocument/diagnostic', null],
      ['textDocument/diagnostic', {}],
      ['textDocument/codeAction', { textDocument: 7 }],
      ['textDocument/hover', []],
      ['workspace/diagnostic', {}],
      ['decimalBenchmark/scan', { workDoneToken: {} }],
      ['decimalBenchmark/trapEdit', { folder: 7 }],
      ['decimalBenchmark/trapEdit', { folder: 'untitled:x' }],
      ['decimalBenchmark/trapRun', {}],
    ] as const) {
      await assert.rejects(ask(method, parameters), isRefusal, method);
    }
    const action = { title: 'x', data: { does: 'fix', uri: 7 } };
    assert.deepEqual(await ask('codeAction/resolve', action), action);
  });

  it('passes over notifications that it does not know, or cannot read', async () => {
    const { connection } = editor;
    await connection.sendNotification('no/such', {});
    await connection.sendNotification('$/cancelRequest', { id: 424_242 });
    await connection.sendNotification('textDocument/didOpen', {});
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri: 'x' } });
    await connection.sendNotification('workspace/didChangeWatchedFiles', {});
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'x' }, { uri: 'file:///%' }, { uri: editor.uri('gone.py'), type: 3 }],
    });
    await connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: editor.uri('never.ipynb') },
      cellTextDocuments: [],
    });
  });
});

function isRefusal(error: unknown): boolean {
  assert.ok(error instanceof ResponseError);
  assert.notEqual(error.message, '');
  return true;
}

function nested(depth: number): string {
  const lines = Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}if x:\n`);
  return `${lines.join('')}${' '.repeat(depth)}y = Decimal("1") - 0.5\n`;
}
