import { strict as assert } from 'node:assert';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Baseline } from '../../../../engine/protocol/baseline';
import { readBaseline, writeScaled } from '../../scaledBaseline';
import { until } from '../../support/until';
import { command, defaultSettings, product, quickSettings } from '../product';

function baselineFile(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return path.join(folder.uri.fsPath, 'baselines', 'baseline.json');
}

async function dailyTest(engine: string): Promise<vscode.TestItem> {
  const { testExplorer } = await product();
  await testExplorer.refresh();
  const daily = [...testExplorer.items].map(([, item]) => item).find(({ label }) => label === 'daily');
  const found = [...(daily?.children ?? [])].map(([, item]) => item).find(({ label }) => label === engine);
  assert.ok(found, `there is no test of daily and ${engine}`);
  return found;
}

/** Runs all tests as the Test Explorer does, and gives what one of them came to. */
async function runAll(engine: string) {
  const { testExplorer } = await product();
  const { id } = await dailyTest(engine);
  const before = testExplorer.outcomes.get(id);
  await vscode.commands.executeCommand('testing.runAll');
  return until('the test has an outcome', () => {
    const outcome = testExplorer.outcomes.get(id);
    return outcome !== before && outcome;
  });
}

describe('the Test Explorer', () => {
  let recorded: Baseline;

  before(quickSettings);

  after(async () => {
    rmSync(path.dirname(baselineFile()), { recursive: true, force: true });
    await defaultSettings();
  });

  it('holds a test for every scenario and engine', async () => {
    const { testExplorer } = await product();
    await testExplorer.refresh();
    const tests = [...testExplorer.items].map(([, item]) => [
      item.label,
      [...item.children].map(([, { label }]) => label),
    ]);
    const engines = ['float', 'decimal.js', 'native', 'native-float'];
    assert.deepEqual(
      tests,
      ['daily', 'hourly', 'minute'].map((scenario) => [scenario, engines]),
    );
  });

  it('passes nothing where there is no baseline', async () => {
    const outcome = await runAll('native');
    assert.equal(outcome.state, 'errored');
    assert.match(outcome.text, /baseline/);
  });

  it('records the scenario of a test as the baseline', async () => {
    await command('acceptAsBaseline', await dailyTest('native'));
    assert.ok(existsSync(baselineFile()));
    recorded = readBaseline(baselineFile());
    const [machine] = Object.values(recorded.cpus).flat();
    assert.deepEqual(Object.keys(machine?.scenarios ?? {}), ['daily']);
  });

  it('fails where the baseline was much faster, and says what was expected', async () => {
    writeScaled(baselineFile(), recorded, 0.05);
    const outcome = await runAll('native');
    assert.equal(outcome.state, 'failed', outcome.text);
  });

  it('passes where the baseline was much slower', async () => {
    writeScaled(baselineFile(), recorded, 20);
    const outcome = await runAll('native');
    assert.equal(outcome.state, 'passed', outcome.text);
  });

  it('refuses a baseline that is damaged', async () => {
    writeFileSync(baselineFile(), '{"kind":"decimal-benchmark-baseline"');
    const outcome = await runAll('native');
    assert.equal(outcome.state, 'errored');
  });
});
