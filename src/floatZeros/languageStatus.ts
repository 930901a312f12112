import * as vscode from 'vscode';
import type { Findings } from './findings';
import { editorSelector } from './languages';
import { statusText } from '../noticeText';
import type { FloatZeroServer } from './server';
import { DisposableStore } from '../disposableStore';

/** The language status item: how many float zeros are known, what the server does, what it did not look at. */
export class FloatZeroStatus extends DisposableStore {
  readonly item: vscode.LanguageStatusItem;

  readonly #findings: Findings;
  readonly #server: FloatZeroServer;

  constructor(findings: Findings, server: FloatZeroServer) {
    super();
    this.#findings = findings;
    this.#server = server;
    this.item = this.register(
      vscode.languages.createLanguageStatusItem('decimalBenchmark.floatZeros', editorSelector),
    );
    this.item.name = 'Float Zeros';
    this.item.command = {
      command: 'decimalBenchmark.floatZeros.focus',
      title: 'Show',
    };
    this.registerAll(
      findings.onDidChange(() => this.#update()),
      server.onDidChangeStatus(() => this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
    );
    this.#update();
  }

  #update(): void {
    const all = this.#findings.all;
    this.item.text =
      all.length === 0
        ? 'No float zeros'
        : `Float zeros: ${new Intl.NumberFormat(vscode.env.language).format(all.length)}`;
    this.item.busy = this.#server.status.activity !== null;
    const detail =
      this.#noteOnActiveFile() ?? (activityText(this.#server.status.activity) || this.#typesOfActiveFile());
    this.item.detail = statusText(detail);
    this.item.severity = worst(all);
  }

  #noteOnActiveFile(): string | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri === undefined) return undefined;
    return this.#server.status.notes.find((note) => vscode.Uri.parse(note.uri).fsPath === uri.fsPath)?.text;
  }

  #typesOfActiveFile(): string {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const source = this.#server.status.editorTypes.find(
      (one) => vscode.Uri.parse(one.uri).fsPath === uri?.fsPath,
    );
    return source === undefined ? '' : `types of the editor's TypeScript ${source.typescript}`;
  }
}

function activityText(activity: FloatZeroServer['status']['activity']): string {
  switch (activity) {
    case 'indexing':
      return 'reading the workspace';
    case 'scanning':
      return 'scanning the workspace';
    case 'testing':
      return 'running the tests';
    case null:
      return '';
  }
}

function worst(all: readonly vscode.Diagnostic[]): vscode.LanguageStatusSeverity {
  if (all.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error))
    return vscode.LanguageStatusSeverity.Error;
  if (all.some(({ severity }) => severity === vscode.DiagnosticSeverity.Warning))
    return vscode.LanguageStatusSeverity.Warning;
  return vscode.LanguageStatusSeverity.Information;
}
