import { strict as assert } from 'node:assert';
import { Editor } from './serverProcess';
import { fees } from './sources';

const head = 'from decimal import Decimal\n';
const heavy: Readonly<Record<string, string>> = {
  'nested.py': `${head}x = ${'-'.repeat(8_000)}1\n`,
  'continued.py': `${head}x = 1 ${'\\\n'.repeat(100_000)}+ 2\n`,
  'branches.py': `${head}def f(c, x: Decimal):\n${'    if c: t = 0.0\n    else: t = x\n'.repeat(3_000)}    return t\n`,
};

describe('a language server beside heavy files', function () {
  this.timeout(120_000);
  let editor: Editor;
  let isShutDown: boolean;

  beforeEach(async () => {
    isShutDown = false;
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`many/part${index}.py`, fees.repeat(40)]),
    );
    editor = await Editor.start({ ...heavy, ...many, 'good.py': fees });
  });

  afterEach(() => editor.stop({ isShutDown }));

  it('publishes the findings of the other files', async () => {
    await editor.open('good.py', fees);
    assert.equal((await editor.diagnostics('good.py')).length, 3);
    await editor.open('nested.py', heavy['nested.py'] ?? '');
    assert.equal((await editor.diagnostics('good.py')).length, 3);
  });

  it('answers a hover and a shutdown while a scan runs', async () => {
    await editor.open('good.py', fees);
    let isScanned = false;
    const scan = editor.connection.sendRequest('decimalBenchmark/scan', {}).then(
      () => (isScanned = true),
      () => undefined,
    );
    const textDocument = { uri: editor.uri('good.py') };
    await editor.connection.sendRequest('textDocument/hover', {
      textDocument,
      position: { line: 0, character: 0 },
    });
    await editor.connection.sendRequest('shutdown');
    isShutDown = true;
    assert.equal(isScanned, false, 'the shutdown was answered only after the scan');
    await scan;
  });
});
