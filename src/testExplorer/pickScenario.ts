import * as vscode from 'vscode';
import { scenarioNames, type ScenarioName } from '../../engine/protocol/vocabulary';
import { baselineFiles, baselineUri } from '../history/baselineFiles';
import { timeText } from '../history/timeText';
import { labelText } from '../noticeText';

/** What is recorded as a whole. */
export interface ScenarioOfFolder {
  readonly folder: vscode.Uri;
  readonly scenario: ScenarioName;
}

/** Prompts for the scenario and folder to record, and shows which are recorded already. */
export async function pickScenario(): Promise<ScenarioOfFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = await baselineFiles();
  const items = folders.flatMap(({ name, uri }) => {
    const file = baselineUri(uri).toString();
    const records = files.find((one) => one.uri.toString() === file)?.records ?? [];
    return scenarioNames.map((scenario) => {
      const times = records.filter((record) => record.scenario === scenario).map((one) => one.recordedAt);
      const latest = times.sort().at(-1);
      const state = latest === undefined ? 'not recorded yet' : `recorded ${timeText(latest)}`;
      const description = folders.length > 1 ? `${labelText(name)} · ${state}` : state;
      return { label: scenario, description, folder: uri, scenario };
    });
  });
  const placeHolder = 'Select the scenario to measure and record as the baseline';
  return vscode.window.showQuickPick(items, { placeHolder });
}
