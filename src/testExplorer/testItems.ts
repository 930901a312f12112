import * as vscode from 'vscode';
import { allScenarios, engineNames, scenarioNames } from '../../engine/protocol/vocabulary';
import type { EngineName, ScenarioName } from '../../engine/protocol/vocabulary';
import { baselineFiles, baselineUri } from '../history/baselineFiles';
import { labelText } from '../noticeText';
import { placeInBaseline } from './baselinePlace';

/** What a test stands for. */
export interface GateTest {
  readonly folder: vscode.Uri;
  readonly scenario: ScenarioName;
  readonly engine: EngineName;
}

/** Keeps a controller's tests those of the workspace: a test a scenario and engine, below each folder if there are several. */
export async function updateItems(
  controller: vscode.TestController,
  tests: WeakMap<vscode.TestItem, GateTest>,
): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const recorded = await baselineFiles();
  const roots = folders.map(({ name, uri }) => {
    const file = baselineUri(uri);
    const { records, text } = recorded.find((one) => one.uri.toString() === file.toString()) ?? {
      records: [],
      text: '',
    };
    const held = scenarioNames.filter((scenario) => records.some((record) => record.scenario === scenario));
    const scenarios = held.length > 0 ? held : allScenarios;
    const items = scenarios.map((scenario) => scenarioItem(controller, tests, uri, scenario, text));
    const root = controller.createTestItem(uri.toString(), labelText(name));
    root.children.replace(items);
    return { root, items };
  });
  controller.items.replace(
    roots.length > 1 ? roots.map(({ root }) => root) : roots.flatMap(({ items }) => items),
  );
}

function scenarioItem(
  controller: vscode.TestController,
  tests: WeakMap<vscode.TestItem, GateTest>,
  folder: vscode.Uri,
  scenario: ScenarioName,
  baseline: string,
): vscode.TestItem {
  const item = controller.createTestItem(`${folder.toString()} ${scenario}`, scenario, baselineUri(folder));
  item.range = placeInBaseline(baseline, scenario);
  item.children.replace(
    engineNames.map((engine) => {
      const test = controller.createTestItem(`${item.id} ${engine}`, engine, baselineUri(folder));
      test.range = placeInBaseline(baseline, scenario, engine);
      tests.set(test, { folder, scenario, engine });
      return test;
    }),
  );
  return item;
}

/** The tests at and below an item. */
export function leavesOf(item: vscode.TestItem): vscode.TestItem[] {
  if (item.children.size === 0) return [item];
  return [...item.children].flatMap(([, child]) => leavesOf(child));
}
