import * as vscode from 'vscode';
import { runDescription, type RunNode } from './runItems';
import type { KeptRun, RunHistory } from './runHistory';
import { timeText } from './timeText';
import { labelText, noticeText } from '../noticeText';

/** The run that a command was called on, else the one that is picked. */
export async function chosenRun(
  history: RunHistory,
  given: unknown,
  title: string,
): Promise<KeptRun | undefined> {
  const kept = await history.list();
  const [own] = runsAmong(kept, given, undefined);
  return own ?? (await vscode.window.showQuickPick(pickItems(kept), { title }))?.kept;
}

/** The runs that a command was called on, else the one that is picked. */
export async function chosenRuns(
  history: RunHistory,
  given: unknown,
  selection: unknown,
  title: string,
): Promise<readonly KeptRun[]> {
  const kept = await history.list();
  const own = runsAmong(kept, given, selection);
  if (own.length > 0) return own;
  const picked = await vscode.window.showQuickPick(pickItems(kept), { title });
  return picked === undefined ? [] : [picked.kept];
}

/** The two runs that a command was called on, else those that are picked, one after the other; the older first. */
export async function chosenTwo(
  history: RunHistory,
  given: unknown,
  selection: unknown,
): Promise<readonly [KeptRun, KeptRun] | undefined> {
  const kept = await history.list();
  const own = runsAmong(kept, given, selection);
  if (own.length > 2 || kept.length < 2) {
    void vscode.window.showInformationMessage(
      own.length > 2
        ? 'Select exactly two runs.'
        : 'Comparing needs two runs. Run the benchmark again first.',
    );
    return undefined;
  }
  const one = own[0] ?? (await pickOne(kept, 'Select the first run to compare'));
  if (one === undefined) return undefined;
  const others = kept.filter(({ id }) => id !== one.id);
  const other = own[1] ?? (await pickOne(others, 'Select the run to compare it with'));
  if (other === undefined) return undefined;
  return one.id < other.id ? [one, other] : [other, one];
}

export function showUnreadable(id: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(
    `The stored run ${noticeText(id)} cannot be read: ${noticeText(reason)}`,
  );
}

async function pickOne(kept: readonly KeptRun[], title: string): Promise<KeptRun | undefined> {
  return (await vscode.window.showQuickPick(pickItems(kept), { title }))?.kept;
}

function pickItems(kept: readonly KeptRun[]): (vscode.QuickPickItem & { kept: KeptRun })[] {
  return kept.map((one) => {
    return {
      label: timeText(one.head.event.report.startedAt),
      description: labelText(runDescription(one)),
      kept: one,
    };
  });
}

/** Nodes of the view come from outside, as every argument of a command does: only what names a kept run counts. */
function runsAmong(kept: readonly KeptRun[], given: unknown, selection: unknown): KeptRun[] {
  const nodes: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [given];
  const ids = nodes.flatMap((node) => (isNamed(node) ? [node.id] : []));
  return kept.filter(({ id }) => ids.includes(id));
}

function isNamed(node: unknown): node is Pick<RunNode, 'id'> {
  return typeof node === 'object' && node !== null && 'id' in node && typeof node.id === 'string';
}
