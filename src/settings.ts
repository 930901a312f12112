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
    // A package without the native module warns, and measures the other engines.
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
    '@ext:decimal-benchmark.decimal-benchmark',
  );
}

function unusable(key: string, value: unknown): string {
  return `The setting ${settingsSection}.${key} must be ${expectations()[key] ?? ''}; it is ${JSON.stringify(value)}.`;
}

function expectations(): Readonly<Record<string, string>> {
  const { launches, runs, target, precision, maxTime } = settingRanges;
  return {
    scenarios: `a list of one or more of ${scenarioNames.join(', ')}`,
    launches: `a whole number from ${launches.least} to ${launches.most}`,
    runs: `a whole number from ${runs.least} to ${runs.most}`,
    engines: `a list of one or more of ${engineNames.join(', ')}`,
    target: `a number from ${target.least} to ${target.most}`,
    storage: `one of ${storages.join(', ')}`,
    precision: `a number from ${precision.least} to ${precision.most}`,
    maxTime: `a number from ${maxTime.least} to ${maxTime.most}`,
  };
}
