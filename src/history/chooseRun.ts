import * as vscode from 'vscode';
import { runDescription, type RunNode } from './runItems';
import type { KeptRun, RunHistory } from './runHistory';
import { timeText } from './timeText';

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

/** The two runs that a command was called on, else those that are picked; the older first. */
export async function chosenTwo(
  history: RunHistory,
  given: unknown,
  selection: unknown,
): Promise<readonly [KeptRun, KeptRun] | undefined> {
  const kept = await history.list();
  const own = runsAmong(kept, given, selection);
  const [single] = own;
  const title = vscode.l10n.t('Compare two runs');
  const others = single === undefined ? kept : kept.filter(({ id }) => id !== single.id);
  const chosen =
    own.length >= 2
      ? own
      : single === undefined
        ? await pickTwo(others, title)
        : [single, ...(await pickOne(others, title))];
  if (chosen.length !== 2) {
    if (chosen.length > 2)
      void vscode.window.showInformationMessage(vscode.l10n.t('Choose two runs, not more.'));
    return undefined;
  }
  const [first, second] = [...chosen].sort((a, b) => (a.id < b.id ? -1 : 1));
  return first === undefined || second === undefined ? undefined : [first, second];
}

export function tellUnreadable(id: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(vscode.l10n.t('The stored run {0} cannot be read: {1}', id, reason));
}

async function pickOne(kept: readonly KeptRun[], title: string): Promise<KeptRun[]> {
  const placeHolder = vscode.l10n.t('With which run shall it be compared?');
  const choice = await vscode.window.showQuickPick(pickItems(kept), { title, placeHolder });
  return choice === undefined ? [] : [choice.kept];
}

async function pickTwo(kept: readonly KeptRun[], title: string): Promise<KeptRun[]> {
  const placeHolder = vscode.l10n.t('Choose two runs');
  const choice = await vscode.window.showQuickPick(pickItems(kept), {
    title,
    placeHolder,
    canPickMany: true,
  });
  return (choice ?? []).map((item) => item.kept);
}

function pickItems(kept: readonly KeptRun[]): (vscode.QuickPickItem & { kept: KeptRun })[] {
  return kept.map((one) => {
    return { label: timeText(one.head.event.report.startedAt), description: runDescription(one), kept: one };
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
