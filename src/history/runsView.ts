import * as vscode from 'vscode';
import { baselineFiles, baselinePattern } from './baselineFiles';
import type { RunHistory } from './runHistory';
import { runsItem, type RunsNode } from './runItems';
import { DisposableStore } from '../disposableStore';

/** The view `Runs`: the baselines of the workspace, and the runs that were kept. */
export class RunsView extends DisposableStore implements vscode.TreeDataProvider<RunsNode> {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly #view: vscode.TreeView<RunsNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  readonly #history: RunHistory;

  constructor(history: RunHistory) {
    super();
    this.#history = history;
    this.#view = this.register(
      vscode.window.createTreeView('decimalBenchmark.runs', {
        treeDataProvider: this,
        canSelectMany: true,
      }),
    );
    const update = () => this.#changed.fire();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${baselinePattern}`);
    this.registerAll(
      history.onDidChange(update),
      vscode.workspace.onDidChangeWorkspaceFolders(update),
      watcher,
      watcher.onDidChange(update),
      watcher.onDidCreate(update),
      watcher.onDidDelete(update),
    );
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (node === undefined) return this.#groups();
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

  async #groups(): Promise<RunsNode[]> {
    const [files, kept] = await Promise.all([baselineFiles(), this.#history.list()]);
    this.#view.message = unreadableText(this.#history.unreadable);
    const runs = kept.map((one) => ({ kind: 'run' as const, ...one }));
    return [
      ...(files.length > 0 ? [{ kind: 'baselines' as const, files }] : []),
      ...(runs.length > 0 ? [{ kind: 'runs' as const, runs }] : []),
    ];
  }
}

function unreadableText(count: number): string {
  return count === 0 ? '' : `Stored runs that cannot be read (see the log): ${count}`;
}
