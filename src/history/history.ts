import * as vscode from 'vscode';
import type { BenchmarkRun } from '../benchmarkRun';
import type { CommandLine } from '../commandLine';
import { exportRun } from '../exportReport';
import { chosenRun, chosenTwo, tellUnreadable } from './chooseRun';
import { ComparisonDocument } from './comparisonDocument';
import { compareReports } from './compareRuns';
import { openRun } from './openRun';
import type { RunHistory } from './runHistory';
import type { RunsNode } from './runItems';
import { RunsView } from './runsView';

/** What of it others, and the tests, may read. */
export interface HistoryApi {
  /** Where the runs are kept. */
  readonly folder: vscode.Uri;
  /** Stored files that cannot be read. */
  readonly unreadable: number;
  /** What the view holds below a node; without one, its groups. */
  children(node?: RunsNode): Promise<RunsNode[]>;
  item(node: RunsNode): vscode.TreeItem;
  /** The page that compares two runs. */
  readonly comparison: vscode.Uri;
}

/** The runs that were kept: their view and its commands. */
export function registerHistory(
  context: vscode.ExtensionContext,
  history: RunHistory,
  run: BenchmarkRun,
  commandLine: CommandLine,
  revealPanel: () => void,
): HistoryApi {
  const view = new RunsView(history);
  const document = new ComparisonDocument();
  const command = (name: string, callback: (given: unknown, more: unknown) => unknown) =>
    vscode.commands.registerCommand(`decimalBenchmark.${name}`, callback);
  const updateKey = () => void setHasRuns(history);
  updateKey();
  context.subscriptions.push(
    view,
    document,
    history.onDidChange(updateKey),
    command('openRun', async (given) => {
      const chosen = await chosenRun(history, given, vscode.l10n.t('Open a run'));
      if (chosen !== undefined && (await openRun(history, run, chosen.id))) revealPanel();
    }),
    command('compareRuns', (given, selection) => compare(history, commandLine, document, given, selection)),
    command('exportRun', (given, target) => exportOne(history, given, target)),
    command('deleteRun', (given) => deleteOne(history, given)),
  );
  return {
    folder: history.folder,
    get unreadable() {
      return history.unreadable;
    },
    children: (node) => view.getChildren(node),
    item: (node) => view.getTreeItem(node),
    comparison: document.uri,
  };
}

async function setHasRuns(history: RunHistory): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'decimalBenchmark.hasRuns', !(await history.isEmpty()));
}

async function compare(
  history: RunHistory,
  commandLine: CommandLine,
  document: ComparisonDocument,
  given: unknown,
  selection: unknown,
): Promise<void> {
  const chosen = await chosenTwo(history, given, selection);
  if (chosen === undefined) return;
  const [older, newer] = chosen;
  const title = vscode.l10n.t('Comparing two runs');
  const location = vscode.ProgressLocation.Notification;
  try {
    const comparison = await vscode.window.withProgress(
      { location, title, cancellable: true },
      async (_progress, token) => {
        const [before, after] = await Promise.all([history.read(older.id), history.read(newer.id)]);
        return compareReports(commandLine, before.event.report, after.event.report, token);
      },
    );
    await document.show(comparison);
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The runs cannot be compared: {0}', reason));
  }
}

async function exportOne(history: RunHistory, given: unknown, target: unknown): Promise<void> {
  const chosen = await chosenRun(history, given, vscode.l10n.t('Export a run'));
  if (chosen === undefined) return;
  try {
    await exportRun((await history.read(chosen.id)).event, target);
  } catch (error) {
    tellUnreadable(chosen.id, error);
  }
}

async function deleteOne(history: RunHistory, given: unknown): Promise<void> {
  const chosen = await chosenRun(history, given, vscode.l10n.t('Delete a run'));
  if (chosen === undefined) return;
  const confirm = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete this run?'),
    { modal: true, detail: chosen.head.event.report.sentence },
    confirm,
  );
  if (answer !== confirm) return;
  try {
    await history.remove(chosen.id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The run cannot be deleted: {0}', reason));
  }
}
