import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';
import { ruleOf, type FileFindings, type Findings, type PlacedFinding } from './findings';
import { DisposableStore } from '../disposableStore';

/** A folder of the workspace that holds files with findings. */
interface FolderNode {
  readonly kind: 'folder';
  readonly label: string;
  readonly files: readonly FileNode[];
}

interface FileNode extends FileFindings {
  readonly kind: 'file';
}

interface FindingNode extends PlacedFinding {
  readonly kind: 'finding';
}

export type FloatZeroNode = FolderNode | FileNode | FindingNode;

/** The view `Float zeros`: folders, their files, their findings. */
export class FloatZerosView extends DisposableStore implements vscode.TreeDataProvider<FloatZeroNode> {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly #view: vscode.TreeView<FloatZeroNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  readonly #findings: Findings;

  constructor(findings: Findings) {
    super();
    this.#findings = findings;
    this.#view = this.register(
      vscode.window.createTreeView('decimalBenchmark.floatZeros', {
        treeDataProvider: this,
        showCollapseAll: true,
      }),
    );
    this.register(findings.onDidChange(() => this.#update()));
    this.#update();
  }

  getChildren(node?: FloatZeroNode): FloatZeroNode[] {
    if (node === undefined) return folders(this.#findings.files);
    switch (node.kind) {
      case 'folder':
        return [...node.files];
      case 'file':
        return node.findings.map((finding) => ({ kind: 'finding', ...finding }));
      case 'finding':
        return [];
    }
  }

  getTreeItem(node: FloatZeroNode): vscode.TreeItem {
    switch (node.kind) {
      case 'folder':
        return folderItem(node);
      case 'file':
        return fileItem(node);
      case 'finding':
        return findingItem(node);
    }
  }

  #update(): void {
    const count = this.#findings.all.filter(
      ({ severity }) => severity <= vscode.DiagnosticSeverity.Warning,
    ).length;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: `Float zeros: ${count}` };
    this.#changed.fire();
  }
}

function folders(files: readonly FileFindings[]): FolderNode[] {
  const byFolder = new Map<string, FileNode[]>();
  for (const file of files) {
    const label = folderLabel(file.uri);
    byFolder.set(label, [...(byFolder.get(label) ?? []), { kind: 'file', ...file }]);
  }
  return [...byFolder]
    .map(([label, nodes]) => ({ kind: 'folder' as const, label, files: nodes }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** The folder of a file from the workspace's root; the root's own name for a file that lies in it. */
function folderLabel(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const relative = vscode.workspace.asRelativePath(uri.with({ fragment: '' }));
  const end = relative.lastIndexOf('/');
  return end < 0 ? (folder?.name ?? 'Not in a folder') : relative.slice(0, end);
}

function folderItem({ label, files }: FolderNode): vscode.TreeItem {
  const item = new vscode.TreeItem(visibleLine(label), vscode.TreeItemCollapsibleState.Expanded);
  const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
  item.id = `folder:${label}`;
  item.description = counted(count);
  item.iconPath = vscode.ThemeIcon.Folder;
  return item;
}

function fileItem({ uri, findings }: FileNode): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `file:${uri.toString()}`;
  item.description = counted(findings.length);
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = 'file';
  return item;
}

function findingItem({ uri, diagnostic: finding, cell }: FindingNode): vscode.TreeItem {
  const message = visibleLine(finding.message);
  const item = new vscode.TreeItem(message);
  const number = finding.range.start.line + 1;
  const line = cell === null ? `line ${number}` : `cell ${cell}, line ${number}`;
  const rule = ruleOf(finding);
  const place = rule === '' ? line : `${visibleLine(rule)} · ${line}`;
  item.description = place;
  item.tooltip = `${message}\n${visibleLine(finding.source ?? '')} ${place}`;
  item.iconPath = severityIcon(finding.severity);
  item.contextValue = rule === '' ? 'confirmed' : 'finding';
  item.command = {
    command: 'vscode.open',
    title: 'Open',
    arguments: [uri, { selection: finding.range, preserveFocus: true }],
  };
  item.accessibilityInformation = {
    label: `${severityName(finding.severity)}, ${message}, ${place}`,
  };
  return item;
}

function counted(count: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(count);
}

function severityIcon(severity: vscode.DiagnosticSeverity): vscode.ThemeIcon {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
    case vscode.DiagnosticSeverity.Warning:
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
    case vscode.DiagnosticSeverity.Information:
    case vscode.DiagnosticSeverity.Hint:
      return new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground'));
  }
}

function severityName(severity: vscode.DiagnosticSeverity): string {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return 'Error';
    case vscode.DiagnosticSeverity.Warning:
      return 'Warning';
    case vscode.DiagnosticSeverity.Information:
    case vscode.DiagnosticSeverity.Hint:
      return 'Hint';
  }
}
