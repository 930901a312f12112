import * as vscode from 'vscode';
import type { BenchmarkRun } from '../benchmarkRun';
import type { CommandLine } from '../commandLine';
import { exportRun } from '../exportReport';
import { chosenRun, chosenRuns, chosenTwo, showUnreadable } from './chooseRun';
import { ComparisonDocument } from './comparisonDocument';
import { compareReports } from './compareRuns';
import { openRun, showWithout } from './openRun';
import type { RunHistory } from './runHistory';
import { runDescription, type RunsNode } from './runItems';
import { RunsView } from './runsView';
import { timeText } from './timeText';
import { noticeText } from '../noticeText';

/** What of it others, and the tests, may read. */
export interface HistoryApi {
  /** Where the runs are kept. */
  readonly folder: vscode.Uri;
  /** Stored files that cannot be read. */
  readonly unreadable: number;
  /** What the view holds below a node; without one, its groups. */
  children(node?: RunsNode): Promise<RunsNode[]>;
  item(node: RunsNode): vscode.TreeItem;
  /** The page that compared two runs last; undefined if none did. */
  readonly comparison: vscode.Uri | undefined;
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
      const chosen = await chosenRun(history, given, 'Open a run');
      if (chosen !== undefined && (await openRun(history, run, chosen.id))) revealPanel();
    }),
    command('compareRuns', (given, selection) => compare(history, commandLine, document, given, selection)),
    command('exportRun', (given, target) => exportOne(history, given, target)),
    command('deleteRun', (given, selection) => deleteRuns(history, run, given, selection)),
  );
  return {
    folder: history.folder,
    get unreadable() {
      return history.unreadable;
    },
    children: (node) => view.getChildren(node),
    item: (node) => view.getTreeItem(node),
    get comparison() {
      return document.latest;
    },
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
  const title = 'Comparing two runs';
  const location = vscode.ProgressLocation.Notification;
  try {
    const comparison = await vscode.window.withProgress(
      { location, title, cancellable: true },
      async (_progress, token) => {
        const [before, after] = await Promise.all([history.read(older.id), history.read(newer.id)]);
        return compareReports(commandLine, before.event.report, after.event.report, token);
      },
    );
    await document.show(comparison, `${older.id} ${newer.id}`);
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The runs cannot be compared: ${noticeText(reason)}`);
  }
}

async function exportOne(history: RunHistory, given: unknown, target: unknown): Promise<void> {
  const chosen = await chosenRun(history, given, 'Export a run');
  if (chosen === undefined) return;
  try {
    await exportRun((await history.read(chosen.id)).event, target);
  } catch (error) {
    showUnreadable(chosen.id, error);
  }
}

async function deleteRuns(
  history: RunHistory,
  run: BenchmarkRun,
  given: unknown,
  selection: unknown,
): Promise<void> {
  const chosen = await chosenRuns(history, given, selection, 'Delete a run');
  const [first] = chosen;
  if (first === undefined) return;
  const confirm = 'Delete';
  const answer =
    chosen.length === 1
      ? await vscode.window.showWarningMessage(
          `Delete the run of ${timeText(first.head.event.report.startedAt)}?`,
          { modal: true, detail: noticeText(runDescription(first)) },
          confirm,
        )
      : await vscode.window.showWarningMessage(
          `Delete ${chosen.length} runs?`,
          { modal: true, detail: chosen.map(({ head }) => timeText(head.event.report.startedAt)).join('\n') },
          confirm,
        );
  if (answer !== confirm) return;
  for (const one of chosen) {
    try {
      await history.remove(one.id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`The run cannot be deleted: ${noticeText(reason)}`);
      continue;
    }
    await showWithout(history, run, one);
  }
}
