/** Runs the tests with the trap for the editor, and publishes the places where it was triggered as diagnostics. */
import { pushTo } from '../platform/multimap';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { failureOf } from '../platform/errors';
import { readSourceSync } from '../lint/files/sourceText';
import { runTestsWithTrap, type Raise } from '../lint/trap/runTests';
import { runDiagnosticSource, type TrapEdit, type TrapRunResult } from '../protocol/languageServer';
import { conftestEditOf } from './conftestEdit';
import type { Documents } from './documents';
import { uriOfPath } from './fileAddress';

export interface TrapDependencies {
  readonly documents: Documents;
  /** Publishes what a run found in a file; findings of an earlier run stay. */
  readonly publish: (file: string, diagnostics: readonly Diagnostic[]) => void;
  readonly onOutput: (text: string) => void;
}

/** Findings in a larger file are published without the text of the line. */
const maxFileKb = 1024;

export class TrapRuns {
  readonly #published = new Set<string>();

  readonly #dependencies: TrapDependencies;

  constructor(dependencies: TrapDependencies) {
    this.#dependencies = dependencies;
  }

  /** The text that the folder's `conftest.py` has with the trap. */
  edit(root: string): TrapEdit {
    const { file, before, after } = conftestEditOf(root, this.#dependencies.documents);
    return { uri: uriOfPath(file), text: after, exists: before !== null };
  }

  /** Runs the tests and publishes every raise until the next run. Failures are a part of the result. */
  async run(root: string, command: readonly string[], signal: AbortSignal): Promise<TrapRunResult> {
    this.#clear();
    try {
      const { onOutput } = this.#dependencies;
      const { exitCode, raises } = await runTestsWithTrap({ command, folder: root, onOutput, signal });
      this.#publishRaises(raises);
      return { exitCode, raises: raises.length, failure: null };
    } catch (error) {
      return { exitCode: null, raises: 0, failure: failureOf(error) };
    }
  }

  #publishRaises(raises: readonly Raise[]): void {
    const byFile = new Map<string, Raise[]>();
    for (const raise of raises) pushTo(byFile, raise.path, raise);
    for (const [file, inFile] of byFile) {
      this.#published.add(file);
      this.#dependencies.publish(
        file,
        inFile.map((raise) => this.#diagnostic(raise)),
      );
    }
  }

  #clear(): void {
    for (const file of this.#published) this.#dependencies.publish(file, []);
    this.#published.clear();
  }

  #diagnostic({ path: file, line, message }: Raise): Diagnostic {
    const open = this.#dependencies.documents.get(this.#dependencies.documents.uriOf(file))?.getText();
    const text = (open ?? closedText(file)).split(/\r\n?|\n/)[line - 1] ?? '';
    return {
      range: {
        start: { line: line - 1, character: text.length - text.trimStart().length },
        end: { line: line - 1, character: Math.max(text.trimEnd().length, 1) },
      },
      severity: DiagnosticSeverity.Error,
      source: runDiagnosticSource,
      message: `A float met a Decimal here while the tests ran: ${message}`,
    };
  }
}

function closedText(file: string): string {
  const read = readSourceSync(file, maxFileKb);
  return 'unread' in read ? '' : read.text;
}
