import * as vscode from 'vscode';
import type { PanelContext } from '../engine/protocol/panel';
import type { BenchmarkRun } from './benchmarkRun';
import { timeText } from './history/timeText';
import { readSettings, SettingsError } from './settings';
import type { Staleness } from './staleness';

/** What the panel must know besides the run: what Run would measure, trust, and whether the figures are stale. */
export function panelContext(run: BenchmarkRun, staleness: Staleness): PanelContext {
  const common = {
    stale: staleness.reason,
    older: olderText(run),
    trusted: vscode.workspace.isTrusted,
    locale: vscode.env.language,
  };
  try {
    const { scenarios, engines, launches, runs, target } = readSettings();
    return { ...common, scenarios, engines, launches, runs, targetPercent: target };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // Run will say what is wrong with the settings; until then the panel has nothing to announce.
    return { ...common, scenarios: [], engines: [], launches: 0, runs: 0, targetPercent: 0 };
  }
}

function olderText({ shown }: BenchmarkRun): string | null {
  if (shown?.isOlder !== true) return null;
  return `An older run is shown, of ${timeText(shown.snapshot.startedAt ?? '')}.`;
}
