import * as vscode from 'vscode';
import { check, ProtocolError } from '../engine/protocol/check';
import type { RunOptions, Work } from '../engine/protocol/report';
import { Settings, settingRanges, settingSchemas } from '../engine/protocol/settings';
import { type EngineName, engineNames, scenarioNames, storages } from '../engine/protocol/vocabulary';

export const settingsSection = 'decimalBenchmark';

/** A setting that cannot be used. The message names it, what it must be and what it is. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * The settings as they are now.
 * @throws {@link SettingsError} for the first that cannot be used
 */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const values: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(settingSchemas)) {
    const value: unknown = configuration.get(key);
    try {
      values[key] = check(schema, value, key);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new SettingsError(unusable(key, value));
    }
  }
  return check(Settings, values, 'settings');
}

/** A run the way the settings say. Where `work` or `engines` is null, those of the settings. */
export function runOptions(
  settings: Settings,
  work: Work | null,
  engines: readonly EngineName[] | null,
): RunOptions {
  return {
    work: work ?? { kind: 'scenarios', names: settings.scenarios },
    launches: settings.launches,
    runs: settings.runs,
    engines: [...(engines ?? settings.engines)],
    // A package without the native module says so, and measures the others.
    missingEngines: 'leave out',
    storage: settings.storage,
    targetPercent: settings.target,
    ...(settings.precision === 0
      ? {}
      : { precision: { percent: settings.precision, maxSeconds: settings.maxTime * 60 } }),
    overrides: {},
  };
}

/** Opens the settings editor at this extension's settings. */
export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `@ext:decimal-benchmark.decimal-benchmark`,
  );
}

function unusable(key: string, value: unknown): string {
  return vscode.l10n.t(
    'The setting {0} must be {1}; it is {2}.',
    `${settingsSection}.${key}`,
    expectations()[key] ?? '',
    JSON.stringify(value),
  );
}

function expectations(): Readonly<Record<string, string>> {
  const { launches, runs, target, precision, maxTime } = settingRanges;
  return {
    scenarios: vscode.l10n.t('a list of one or more of {0}', scenarioNames.join(', ')),
    launches: vscode.l10n.t('a whole number from {0} to {1}', launches.least, launches.most),
    runs: vscode.l10n.t('a whole number from {0} to {1}', runs.least, runs.most),
    engines: vscode.l10n.t('a list of one or more of {0}', engineNames.join(', ')),
    target: vscode.l10n.t('a number from {0} to {1}', target.least, target.most),
    storage: vscode.l10n.t('one of {0}', storages.join(', ')),
    precision: vscode.l10n.t('a number from {0} to {1}', precision.least, precision.most),
    maxTime: vscode.l10n.t('a number from {0} to {1}', maxTime.least, maxTime.most),
  };
}
