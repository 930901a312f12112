import * as vscode from 'vscode';
import { diagnosticSource, runDiagnosticSource } from '../../engine/protocol/languageServer';
import { DisposableStore } from '../disposableStore';

/** A finding with the document that it is in: a file, or a cell of a notebook. */
export interface PlacedFinding {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
  /** From 1; null outside of notebooks. */
  readonly cell: number | null;
}

/** The findings of one file, as the editor shows them. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  /** In order of place. */
  readonly findings: readonly PlacedFinding[];
}

/** What is found now: the same diagnostics that the editor underlines, so that nothing can say something else. */
export class Findings extends DisposableStore {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  #known: readonly FileFindings[] | undefined;

  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.register(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const before = new Set(
          (this.#known ?? []).flatMap(({ findings }) => findings.map(({ uri }) => uri.toString())),
        );
        if (!uris.some((uri) => before.has(uri.toString()) || ownDiagnostics(uri).length > 0)) return;
        this.#known = undefined;
        this.#changed.fire();
      }),
    );
  }

  /** Files with findings, by their path. */
  get files(): readonly FileFindings[] {
    this.#known ??= filesWithFindings();
    return this.#known;
  }

  get all(): readonly vscode.Diagnostic[] {
    return this.files.flatMap(({ findings }) => findings.map(({ diagnostic }) => diagnostic));
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

function filesWithFindings(): FileFindings[] {
  const byFile = new Map<string, { uri: vscode.Uri; findings: PlacedFinding[] }>();
  for (const [uri, all] of vscode.languages.getDiagnostics()) {
    const own = all.filter(isOwn);
    if (own.length === 0) continue;
    const { file, cell } = owner(uri);
    const known = byFile.get(file.toString()) ?? { uri: file, findings: [] };
    known.findings.push(...own.map((diagnostic) => ({ uri, diagnostic, cell })));
    byFile.set(file.toString(), known);
  }
  for (const { findings } of byFile.values()) findings.sort(byPlace);
  return [...byFile.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

/** The file that a document is, or whose cell it is. */
function owner(uri: vscode.Uri): { readonly file: vscode.Uri; readonly cell: number | null } {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === uri.toString());
    if (cell !== undefined) return { file: notebook.uri, cell: cell.index + 1 };
  }
  return { file: uri, cell: null };
}

function byPlace(a: PlacedFinding, b: PlacedFinding): number {
  return (a.cell ?? 0) - (b.cell ?? 0) || a.diagnostic.range.start.compareTo(b.diagnostic.range.start);
}
