import os from 'node:os';
import type * as vscode from 'vscode';
import { check } from '../../engine/protocol/check';
import { GateEvent, type GateReport } from '../../engine/protocol/gate';
import type { Settings } from '../../engine/protocol/settings';
import type { CommandLine } from '../commandLine';
import { baselineUri } from '../history/baselineFiles';
import type { GateTest } from './testItems';

export interface Thresholds {
  readonly warningPercent: number;
  readonly failurePercent: number;
}

export interface GateRequest {
  readonly folder: vscode.Uri;
  readonly tests: readonly GateTest[];
  readonly settings: Settings;
  readonly thresholds: Thresholds;
  readonly token: vscode.CancellationToken;
  /** What happens while it goes on; the report comes last. */
  readonly onEvent: (event: GateEvent) => void;
}

/**
 * Checks against the baseline of a folder, in a process of its own.
 * @returns the report; null if it was cancelled
 * @throws Error with what the command line said, if there is no report
 */
export async function runGate(commandLine: CommandLine, request: GateRequest): Promise<GateReport | null> {
  const { folder, tests, settings, thresholds, token, onEvent } = request;
  const reports: GateReport[] = [];
  const { errors } = await commandLine.run(
    [
      ...['baseline', 'check', '--events', '--file', baselineUri(folder).fsPath],
      ...['--scenario', [...new Set(tests.map(({ scenario }) => scenario))].join()],
      ...['--engines', [...new Set(tests.map(({ engine }) => engine))].join()],
      ...launchFlags(settings, 1),
      ...['--warn', String(thresholds.warningPercent), '--fail', String(thresholds.failurePercent)],
    ],
    {
      // Nothing of the workspace is to be found beside it: the baseline alone is read, by its whole path.
      folder: os.tmpdir(),
      token,
      onLine(line) {
        const event = check(GateEvent, JSON.parse(line), 'event of the gate');
        if (event.type === 'report') reports.push(event.report);
        onEvent(event);
      },
    },
  );
  if (token.isCancellationRequested) return null;
  const [report] = reports;
  if (report === undefined) throw new Error(errors);
  return report;
}

/**
 * Samples as the settings say, in at least two launches: fewer have no scatter that could be compared.
 * @param times - so many times the launches, with as many samples in each
 */
export function launchFlags({ launches, runs }: Settings, times: number): string[] {
  return ['--launches', String(Math.max(2, launches) * times), '--runs', String(runs * times)];
}
