import { strict as assert } from 'node:assert';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { check } from '../../../engine/protocol/check';
import { Overview, ScanResult } from '../../../engine/protocol/languageServer';
import { Editor } from './serverProcess';
import { fees, ledger, metrics } from './sources';

interface WorkspaceReport {
  readonly items: readonly {
    readonly uri: string;
    readonly resultId: string;
    readonly items: Diagnostic[];
  }[];
}

describe('the language server over a workspace', function () {
  this.timeout(60_000);
  let editor: Editor;

  beforeEach(async () => {
    const files = { 'ledger.py': ledger, 'metrics.py': metrics, 'lib/fees.py': fees };
    editor = await Editor.start(files, { initializationOptions: { workspaceAfterScan: true } });
  });

  afterEach(() => editor.stop());

  /** Asks for news; the server answers once there are some. */
  function news(previous: Readonly<Record<string, string>> = {}): Promise<WorkspaceReport> {
    const previousResultIds = Object.entries(previous).map(([uri, value]) => ({ uri, value }));
    return editor.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  function scan(): Promise<unknown> {
    return editor.connection.sendRequest('decimalBenchmark/scan', {});
  }

  it('tells of closed files once a scan was asked for', async () => {
    const asked = news();
    const result = check(ScanResult, await scan(), 'result');
    assert.deepEqual(result, { files: 3, findings: 4, cancelled: false });
    const { items } = await asked;
    assert.deepEqual(items.map((item) => [item.uri, item.items.length]).sort(), [
      [editor.uri('lib/fees.py'), 3],
      [editor.uri('metrics.py'), 1],
    ]);
  });

  it('takes back what was told of a file that is closed before any scan, each time', async () => {
    const uri = editor.uri('metrics.py');
    await editor.open('metrics.py', metrics);
    assert.equal((await editor.diagnostics('metrics.py')).length, 1);
    const asked = news();
    await editor.close('metrics.py');
    const first = (await asked).items;
    assert.deepEqual(
      first.map((item) => [item.uri, item.items.length]),
      [[uri, 0]],
    );
    const again = news({ [uri]: first[0]?.resultId ?? '' });
    await editor.open('metrics.py', metrics);
    await editor.close('metrics.py');
    assert.deepEqual(
      (await again).items.map((item) => [item.uri, item.items.length]),
      [[uri, 0]],
    );
  });

  it('tells what is found in a file that is closed after a scan', async () => {
    await scan();
    const { items } = await news();
    const previous = Object.fromEntries(items.map(({ uri, resultId }) => [uri, resultId]));
    await editor.open('metrics.py', metrics);
    const asked = news(previous);
    await editor.close('metrics.py');
    assert.deepEqual(
      (await asked).items.map((item) => [item.uri, item.items.length]),
      [[editor.uri('metrics.py'), 1]],
    );
  });

  it('tells anew after files have changed on the disk', async () => {
    await scan();
    const { items } = await news();
    const asked = news(Object.fromEntries(items.map(({ uri, resultId }) => [uri, resultId])));
    editor.write('ledger.py', 'class Ledger:\n    cash: float = 0.0\n');
    await editor.changedOnDisk('ledger.py');
    assert.deepEqual(
      (await asked).items.map((item) => [item.uri, item.items.length]),
      [[editor.uri('metrics.py'), 0]],
    );
  });

  it('counts folder by folder', async () => {
    const overview = check(
      Overview,
      await editor.connection.sendRequest('decimalBenchmark/overview', {}),
      'overview',
    );
    const rows = overview.folders[0]?.rows ?? [];
    assert.deepEqual(
      rows.map(({ path }) => path),
      ['.', '.', 'lib'],
    );
    assert.deepEqual(rows.at(-1)?.findings, { DB002: 1, DB003: 1, DB006: 1 });
    assert.deepEqual(rows[0]?.findings, { DB001: 1, DB002: 1, DB003: 1, DB006: 1 });
    assert.ok(rows.every(({ ledgerSites }) => ledgerSites > 0));
  });
});
