import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { PrecisionState } from '../../../../engine/protocol/report';
import { measuringProcesses, engineProcesses } from '../../support/processes';
import { until } from '../../support/until';
import {
  change,
  command,
  defaultSettings,
  endOfRun,
  firstSample,
  longSettings,
  product,
  quickSettings,
  quiet,
  resultPanelTab,
} from '../product';

/** Measures, and gives how precise it became. */
async function precisionOfRun(): Promise<PrecisionState> {
  await command('run');
  const { last } = await endOfRun();
  assert.equal(last?.type, 'finished', JSON.stringify(last));
  const precision = last.report.scenarios[0]?.measurements?.precision;
  assert.ok(precision, 'the number of launches was fixed');
  return precision;
}

describe('Run Decimal Benchmark', () => {
  afterEach(async () => {
    await quiet();
    await defaultSettings();
  });

  it('measures what the settings say, in processes that are gone afterwards', async () => {
    await quickSettings();
    await command('run');
    assert.equal((await product()).running, true);
    const { status, last, options } = await endOfRun();
    assert.equal(status, 'finished', JSON.stringify(last));
    assert.deepEqual(options?.work, { kind: 'scenarios', names: ['daily'] });
    assert.equal(last?.type, 'finished');
    assert.equal(last.report.scenarios[0]?.measurements?.engines.length, 3);
    assert.equal(last.report.quickLook, true);
    assert.notEqual(last.report.sentence, '');
    assert.deepEqual(engineProcesses(process.pid), []);
  });

  it('reveals the result panel at once', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await longSettings();
    await command('run');
    await until('the panel is there', () => resultPanelTab() !== undefined);
  });

  it('keeps running while the panel is closed', async () => {
    await quickSettings();
    await command('run');
    const tab = await until('the panel is there', resultPanelTab);
    await vscode.window.tabGroups.close(tab);
    assert.equal((await endOfRun()).status, 'finished');
  });

  it('keeps what was measured until it is cancelled, and says that it is partial', async () => {
    await longSettings();
    await command('run');
    await firstSample();
    await command('cancel');
    const { status, last } = await endOfRun();
    assert.equal(status, 'partial');
    assert.equal(last?.type, 'finished');
    assert.match(last.report.partial ?? '', /canceled/);
  });

  it('shows the run that is going on instead of starting a second', async () => {
    await longSettings();
    await command('run');
    await firstSample();
    const before = (await product()).snapshot?.startedAt;
    const coordinators = engineProcesses(process.pid).filter(({ command: line }) =>
      line.includes('coordinator'),
    );
    await command('run');
    assert.equal((await product()).snapshot?.startedAt, before);
    const after = engineProcesses(process.pid).filter(({ command: line }) => line.includes('coordinator'));
    assert.deepEqual(
      after.map(({ pid }) => pid),
      coordinators.map(({ pid }) => pid),
    );
  });

  it('refuses settings that cannot be used, and starts nothing', async () => {
    await change('launches', 0);
    await command('run');
    assert.equal((await product()).running, false);
    assert.equal(measuringProcesses(process.pid).length, 0);
  });

  it('adds launches until they are as precise as the setting says', async () => {
    await quickSettings();
    await change('precision', 1000);
    const precision = await precisionOfRun();
    assert.equal(precision.wantedPercent, 1000);
    assert.equal(precision.ended, 'reached');
  });

  it('adds no more once the time of the setting is spent, and reports it in the verdict', async () => {
    await quickSettings();
    await change('precision', 0.001);
    await change('maxTime', 0.2);
    const precision = await precisionOfRun();
    assert.equal(precision.wantedPercent, 0.001);
    assert.equal(precision.budgetSeconds, 12);
    assert.equal(precision.ended, 'time spent');
    const { last } = await endOfRun();
    assert.equal(last?.type, 'finished');
    assert.match(last.report.sentence, /Wanted ±0\.001 %, reached .* within 12 s/);
  });

  it('says that figures are stale once the settings have changed', async () => {
    await quickSettings();
    await command('run');
    await endOfRun();
    const api = await product();
    assert.equal(api.stale, null);
    await change('launches', 3);
    await until('the figures are stale', () => api.stale !== null);
    await change('launches', 2);
    await until('they are up to date again', () => api.stale === null);
  });
});
