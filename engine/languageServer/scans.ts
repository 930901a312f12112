/** Scans of the whole workspace, and what they found in files that are not open. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkDoneProgressReporter, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { isNotebook } from '../lint/languages';
import type { ScanProgress } from '../lint/linter';
import type { ScanResult } from '../protocol/languageServer';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import type { Documents } from './documents';
import type { StatusNotifier } from './statusNotifier';
import type { Workspace } from './workspace';
import { WorkspaceReports } from './workspaceReports';

/**
 * The editor asks once or twice more about a document that it closes, and takes no other answer before it has read those:
 * the rest is sent once no request has arrived for this time.
 */
const afterCloseMs = 500;
/** A busy editor may read its last answer even later, and drops earlier reports, so they are sent once more. */
const onceMoreMs = 2500;
/** Changes within this time lead to one scan. */
const againAfterMs = 1000;

export class Scans {
  readonly #reports = new WorkspaceReports();
  #againTimer: NodeJS.Timeout | undefined;

  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #publisher: DiagnosticsPublisher;
  readonly #status: StatusNotifier;

  constructor(
    workspace: Workspace,
    documents: Documents,
    publisher: DiagnosticsPublisher,
    status: StatusNotifier,
  ) {
    this.#workspace = workspace;
    this.#documents = documents;
    this.#publisher = publisher;
    this.#status = status;
  }

  /** Looks at every file. What was found before it was cancelled is kept. */
  async scan(progress: WorkDoneProgressReporter, signal: AbortSignal): Promise<ScanResult> {
    this.#status.activity('scanning', true);
    progress.begin('Scanning for float zeros', 0, undefined, true);
    try {
      const result = await this.#scanFolders(progress, signal);
      this.#reports.isScanned = true;
      return result;
    } finally {
      progress.done();
      this.#status.activity('scanning', false);
      this.#reports.changed();
    }
  }

  /** Repeats the last scan, if there was one, since files or settings have changed. */
  again(): void {
    if (!this.#reports.isScanned) return;
    clearTimeout(this.#againTimer);
    this.#againTimer = setTimeout(() => {
      void this.#scanFolders(silent, new AbortController().signal).then(() => this.#reports.changed());
    }, againAfterMs);
  }

  /** A file was opened: findings in a notebook's cells are no longer reported on its file. */
  opened(file: string): void {
    if (!isNotebook(file) || !this.#reports.files.includes(file)) return;
    this.#reports.set(file, this.#documents.uriOf(file), []);
    this.#reports.changed();
  }

  /** A file was closed: from now on it is reported with the others. */
  closed(file: string): void {
    void this.#publishClosed(file)
      .then(() => delay(onceMoreMs, undefined, { ref: false }))
      .then(() => this.#publishClosed(file));
  }

  /**
   * The differences from the last reports on closed files; waits until there are some.
   * @param afterScan - whether a scan is left to whoever asks for one
   */
  async news(
    previous: ReadonlyMap<string, string>,
    afterScan: boolean,
    signal: AbortSignal,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    if (!afterScan && !this.#reports.isScanned) await this.scan(silent, signal);
    for (;;) {
      const news = this.#reports.news(previous);
      if (news.length > 0 || signal.aborted || (!afterScan && previous.size === 0)) return news;
      await this.#reports.next(signal);
    }
  }

  async #scanFolders(progress: WorkDoneProgressReporter, signal: AbortSignal): Promise<ScanResult> {
    let files = 0;
    let findings = 0;
    const seen = new Set<string>();
    const folders = this.#workspace.all();
    try {
      for (const [index, { linted }] of folders.entries()) {
        const onProgress = (now: ScanProgress) => reportProgress(progress, now, index, folders.length);
        for await (const report of linted.scan(signal, onProgress)) {
          files++;
          findings += report.findings.length;
          seen.add(report.path);
          const uri = this.#documents.uriOf(report.path);
          this.#status.notes(uri, report.notes);
          // The editor prefers what it asked for itself, and may hold a document open that nobody sees.
          if (isNotebook(report.path) && this.#documents.isOpen(report.path)) continue;
          if (report.findings.length > 0)
            this.#reports.set(report.path, uri, this.#publisher.ofClosedFile(report));
          else this.#reports.forget(report.path);
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      return { files, findings, cancelled: true };
    }
    for (const file of this.#reports.files) if (!seen.has(file)) this.#reports.forget(file);
    return { files, findings, cancelled: false };
  }

  async #publishClosed(file: string): Promise<void> {
    const uri = this.#documents.uriOf(file);
    for (let asked = -1; asked !== this.#publisher.timesAsked(uri);) {
      asked = this.#publisher.timesAsked(uri);
      await delay(afterCloseMs);
    }
    if (this.#documents.isOpen(file)) return;
    const report = this.#reports.isScanned ? await this.#workspace.report(file) : null;
    this.#reports.setClosed(file, uri, report === null ? [] : this.#publisher.ofClosedFile(report));
    this.#reports.changed();
  }
}

function reportProgress(
  progress: WorkDoneProgressReporter,
  { phase, done, total }: ScanProgress,
  folder: number,
  folders: number,
): void {
  const half = phase === 'reading' ? 0 : 0.5;
  const share = (folder + half + (0.5 * done) / Math.max(total, 1)) / folders;
  progress.report(
    Math.floor(share * 100),
    `${done} of ${total} files ${phase === 'reading' ? 'read' : 'analysed'}`,
  );
}

const silent: WorkDoneProgressReporter = {
  begin: () => undefined,
  report: () => undefined,
  done: () => undefined,
};
