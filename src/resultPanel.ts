import * as vscode from 'vscode';
import { check, ProtocolError } from '../engine/protocol/check';
import { FromPanel, type PanelContext, type ToPanel } from '../engine/protocol/panel';
import type { TrendState } from '../engine/protocol/trend';
import type { BenchmarkRun } from './benchmarkRun';
import { panelFolder, panelPage } from './panelPage';
import { DisposableStore } from './disposableStore';

const panelType = 'decimalBenchmark.results';

/** What the panel asks of the rest of the extension. */
export interface PanelOwner {
  context(): PanelContext;
  handle(message: Exclude<FromPanel, { type: 'ready' }>): void;
}

/** The result panel: at most one a window. It may be closed and opened while a run goes on. */
export class ResultPanel extends DisposableStore implements vscode.WebviewPanelSerializer {
  #panel: vscode.WebviewPanel | undefined;
  /** A page that is not ready loses messages, so nothing is sent before; it is shown everything once it is. */
  #ready = false;

  readonly #extension: vscode.Uri;
  readonly #run: BenchmarkRun;
  readonly #owner: PanelOwner;
  readonly #log: vscode.LogOutputChannel;

  constructor(extension: vscode.Uri, run: BenchmarkRun, owner: PanelOwner, log: vscode.LogOutputChannel) {
    super();
    this.#extension = extension;
    this.#run = run;
    this.#owner = owner;
    this.#log = log;
    this.registerAll(
      vscode.window.registerWebviewPanelSerializer(panelType, this),
      run.onDidReplace(() => this.#show()),
      run.onDidReceive((event) => {
        if (event.type !== 'log') this.#send({ type: 'event', event });
      }),
    );
  }

  /** Brings the panel to the front, beside the editor that is open; the editor keeps the focus unless `focus`. */
  reveal(focus: boolean): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, !focus);
      return;
    }
    const column =
      vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    const title = 'Decimal Benchmark';
    this.#adopt(
      vscode.window.createWebviewPanel(
        panelType,
        title,
        { viewColumn: column, preserveFocus: !focus },
        { enableFindWidget: true },
      ),
    );
  }

  /** Notifies the panel that settings, trust or the age of the figures have changed. */
  refreshContext(): void {
    this.#send({ type: 'context', context: this.#owner.context() });
  }

  /** Sends the panel the trend that it requested, or null if its trend is outdated. */
  showTrend(state: TrendState | null): void {
    this.#send({ type: 'trend', state });
  }

  /** Called by the editor after a restart. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
    return Promise.resolve();
  }

  override dispose(): void {
    this.#panel?.dispose();
    super.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = vscode.Uri.joinPath(this.#extension, 'docs', 'images', 'icon.png');
    panel.webview.options = {
      enableScripts: true,
      enableCommandUris: false,
      enableForms: false,
      localResourceRoots: [panelFolder(this.#extension)],
    };
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      // A hidden page is thrown away; it says `ready` again when it comes back.
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = panelPage(panel.webview, this.#extension);
  }

  #receive(data: unknown): void {
    let message: FromPanel;
    try {
      message = check(FromPanel, data, 'message from the panel');
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#log.warn(error.message);
      return;
    }
    if (message.type === 'ready') {
      this.#ready = true;
      this.#show();
    } else {
      this.#owner.handle(message);
    }
  }

  #show(): void {
    this.#send({ type: 'show', snapshot: this.#run.shown?.snapshot ?? null, context: this.#owner.context() });
  }

  #send(message: ToPanel): void {
    if (this.#panel === undefined || !this.#ready) return;
    void this.#panel.webview.postMessage(message);
  }
}
