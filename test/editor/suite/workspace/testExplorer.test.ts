import { strict as assert } from 'node:assert';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { thresholdRange, type Baseline } from '../../../../engine/protocol/baseline';
import { readBaseline, writeScaled } from '../../scaledBaseline';
import { commandLines } from '../../support/processes';
import { until } from '../../support/until';
import { change, command, defaultSettings, product, quickSettings } from '../product';

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

/** Starts tests, and gives what one of them came to. The window may not know of the tests yet: then they are started again. */
async function outcomeOf(engine: string, start: (test: vscode.TestItem) => Promise<unknown>) {
  const { testExplorer } = await product();
  const test = await dailyTest(engine);
  const before = testExplorer.outcomes.get(test.id);
  const outcome = () => {
    const now = testExplorer.outcomes.get(test.id);
    return now !== before && now;
  };
  return until(
    'the test has an outcome',
    async () => {
      if (!outcome() && commandLines(process.pid).length === 0) await start(test);
      return outcome();
    },
    110_000,
  );
}

/** Runs all tests as the Test Explorer does. */
function runAll(engine: string) {
  return outcomeOf(engine, async () => vscode.commands.executeCommand('testing.runAll'));
}

/** Runs the test whose figures the cursor is at. */
function runAtFigures(engine: string) {
  return outcomeOf(engine, async ({ uri, range }) => {
    assert.ok(uri !== undefined && range !== undefined, 'it has no place in the baseline');
    await vscode.window.showTextDocument(uri, { selection: range });
    await vscode.commands.executeCommand('testing.runAtCursor');
  });
}

describe('the Test Explorer', () => {
  let recorded: Baseline;

  before(async () => {
    await quickSettings();
    // The interval of two launches is so wide on a busy machine that it shows nothing.
    await change('launches', 5);
    await change('runs', 5);
  });

  afterEach(async () => {
    for (const key of ['gate.warningPercent', 'gate.failurePercent']) await change(key, undefined);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
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

  it('passes nothing when there is no baseline', async () => {
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

  it('fails when the baseline was much faster', async () => {
    // So much that a few launches on a busy machine show it.
    writeScaled(baselineFile(), recorded, 0.0001);
    const { state, text } = await runAtFigures('native');
    assert.equal(state, 'failed', text);
  });

  it('warns of what would fail when the setting lets it be that much slower', async () => {
    // Seven times as slow: far above the warning, and below the highest failure threshold of ten times.
    writeScaled(baselineFile(), recorded, 0.14);
    await change('gate.failurePercent', thresholdRange.most);
    const { state, text } = await runAtFigures('native');
    assert.equal(state, 'passed', text);
    assert.match(text, /^warned: /);
  });

  it('does not even warn when the other setting does, too', async () => {
    writeScaled(baselineFile(), recorded, 0.25);
    await change('gate.failurePercent', thresholdRange.most);
    await change('gate.warningPercent', thresholdRange.most);
    const { state, text } = await runAtFigures('native');
    assert.equal(state, 'passed', text);
    assert.doesNotMatch(text, /^warned: /);
  });

  it('measures nothing under thresholds that cannot be used, and names them', async () => {
    await change('gate.failurePercent', 1);
    const { state, text } = await runAll('native');
    assert.equal(state, 'errored');
    assert.match(text, /gate\.warningPercent must not be above .*gate\.failurePercent/);
  });

  it('passes when the baseline was much slower', async () => {
    writeScaled(baselineFile(), recorded, 20);
    const outcome = await runAtFigures('native');
    assert.equal(outcome.state, 'passed', outcome.text);
  });

  it('refuses a baseline that is damaged', async () => {
    writeFileSync(baselineFile(), '{"kind":"decimal-benchmark-baseline"');
    const outcome = await runAll('native');
    assert.equal(outcome.state, 'errored');
  });
});
