/** Reports on files that are not open: findings of a scan, until they change. */
import type { Diagnostic, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { resultIdOf } from './diagnostics';

interface Reported {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export class WorkspaceReports {
  readonly #byFile = new Map<string, Reported>();
  #wake: (() => void)[] = [];
  #closes = 0;

  /** Whether a scan has been made, so findings of closed files must be sent. */
  isScanned = false;

  /** Files with findings. */
  get files(): string[] {
    return [...this.#byFile.keys()];
  }

  /** Remembers what a scan found in a closed file. */
  set(file: string, uri: string, items: readonly Diagnostic[]): void {
    this.#byFile.set(file, { uri, items, resultId: resultIdOf(items) });
  }

  /**
   * Remembers what is found in a file that was closed just now, also if that is nothing: it takes the place of what the
   * editor received while the file was open, so everything is sent again.
   */
  setClosed(file: string, uri: string, items: readonly Diagnostic[]): void {
    this.#byFile.set(file, { uri, items, resultId: `${resultIdOf(items)}-${++this.#closes}` });
  }

  forget(file: string): void {
    this.#byFile.delete(file);
  }

  /** Lets those who wait for a change look again. */
  changed(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const look of waiting) look();
  }

  /** The differences from the last reports to the editor. @param previous - result ids by URI */
  news(previous: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const reported = [...this.#byFile.values()];
    const known = new Set(reported.map(({ uri }) => uri));
    const none = resultIdOf([]);
    const gone = [...previous]
      .filter(([uri, resultId]) => !known.has(uri) && resultId !== none)
      .map(([uri]) => ({ uri, resultId: none, items: [] }));
    return [...reported.filter(({ uri, resultId }) => previous.get(uri) !== resultId), ...gone].map(
      ({ uri, resultId, items }) => ({ kind: 'full', uri, version: null, resultId, items: [...items] }),
    );
  }

  /** Resolves at the next change, or when it is no longer waited for. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
