import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { check } from '../../../engine/protocol/check';
import { Overview, ScanResult } from '../../../engine/protocol/languageServer';
import { Editor } from './serverProcess';
import { fees, ledger, metrics } from './sources';

describe('the language server over folders', function () {
  this.timeout(120_000);
  let editor: Editor;

  afterEach(() => editor.stop());

  async function folderNames(): Promise<string[]> {
    const answer = await editor.connection.sendRequest('decimalBenchmark/overview', {});
    return check(Overview, answer, 'overview').folders.map(({ name }) => name);
  }

  async function foldersChange(added: readonly string[], removed: readonly string[]): Promise<void> {
    const named = (names: readonly string[]) => names.map((name) => editor.workspaceFolder(name));
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: named(added), removed: named(removed) },
    });
  }

  it('keeps each folder to itself, and follows as they are added and removed', async () => {
    const floats = 'class Ledger:\n    cash: float = 0.0\n';
    editor = await Editor.start(
      { 'a/ledger.py': ledger, 'a/metrics.py': metrics, 'b/ledger.py': floats, 'b/metrics.py': metrics },
      { folders: ['a', 'b'] },
    );
    await editor.open('a/metrics.py', metrics);
    await editor.open('b/metrics.py', metrics);
    const counts = async () => [
      (await editor.diagnostics('a/metrics.py')).length,
      (await editor.diagnostics('b/metrics.py')).length,
    ];
    assert.deepEqual(await counts(), [1, 0]);
    assert.deepEqual(await folderNames(), ['a', 'b']);
    await foldersChange([], ['a']);
    assert.deepEqual(await folderNames(), ['b']);
    // By itself, a file knows nothing of the ledger beside it.
    assert.deepEqual(await counts(), [0, 0]);
    await foldersChange(['a'], ['b']);
    assert.deepEqual(await folderNames(), ['a']);
    assert.deepEqual(await counts(), [1, 0]);
  });

  it('ends a scan that is cancelled, tells how far it came, and makes the next one whole', async () => {
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`fees_${at}.py`, fees]));
    editor = await Editor.start(files);
    const source = new CancellationTokenSource();
    editor.connection.onNotification('$/progress', () => source.cancel());
    const scan = async (token = source.token) =>
      check(
        ScanResult,
        await editor.connection.sendRequest('decimalBenchmark/scan', { workDoneToken: 'scan' }, token),
        'result',
      );
    const cut = await scan();
    assert.equal(cut.cancelled, true);
    assert.ok(cut.files < 600, `${cut.files} files were looked at`);
    const whole = await scan(new CancellationTokenSource().token);
    assert.deepEqual(whole, { files: 600, findings: 1800, cancelled: false });
  });
});

describe('the language server when nothing mentions decimals', function () {
  this.timeout(120_000);

  /** The scripts that a server has loaded by its end, as its engine wrote them down. */
  async function loadedBy(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'loaded-scripts-'));
    try {
      const editor = await Editor.start(files, {
        isFromSources: true,
        environment: { NODE_V8_COVERAGE: folder },
      });
      for (const [name, text] of Object.entries(files)) {
        if (name.endsWith('.json')) continue;
        await editor.open(name, text, name.endsWith('.py') ? 'python' : 'typescript');
        await editor.report(name);
      }
      await editor.connection.sendRequest('decimalBenchmark/scan', {});
      await editor.stop();
      const written = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
      const urls = written.join('').matchAll(/"url":"([^"]*)"/g);
      return [...urls].map(([, url = '']) => url).join('\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const analyses = [/web-tree-sitter/, /lint\/typescript\/project\.ts/];

  it('loads neither the grammar of Python nor TypeScript', async () => {
    const loaded = await loadedBy({
      'rates.py': 'rate = 0.0\nbest = max(0.0, rate)\n',
      'rates.ts': 'export const rate = 0;\n',
    });
    assert.ok(loaded.includes('languageServer/server'));
    for (const analysis of analyses) assert.ok(!analysis.test(loaded), String(analysis));
  });

  it('loads both when something does, so that loading would be seen', async () => {
    const loaded = await loadedBy({
      'fees.py': fees,
      'package.json': '{"dependencies": {"decimal.js": "10.6.0"}}',
      'order.ts': "import Decimal from 'decimal.js';\nexport const f = (a: Decimal, b: Decimal) => a < b;\n",
    });
    for (const analysis of analyses) assert.ok(analysis.test(loaded), String(analysis));
  });
});
