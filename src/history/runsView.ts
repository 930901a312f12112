import * as vscode from 'vscode';
import { baselineFiles, baselinePattern } from './baselineFiles';
import type { RunHistory } from './runHistory';
import { runsItem, type RunsNode } from './runItems';

/** The view `Runs`: the baselines of the workspace, and the runs that were kept. */
export class RunsView implements vscode.Disposable, vscode.TreeDataProvider<RunsNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<RunsNode>;
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly history: RunHistory) {
    this.view = vscode.window.createTreeView('decimalBenchmark.runs', {
      treeDataProvider: this,
      canSelectMany: true,
    });
    const update = () => this.changed.fire();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${baselinePattern}`);
    this.subscriptions = [
      history.onDidChange(update),
      vscode.workspace.onDidChangeWorkspaceFolders(update),
      watcher,
      watcher.onDidChange(update),
      watcher.onDidCreate(update),
      watcher.onDidDelete(update),
    ];
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (node === undefined) return this.groups();
    switch (node.kind) {
      case 'runs':
        return [...node.runs];
      case 'baselines':
        return node.files.map((file) => ({ kind: 'baseline', ...file }));
      case 'baseline':
        return node.records.map((record) => ({ kind: 'record', ...record }));
      case 'run':
      case 'record':
        return [];
    }
  }

  getTreeItem(node: RunsNode): vscode.TreeItem {
    return runsItem(node);
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async groups(): Promise<RunsNode[]> {
    const [files, kept] = await Promise.all([baselineFiles(), this.history.list()]);
    this.view.message = unreadableText(this.history.unreadable);
    const runs = kept.map((one) => ({ kind: 'run' as const, ...one }));
    return [
      ...(files.length > 0 ? [{ kind: 'baselines' as const, files }] : []),
      ...(runs.length > 0 ? [{ kind: 'runs' as const, runs }] : []),
    ];
  }
}

function unreadableText(count: number): string {
  return count === 0 ? '' : vscode.l10n.t('Stored runs that cannot be read, as the log says: {0}', count);
}
