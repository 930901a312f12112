import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, showText, untilFound } from '../desk';

describe('float zeros in an untrusted window', () => {
  after(closeAll);

  it('are found, since that only reads', async () => {
    const document = await showText('fee.py', 'from decimal import Decimal\n\nFEE: Decimal = 0.25\n');
    await untilFound(document.uri, 'DB002');
  });

  it('are not looked for by running the tests of the workspace', async () => {
    // The editor itself may refuse the command here, which is as good.
    const result: unknown = await vscode.commands
      .executeCommand('decimalBenchmark.runTestsWithTrap')
      .then(undefined, () => undefined);
    assert.equal(result, undefined);
  });
});
