import * as vscode from 'vscode';
import { BenchmarkRun } from './benchmarkRun';
import { CommandLine } from './commandLine';
import { runOnFile } from './csvCommand';
import { exportFromCommand } from './exportReport';
import { registerFloatZeros, type FloatZerosApi } from './floatZeros/floatZeros';
import { registerHistory, type HistoryApi } from './history/history';
import { RunHistory } from './history/runHistory';
import { TrendFeed } from './history/trendFeed';
import { createLog } from './log';
import { PanelActions } from './panelActions';
import { ReportDocument } from './reportDocument';
import { ResultPanel } from './resultPanel';
import { RunBenchmark } from './runBenchmark';
import { RunContextKeys } from './runContextKeys';
import { Staleness } from './staleness';
import { StatusBar } from './statusBar';
import { TestExplorer, type TestExplorerApi } from './testExplorer/testExplorer';
import type { RunSnapshot } from '../engine/protocol/snapshot';

/** What other extensions, and the tests, may read. */
export interface DecimalBenchmarkApi {
  /** The run that is going on, else the last; undefined if there is none. */
  readonly snapshot: RunSnapshot | undefined;
  readonly running: boolean;
  readonly stale: string | null;
  /** Resolves once the latest stored run, if there is one, is shown again. */
  readonly restored: Promise<void>;
  readonly floatZeros: FloatZerosApi;
  readonly history: HistoryApi;
  readonly testExplorer: TestExplorerApi;
}

let runToStop: BenchmarkRun | undefined;

export function activate(context: vscode.ExtensionContext): DecimalBenchmarkApi {
  const log = createLog();
  const commandLine = new CommandLine(context.extensionUri);
  const history = new RunHistory(context.storageUri ?? context.globalStorageUri, commandLine, log);
  const run = new BenchmarkRun(history, log);
  const staleness = new Staleness(run, productVersion(context));
  const document = new ReportDocument(run);
  const runs = new RunBenchmark(run, log, () => panel.reveal(false));
  const trend = new TrendFeed(history, run, commandLine, log);
  const actions = new PanelActions({ run, staleness, document, runs, history, trend, log });
  const panel = new ResultPanel(context.extensionUri, run, actions, log);
  const command = (name: string, callback: (argument: unknown) => unknown) =>
    vscode.commands.registerCommand(`decimalBenchmark.${name}`, callback);
  context.subscriptions.push(
    log,
    commandLine,
    history,
    run,
    staleness,
    document,
    panel,
    runs,
    trend,
    trend.onDidChange((state) => panel.showTrend(state)),
    new RunContextKeys(run),
    new StatusBar(run),
    staleness.onDidChange(() => panel.refreshContext()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => panel.refreshContext()),
    command('run', () => runs.start({ work: null, engines: null })),
    command('cancel', () => runs.cancel()),
    command('runFile', (uri) => runOnFile(runs, uri)),
    command('showResults', () => panel.reveal(true)),
    command('exportReport', (given) => exportFromCommand(run, given)),
    command('showLog', () => log.show()),
  );
  runToStop = run;
  const restored = run.restore();
  const floatZeros = registerFloatZeros(context, log);
  const testExplorer = new TestExplorer(commandLine);
  context.subscriptions.push(testExplorer);
  const kept = registerHistory(context, history, run, commandLine, () => panel.reveal(true));
  return {
    get snapshot() {
      return run.shown?.snapshot;
    },
    get running() {
      return run.running;
    },
    get stale() {
      return staleness.reason;
    },
    restored,
    floatZeros,
    history: kept,
    testExplorer,
  };
}

/** Called by the editor before it ends this process: the engine ends first. */
export async function deactivate(): Promise<void> {
  await runToStop?.stop();
}

function productVersion(context: vscode.ExtensionContext): string {
  const manifest: unknown = context.extension.packageJSON;
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return typeof version === 'string' ? version : '';
}
