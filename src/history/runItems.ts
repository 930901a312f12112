import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';
import type { BaselineFile, BaselineRecord } from './baselineFiles';
import type { KeptRun } from './runHistory';
import { shortTimeText, timeText } from './timeText';

export interface RunNode extends KeptRun {
  readonly kind: 'run';
}

/** What the view holds: two groups, or one of them, and what is below. */
export type RunsNode =
  | RunNode
  | { readonly kind: 'runs'; readonly runs: readonly RunNode[] }
  | { readonly kind: 'baselines'; readonly files: readonly BaselineFile[] }
  | ({ readonly kind: 'baseline' } & BaselineFile)
  | ({ readonly kind: 'record' } & BaselineRecord);

export function runsItem(node: RunsNode): vscode.TreeItem {
  switch (node.kind) {
    case 'run':
      return runItem(node);
    case 'runs':
      return groupItem(node.kind, 'Runs', node.runs.length);
    case 'baselines':
      return groupItem(node.kind, 'Baselines', node.files.length);
    case 'baseline':
      return baselineItem(node);
    case 'record':
      return recordItem(node);
  }
}

/** When it was, what it came to, and an icon that says the verdict. */
function runItem({ id, head }: RunNode): vscode.TreeItem {
  const { startedAt, partial, scenarios, sentence, machine } = head.event.report;
  const item = new vscode.TreeItem(shortTimeText(startedAt));
  const verdicts = scenarios.flatMap(({ measurements }) => measurements?.verdict ?? []);
  const state = verdictState(partial, verdicts);
  const names = scenarios.map(({ head: { key } }) => key).join(', ');
  item.id = id;
  item.description = visibleLine(overheadText({ head }));
  item.tooltip = [
    timeText(startedAt),
    visibleLine(sentence),
    visibleLine(names),
    visibleLine(machine.cpu),
  ].join('\n');
  item.iconPath = new vscode.ThemeIcon(state.icon);
  item.contextValue = 'run';
  item.accessibilityInformation = {
    label: `${timeText(startedAt)}, ${state.name}, ${visibleLine(runDescription({ head }))}`,
  };
  item.command = {
    command: 'decimalBenchmark.openRun',
    title: 'Open',
    arguments: [{ id }],
  };
  return item;
}

/** The verdict of its first scenario, in words. */
export function runDescription({ head }: Pick<KeptRun, 'head'>): string {
  const { partial, scenarios, sentence } = head.event.report;
  return markedPartial(partial, scenarios[0]?.measurements?.verdict.headline ?? sentence);
}

/** The same in figures, for where the words would be cut off. */
function overheadText({ head }: Pick<KeptRun, 'head'>): string {
  const { partial, scenarios, sentence } = head.event.report;
  return markedPartial(partial, scenarios[0]?.measurements?.verdict.overhead ?? sentence);
}

function markedPartial(partial: string | null, text: string): string {
  return partial === null ? text : `partial · ${text}`;
}

/** The icons are those of the status bar. */
function verdictState(
  partial: string | null,
  verdicts: readonly { icon: 'pass' | 'fail' | 'neutral' }[],
): { icon: string; name: string } {
  if (partial !== null || verdicts.length === 0) return { icon: 'circle-slash', name: 'partial' };
  if (verdicts.some(({ icon }) => icon === 'fail')) return { icon: 'warning', name: 'target missed' };
  if (verdicts.every(({ icon }) => icon === 'pass')) return { icon: 'pass', name: 'target met' };
  return { icon: 'info', name: 'nothing shown' };
}

function groupItem(id: string, label: string, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.description = new Intl.NumberFormat(vscode.env.language).format(count);
  return item;
}

function baselineItem({ uri, records, problem }: BaselineFile): vscode.TreeItem {
  const open = vscode.TreeItemCollapsibleState.Expanded;
  const item = new vscode.TreeItem(
    visibleLine(vscode.workspace.asRelativePath(uri)),
    problem === null ? open : vscode.TreeItemCollapsibleState.None,
  );
  item.id = uri.toString();
  item.description = problem === null ? '' : 'cannot be used';
  item.tooltip = problem === null ? `${records.length} records` : visibleLine(problem);
  item.iconPath = new vscode.ThemeIcon(problem === null ? 'bookmark' : 'error');
  item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
  return item;
}

function recordItem({ uri, scenario, cpu, recordedAt }: BaselineRecord): vscode.TreeItem {
  const item = new vscode.TreeItem(visibleLine(scenario));
  const about = `${timeText(recordedAt)} · ${visibleLine(cpu)}`;
  item.description = about;
  item.tooltip = about;
  item.iconPath = new vscode.ThemeIcon('bookmark');
  item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
  return item;
}
