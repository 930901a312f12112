import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { command, defaultSettings, endOfRun, product, quickSettings, quiet } from '../product';

describe('in an untrusted window with several folders', () => {
  before(quickSettings);
  afterEach(quiet);
  after(defaultSettings);

  it('the window is what this suite is about', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  });

  it('measures generated data', async () => {
    await command('run');
    const { status, options } = await endOfRun();
    assert.equal(status, 'finished');
    assert.deepEqual(options?.work, { kind: 'scenarios', names: ['daily'] });
  });

  it('reads no file of the workspace', async () => {
    const [file] = await vscode.workspace.findFiles('**/*.csv');
    assert.ok(file, 'the workspace holds no CSV');
    const before = (await product()).snapshot;
    // The editor itself may refuse the command here, which is as good.
    await command('runFile', file).catch(() => undefined);
    assert.equal((await product()).running, false);
    assert.equal((await product()).snapshot, before);
  });

  it('does not let the workspace decide how long a run takes, though its other settings count', async () => {
    await command('run');
    const { options } = await endOfRun();
    assert.equal(options?.targetPercent, 77);
    assert.equal(options.launches, 2);
  });
});
