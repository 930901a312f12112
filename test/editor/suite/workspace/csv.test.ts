import { strict as assert } from 'node:assert';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../../support/until';
import { command, defaultSettings, endOfRun, product, quickSettings, quiet } from '../product';

/** Accepts what every question proposes until a run has started. */
async function acceptProposals(): Promise<void> {
  const api = await product();
  await until('the questions are answered', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return api.running;
  });
}

async function exampleFile(): Promise<vscode.Uri> {
  const [file] = await vscode.workspace.findFiles('**/*.csv');
  assert.ok(file, 'the example workspace holds no CSV');
  return file;
}

describe('Run Decimal Benchmark on This File…', () => {
  before(quickSettings);
  afterEach(quiet);
  after(defaultSettings);

  it('asks for the strategy and measures the file with it', async () => {
    const file = await exampleFile();
    void command('runFile', file);
    await acceptProposals();
    const { status, options, last } = await endOfRun();
    assert.equal(status, 'finished', JSON.stringify(last));
    assert.equal(options?.work.kind, 'file');
    assert.equal(options.work.path, path.basename(file.fsPath));
    assert.deepEqual(options.work.parameters.strategy, { kind: 'sma', fast: 50, slow: 200 });
    assert.equal(last?.type, 'finished');
    assert.equal(last.report.scenarios[0]?.head.data.file, path.basename(file.fsPath));
  });

  it('takes the file of the editor in front when none is given', async () => {
    const file = await exampleFile();
    await vscode.window.showTextDocument(file);
    void command('runFile');
    await acceptProposals();
    const options = (await product()).snapshot?.options;
    assert.equal(options?.work.kind, 'file');
    assert.equal(options.work.path, file.fsPath);
  });

  it('says that figures are stale once the file has changed', async () => {
    const file = await exampleFile();
    void command('runFile', file);
    await acceptProposals();
    await endOfRun();
    const api = await product();
    assert.equal(api.stale, null);
    appendFileSync(file.fsPath, '\n');
    await until('the figures are stale', () => api.stale !== null);
  });

  it('starts nothing for a file that is no CSV', async () => {
    await command('runFile', vscode.Uri.file('/somewhere/bars.txt'));
    assert.equal((await product()).running, false);
  });
});
