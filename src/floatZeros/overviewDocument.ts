import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';
import { check } from '../../engine/protocol/check';
import { Overview, serverMethods, type OverviewRow } from '../../engine/protocol/languageServer';
import { ruleCodes } from '../../engine/protocol/lint';
import type { FloatZeroServer } from './server';
import { DisposableStore } from '../disposableStore';

const scheme = 'decimal-benchmark-overview';

/** `Show Migration Overview`: how far each folder has come, as a page of Markdown. */
export class OverviewDocument extends DisposableStore implements vscode.TextDocumentContentProvider {
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly #uri = vscode.Uri.from({ scheme, path: '/Migration Overview.md' });
  #text = '';

  readonly onDidChange = this.#changed.event;

  readonly #server: FloatZeroServer;

  constructor(server: FloatZeroServer) {
    super();
    this.#server = server;
    this.register(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  async show(): Promise<void> {
    const overview = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Counting float zeros' },
      async () => this.#ask(),
    );
    this.#text = overviewMarkdown(overview);
    this.#changed.fire(this.#uri);
    await vscode.commands.executeCommand('markdown.showPreview', this.#uri);
  }

  async #ask(): Promise<Overview> {
    const source = new vscode.CancellationTokenSource();
    try {
      const answer = await this.#server.request(serverMethods.overview, {}, source.token);
      return check(Overview, answer, 'overview of the migration');
    } finally {
      source.dispose();
    }
  }
}

/** The overview as Markdown: a table for each folder of the workspace. */
function overviewMarkdown({ folders }: Overview): string {
  const sections = folders.map(({ name, rows }) => `## ${escaped(name)}\n\n${table(rows)}`);
  const body = sections.length > 0 ? sections.join('\n\n') : 'No folder is open.';
  return `# Migration to Decimals\n\n${body}\n`;
}

function table(rows: readonly OverviewRow[]): string {
  const rules = ruleCodes.filter((code) => rows.some(({ findings }) => (findings[code] ?? 0) > 0));
  const hasBaseline = rows.some(({ fixedSinceBaseline }) => fixedSinceBaseline !== null);
  const head = [
    'Folder',
    'Files',
    'Places with decimals',
    ...rules,
    ...(hasBaseline ? ['Fixed since the baseline'] : []),
  ];
  const lines = rows.map(({ path, files, ledgerSites, findings, fixedSinceBaseline }) => [
    escaped(path),
    ...[files, ledgerSites, ...rules.map((code) => findings[code] ?? 0)].map(counted),
    ...(hasBaseline ? [counted(fixedSinceBaseline ?? 0)] : []),
  ]);
  const alignment = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [head, alignment, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function counted(count: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(count);
}

/** Names of folders are text, whatever they look like. */
function escaped(text: string): string {
  return visibleLine(text)
    .replaceAll(/[\\`*_{}[\]()#+\-!|~$@<>&]/g, '\\$&')
    .replaceAll('://', ':\\/\\/');
}
