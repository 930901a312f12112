import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { trapKind, TrapRunResult } from '../../../../engine/protocol/languageServer';
import { apply, closeAll, fileUri, floatZeroSetting, found, show, showText, untilFound } from '../desk';

const isPythonThere = spawnSync('python3', ['--version']).status === 0;

describe('the run-time companion', () => {
  after(async () => {
    await floatZeroSetting('testCommand', undefined);
    await closeAll();
  });

  it('is offered as a source action for the nearest conftest.py, until it is there', async () => {
    const nearest = fileUri('pkg/conftest.py');
    await vscode.workspace.fs.writeFile(nearest, new TextEncoder().encode('import os\n'));
    const document = await showText('pkg/rates.py', 'from decimal import Decimal\n\nRATE = Decimal(0.1)\n');
    await untilFound(document.uri, 'DB003');
    const offered = () =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(2, 0, 3, 0),
        trapKind,
        10,
      );
    const [action, ...more] = await offered();
    assert.deepEqual(more, []);
    await apply(action);
    const conftest = await vscode.workspace.openTextDocument(nearest);
    assert.match(conftest.getText(), /context\.traps\[decimal\.FloatOperation\] = True/);
    assert.deepEqual(await offered(), []);
    await conftest.save();
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('pkg'), { recursive: true });
  });

  it('adds the trap to conftest.py, once', async () => {
    await vscode.commands.executeCommand('decimalBenchmark.addFloatOperationTrap');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.match(document.uri.path, /\/conftest\.py$/);
    const text = document.getText();
    assert.match(text, /context\.traps\[decimal\.FloatOperation\] = True/);
    await vscode.commands.executeCommand('decimalBenchmark.addFloatOperationTrap');
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('conftest.py'));
  });

  it('shows where a float met a decimal while the tests ran, until the next run', async function () {
    if (!isPythonThere) {
      console.log('      skipped: there is no python3 here');
      this.skip();
    }
    await show('fees.py');
    await floatZeroSetting('testCommand', ['python3', '-m', 'unittest']);
    const result: unknown = await vscode.commands.executeCommand('decimalBenchmark.runTestsWithTrap');
    const { failure, raises } = v.parse(TrapRunResult, result);
    assert.equal(failure, null);
    assert.equal(raises, 1);
    const confirmed = () =>
      found(fileUri('fees.py')).filter(({ source }) => source === 'Decimal Benchmark (run)');
    assert.deepEqual(
      confirmed().map(({ range, severity }) => [range.start.line, severity]),
      [[7, vscode.DiagnosticSeverity.Error]],
    );
    await floatZeroSetting('testCommand', ['python3', '-c', 'print()']);
    await vscode.commands.executeCommand('decimalBenchmark.runTestsWithTrap');
    assert.deepEqual(confirmed(), []);
  });

  it('says which setting to change when the command cannot be started', async () => {
    await floatZeroSetting('testCommand', ['no-such-program-here']);
    const result: unknown = await vscode.commands.executeCommand('decimalBenchmark.runTestsWithTrap');
    assert.match(v.parse(TrapRunResult, result).failure?.remedy ?? '', /testCommand/);
  });
});
