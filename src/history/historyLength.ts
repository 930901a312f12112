import * as vscode from 'vscode';
import { historyLengths } from '../../engine/protocol/settings';
import { settingsSection } from '../settings';

/** How many runs are kept. A setting that cannot be used must not cost a run: the default stands in for it. */
export function historyLength(): number {
  const value: unknown = vscode.workspace.getConfiguration(settingsSection).get('history.length');
  const { least, most, default: usual } = historyLengths;
  const isUsable = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return isUsable ? value : usual;
}
