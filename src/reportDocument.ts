import * as vscode from 'vscode';
import type { FromPanel } from '../engine/protocol/panel';
import type { BenchmarkRun } from './benchmarkRun';
import { DisposableStore } from './disposableStore';

const scheme = 'decimal-benchmark-report';
type SampleAddress = Extract<FromPanel, { type: 'openSample' }>;

/** The JSON report as a read-only document, so that a point of a chart can be followed to its sample. */
export class ReportDocument extends DisposableStore implements vscode.TextDocumentContentProvider {
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly #uri = vscode.Uri.from({ scheme, path: '/report.json' });

  readonly onDidChange = this.#changed.event;

  readonly #run: BenchmarkRun;

  constructor(run: BenchmarkRun) {
    super();
    this.#run = run;
    this.registerAll(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      run.onDidReceive(({ type }) => {
        if (type === 'finished') this.#changed.fire(this.#uri);
      }),
    );
  }

  provideTextDocumentContent(): string {
    return JSON.stringify(this.#content(), null, 2);
  }

  /** Opens the document at one sample, or at its start where the sample is not in it. */
  async openAt(address: SampleAddress): Promise<void> {
    this.#changed.fire(this.#uri);
    const document = await vscode.workspace.openTextDocument(this.#uri);
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    const found = sampleRange(document, address) ?? new vscode.Range(0, 0, 0, 0);
    editor.selection = new vscode.Selection(found.start, found.end);
    editor.revealRange(found, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** While a run is going on there is no report: its scenarios so far stand in for it. */
  #content(): unknown {
    const snapshot = this.#run.shown?.snapshot;
    if (snapshot?.last?.type === 'finished') return snapshot.last.report;
    return { scenarios: snapshot?.scenarios ?? [] };
  }
}

/** Where the sample stands in the text: its scenario by key, then the object with its engine, launch and round. */
function sampleRange(document: vscode.TextDocument, address: SampleAddress): vscode.Range | undefined {
  const text = document.getText();
  const start = text.indexOf(`"key": ${JSON.stringify(address.key)}`);
  if (start < 0) return undefined;
  const fields = [
    `"engine": ${JSON.stringify(address.engine)}`,
    // The charts draw no sample of the control, which has the same engine, launch and round.
    '"control": false',
    `"launch": ${address.launch}`,
    `"round": ${address.round}`,
  ];
  const pattern = new RegExp(`\\{\\s*${fields.join(',\\s*').replaceAll('.', '\\.')},[^}]*\\}`);
  const match = pattern.exec(text.slice(start));
  if (match === null) return undefined;
  const from = document.positionAt(start + match.index);
  return new vscode.Range(from, document.positionAt(start + match.index + match[0].length));
}
