import * as vscode from 'vscode';
import type { BenchmarkRun } from '../benchmarkRun';
import { showUnreadable } from './chooseRun';
import type { KeptRun, RunHistory } from './runHistory';

/** Shows a run of the history in the panel, marked if it is not the latest. @returns whether it is shown */
export async function openRun(history: RunHistory, run: BenchmarkRun, id: string): Promise<boolean> {
  if (run.running) {
    void vscode.window.showInformationMessage(
      'A benchmark is running. You can open this run when it has ended.',
    );
    return false;
  }
  try {
    const [stored, kept] = await Promise.all([history.read(id), history.list()]);
    run.showStored(stored, kept[0]?.id !== id);
    return true;
  } catch (error) {
    showUnreadable(id, error);
    return false;
  }
}

/** Shows the latest run in place of an older one. */
export async function showLatestRun(history: RunHistory, run: BenchmarkRun): Promise<void> {
  const [latest] = await history.list();
  if (latest !== undefined) await openRun(history, run, latest.id);
}

/**
 * Sets right what the panel shows once a run was deleted: the latest in its place, and as the latest what is that now.
 * A run that is going on is left alone, and so is what was never kept.
 */
export async function showWithout(history: RunHistory, run: BenchmarkRun, deleted: KeptRun): Promise<void> {
  const { shown } = run;
  if (run.running || shown === undefined) return;
  const [latest] = await history.list();
  const startedAt = (one: KeptRun | undefined) => one?.head.event.report.startedAt;
  if (shown.snapshot.startedAt === startedAt(deleted)) {
    if (latest === undefined) run.showNothing();
    else await openRun(history, run, latest.id);
  } else if (latest !== undefined && shown.isOlder && shown.snapshot.startedAt === startedAt(latest)) {
    await openRun(history, run, latest.id);
  }
}
