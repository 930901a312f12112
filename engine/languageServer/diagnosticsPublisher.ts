/** Sends the editor the findings in its documents: on request, or unasked if it does not support requests. */
import type { Connection, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { FileReport } from '../lint/fileReport';
import type { ClientAbilities } from './capabilities';
import {
  locatedDiagnostics,
  resultIdOf,
  type DocumentationLink,
  type LocatedDiagnostic,
} from './diagnostics';
import type { Documents } from './documents';
import type { Workspace } from './workspace';

export interface PublisherDependencies {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly link: DocumentationLink;
  /** Called with what is to be known of a file besides its findings. */
  readonly onNotes: (uri: string, notes: readonly string[]) => void;
}

/** What is typed within this time is analysed together, where diagnostics are sent unasked. */
const pushAfterMs = 100;
/** Changes within this time are one reason to ask again. */
const refreshAfterMs = 50;

export class DiagnosticsPublisher {
  #client: ClientAbilities | undefined;
  readonly #confirmed = new Map<string, readonly Diagnostic[]>();
  readonly #asked = new Map<string, number>();
  #pushTimer: NodeJS.Timeout | undefined;
  #refreshTimer: NodeJS.Timeout | undefined;
  #pushed = new Set<string>();

  readonly #dependencies: PublisherDependencies;

  constructor(dependencies: PublisherDependencies) {
    this.#dependencies = dependencies;
  }

  setClient(client: ClientAbilities): void {
    this.#client = client;
  }

  /** The diagnostics of the file that a document is or belongs to. */
  async diagnosticsOf(uri: string): Promise<readonly LocatedDiagnostic[]> {
    const file = this.#dependencies.documents.fileOf(uri);
    return file === null ? [] : this.#located(await this.#dependencies.workspace.report(file));
  }

  /** @param signal - aborted when the answer is not waited for any more; then there are no diagnostics */
  async documentReport(
    uri: string,
    previous: string | undefined,
    signal: AbortSignal,
  ): Promise<DocumentDiagnosticReport> {
    this.#countAsked(uri);
    const items = await this.#itemsOf(uri, signal);
    this.#countAsked(uri);
    const resultId = resultIdOf(items);
    return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
  }

  /** A number that differs once the editor has asked for a document's diagnostics, or was answered, since. */
  timesAsked(uri: string): number {
    return this.#asked.get(uri) ?? 0;
  }

  /** The diagnostics of a file that is not open. */
  ofClosedFile(report: FileReport): Diagnostic[] {
    return this.#located(report).map(({ diagnostic }) => diagnostic);
  }

  /** Says what a run of the tests has confirmed in a file. */
  confirm(file: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length > 0) this.#confirmed.set(file, diagnostics);
    else this.#confirmed.delete(file);
    const uri = this.#dependencies.documents.uriOf(file);
    if (this.#client?.pullsDiagnostics === true || !this.#dependencies.documents.isOpen(file))
      this.#send(uri, diagnostics);
    else this.documentChanged();
  }

  /** Says that an open document was opened, changed or closed: reports on others may differ now. */
  documentChanged(): void {
    if (this.#client === undefined || this.#client.pullsDiagnostics) return;
    clearTimeout(this.#pushTimer);
    this.#pushTimer = setTimeout(() => void this.#pushAll(), pushAfterMs);
  }

  /** Any report may differ from now on. */
  refresh(): void {
    this.documentChanged();
    if (this.#client?.refreshesDiagnostics !== true) return;
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => {
      this.#dependencies.connection.languages.diagnostics.refresh().catch(() => undefined);
    }, refreshAfterMs);
  }

  #countAsked(uri: string): void {
    this.#asked.set(uri, this.timesAsked(uri) + 1);
  }

  async #itemsOf(uri: string, signal?: AbortSignal): Promise<Diagnostic[]> {
    const { documents, workspace, onNotes } = this.#dependencies;
    const file = documents.fileOf(uri);
    if (file === null) return [];
    const report = await workspace.report(file, signal);
    if (signal?.aborted === true) return [];
    onNotes(documents.uriOf(file), report.notes);
    return this.#located(report)
      .filter((one) => one.uri === uri)
      .map(({ diagnostic }) => diagnostic);
  }

  #located(report: FileReport): LocatedDiagnostic[] {
    return locatedDiagnostics(report.findings, this.#dependencies.documents, this.#dependencies.link);
  }

  async #pushAll(): Promise<void> {
    const { documents } = this.#dependencies;
    const open = documents.uris();
    for (const uri of open) {
      const file = documents.fileOf(uri);
      const confirmed = file === null ? [] : (this.#confirmed.get(file) ?? []);
      this.#send(uri, [...(await this.#itemsOf(uri)), ...confirmed]);
    }
    for (const uri of this.#pushed) if (!open.includes(uri)) this.#send(uri, []);
    this.#pushed = new Set(open);
  }

  #send(uri: string, diagnostics: readonly Diagnostic[]): void {
    void this.#dependencies.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }
}
