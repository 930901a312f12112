import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { command, defaultSettings, endOfRun, quickSettings, quiet } from '../product';

describe('in a window without a folder', () => {
  before(quickSettings);
  afterEach(quiet);
  after(defaultSettings);

  it('measures, and keeps the result', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    await command('run');
    assert.equal((await endOfRun()).status, 'finished');
  });
});
