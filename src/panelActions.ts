import * as vscode from 'vscode';
import type { FromPanel, PanelContext } from '../engine/protocol/panel';
import { scenarioNames } from '../engine/protocol/vocabulary';
import type { BenchmarkRun } from './benchmarkRun';
import { exportFromPanel } from './exportReport';
import { openRun, showLatestRun } from './history/openRun';
import type { RunHistory } from './history/runHistory';
import type { TrendFeed } from './history/trendFeed';
import { panelContext } from './panelContext';
import type { ReportDocument } from './reportDocument';
import type { PanelOwner } from './resultPanel';
import type { RunBenchmark } from './runBenchmark';
import { openSettings } from './settings';
import type { Staleness } from './staleness';

/** What the panel's messages act on. */
export interface PanelParts {
  readonly run: BenchmarkRun;
  readonly staleness: Staleness;
  readonly document: ReportDocument;
  readonly runs: RunBenchmark;
  readonly history: RunHistory;
  readonly trend: TrendFeed;
  readonly log: vscode.LogOutputChannel;
}

type PanelMessage = Exclude<FromPanel, { type: 'ready' }>;

/** Does what the panel asks for. */
export class PanelActions implements PanelOwner {
  readonly #parts: PanelParts;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  context(): PanelContext {
    return panelContext(this.#parts.run, this.#parts.staleness);
  }

  handle(message: PanelMessage): void {
    void this.#act(message);
  }

  async #act(message: PanelMessage): Promise<void> {
    const { run, document, runs, history, trend, log } = this.#parts;
    switch (message.type) {
      case 'run': {
        const named = message.scenarios && scenarioNames.filter((name) => message.scenarios?.includes(name));
        return runs.startFromPanel(named?.length === 0 ? null : named, message.engines);
      }
      case 'cancel':
        runs.cancel();
        return;
      case 'showLatest':
        return showLatestRun(history, run);
      case 'export':
        return exportFromPanel(run, message.format, message.content);
      case 'showLog':
        log.show();
        return;
      case 'openSettings':
        return openSettings();
      case 'openSample':
        return document.openAt(message);
      case 'readTrend':
        return trend.ask();
      case 'openRun':
        await openRun(history, run, message.run);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
    }
  }
}
