import * as vscode from 'vscode';
import { defaultThresholds, thresholdRange } from '../../engine/protocol/baseline';
import { settingsSection, SettingsError } from '../settings';
import type { Thresholds } from './runGate';

/** How much slower warns and fails, as the settings say. @throws {@link SettingsError} if they cannot be used */
export function gateThresholds(): Thresholds {
  const warningPercent = percent('gate.warningPercent', defaultThresholds.warningPercent);
  const failurePercent = percent('gate.failurePercent', defaultThresholds.failurePercent);
  if (warningPercent > failurePercent) {
    throw new SettingsError(
      `The setting ${settingsSection}.gate.warningPercent must not be above ${settingsSection}.gate.failurePercent.`,
    );
  }
  return { warningPercent, failurePercent };
}

function percent(key: string, usual: number): number {
  const value: unknown = vscode.workspace.getConfiguration(settingsSection).get(key, usual);
  const { least, most } = thresholdRange;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new SettingsError(`The setting ${settingsSection}.${key} must be a number from ${least} to ${most}.`);
}
