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

type PanelMessage = Exclude<FromPanel, { type: 'ready' }>;

/** Does what the panel asks for. */
export class PanelActions implements PanelOwner {
  constructor(
    private readonly run: BenchmarkRun,
    private readonly staleness: Staleness,
    private readonly document: ReportDocument,
    private readonly runs: RunBenchmark,
    private readonly history: RunHistory,
    private readonly trend: TrendFeed,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  context(): PanelContext {
    return panelContext(this.run, this.staleness);
  }

  handle(message: PanelMessage): void {
    void this.act(message);
  }

  private async act(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case 'run': {
        const named = message.scenarios && scenarioNames.filter((name) => message.scenarios?.includes(name));
        return this.runs.startFromPanel(named?.length === 0 ? null : named, message.engines);
      }
      case 'cancel':
        this.runs.cancel();
        return;
      case 'showLatest':
        return showLatestRun(this.history, this.run);
      case 'export':
        return exportFromPanel(this.run, message.format, message.content);
      case 'showLog':
        this.log.show();
        return;
      case 'openSettings':
        return openSettings();
      case 'openSample':
        return this.document.openAt(message);
      case 'readTrend':
        return this.trend.ask();
      case 'openRun':
        await openRun(this.history, this.run, message.run);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
    }
  }
}
