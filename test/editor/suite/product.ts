/** The extension under test, seen through the editor's API. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { RunSnapshot } from '../../../engine/protocol/snapshot';
import type { DecimalBenchmarkApi } from '../../../src/extension';
import { engineProcesses } from '../support/processes';
import { until } from '../support/until';

const id = 'decimal-benchmark.decimal-benchmark';

export function extension(): vscode.Extension<DecimalBenchmarkApi> {
  const found = vscode.extensions.getExtension<DecimalBenchmarkApi>(id);
  assert.ok(found, `${id} is not there`);
  return found;
}

export async function product(): Promise<DecimalBenchmarkApi> {
  return extension().activate();
}

/** Settings under which a run takes a few seconds. */
export async function quickSettings(): Promise<void> {
  await change('launches', 2);
  await change('runs', 2);
  await change('engines', ['float', 'native']);
}

/** Settings under which a run outlasts any test that stops it. */
export async function longSettings(): Promise<void> {
  await change('launches', 50);
  await change('runs', 5000);
  await change('engines', undefined);
}

export async function defaultSettings(): Promise<void> {
  const keys = ['scenarios', 'launches', 'runs', 'engines', 'target', 'storage', 'precision', 'maxTime'];
  for (const key of keys) await change(key, undefined);
}

export async function change(key: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('decimalBenchmark')
    .update(key, value, vscode.ConfigurationTarget.Global);
}

export async function command(name: string, ...parameters: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`decimalBenchmark.${name}`, ...parameters);
}

/** Waits for the end of the run that is going on. */
export async function endOfRun(): Promise<RunSnapshot> {
  const api = await product();
  return until('the run ends', () => !api.running && api.snapshot);
}

/** Waits until samples arrive. */
export async function firstSample(): Promise<void> {
  const api = await product();
  await until('a first sample', () => {
    const { snapshot } = api;
    if (snapshot?.status === 'failed') throw new Error(JSON.stringify(snapshot.failure));
    return (snapshot?.scenarios[0]?.samples.length ?? 0) > 0;
  });
}

export function resultPanelTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('decimalBenchmark.results'),
    );
}

/** Ends whatever a test left running, and waits until its processes have gone. */
export async function quiet(): Promise<void> {
  await command('cancel');
  await endOfRunIfAny();
  await until('no engine process is left', () => engineProcesses(process.pid).length === 0);
}

async function endOfRunIfAny(): Promise<void> {
  const api = await product();
  await until('nothing runs', () => !api.running);
}
