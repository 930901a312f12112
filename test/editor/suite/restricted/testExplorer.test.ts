import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { product } from '../product';

describe('the Test Explorer of an untrusted window with two folders', () => {
  it('holds the tests below their folder', async () => {
    const { testExplorer } = await product();
    await testExplorer.refresh();
    assert.deepEqual(
      [...testExplorer.items].map(([, { label }]) => label),
      vscode.workspace.workspaceFolders?.map(({ name }) => name),
    );
  });

  it('writes no baseline', async () => {
    const { testExplorer } = await product();
    const [root] = testExplorer.items;
    assert.ok(root);
    // The editor itself may refuse the command here, which is as good.
    await vscode.commands
      .executeCommand('decimalBenchmark.acceptAsBaseline', root[1])
      .then(undefined, () => undefined);
    assert.deepEqual(await vscode.workspace.findFiles('**/baselines/*'), []);
  });
});
