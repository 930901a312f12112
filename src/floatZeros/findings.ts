import * as vscode from 'vscode';
import { diagnosticSource, runDiagnosticSource } from '../../engine/protocol/languageServer';

/** The findings of one file, as the editor shows them. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  /** In order of place. */
  readonly findings: readonly vscode.Diagnostic[];
}

/** What is found now: the same diagnostics that the editor underlines, so that nothing can say something else. */
export class Findings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private known: readonly FileFindings[] | undefined;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const before = new Set((this.known ?? []).map(({ uri }) => uri.toString()));
      if (!uris.some((uri) => before.has(uri.toString()) || ownDiagnostics(uri).length > 0)) return;
      this.known = undefined;
      this.changed.fire();
    });
  }

  /** Files with findings, by their path. */
  get files(): readonly FileFindings[] {
    this.known ??= vscode.languages
      .getDiagnostics()
      .map(([uri, all]) => ({ uri, findings: all.filter(isOwn).sort(byPlace) }))
      .filter(({ findings }) => findings.length > 0)
      .sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
    return this.known;
  }

  get all(): readonly vscode.Diagnostic[] {
    return this.files.flatMap(({ findings }) => findings);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** The rule's code of a finding; empty for one that a run of the tests confirmed. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code ?? '');
}

function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(isOwn);
}

function isOwn({ source }: vscode.Diagnostic): boolean {
  return source === diagnosticSource || source === runDiagnosticSource;
}

function byPlace(a: vscode.Diagnostic, b: vscode.Diagnostic): number {
  return a.range.start.compareTo(b.range.start);
}
