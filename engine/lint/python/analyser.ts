import type { LintSettings } from '../../protocol/lint';
import type { Analyser } from '../analyser';
import type { Finding } from '../finding';
import { findingsOf } from './findings';
import { pythonParser } from './grammar';
import { deepestLevel } from './limits';
import { PythonProject } from './pythonProject';

/** Makes an analyser of Python files; loads the parser at the first call. */
export async function createPythonAnalyser(
  settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>,
): Promise<Analyser> {
  return new PythonAnalyser(new PythonProject(await pythonParser(), settings));
}

const unreadable: ReadonlySet<string> = new Set(['ERROR']);
/** Characters of code that a note quotes. */
const longestQuote = 40;

const gapReasons = {
  depth: `code is nested more than ${deepestLevel} levels deep`,
  time: 'the parser needs too many steps',
} as const;
const limitReasons = {
  steps: 'the analysis needs too many steps',
  stack: 'its code is nested too deep',
} as const;

class PythonAnalyser implements Analyser {
  /** What was found in one file in steps; null once a file has changed. */
  #prepared: { readonly path: string; readonly findings: readonly Finding[] } | null = null;
  /** How often a file has changed. */
  #changes = 0;

  readonly #workspace: PythonProject;

  constructor(workspace: PythonProject) {
    this.#workspace = workspace;
  }

  update(path: string, text: string | null): void {
    this.#changes += 1;
    this.#prepared = null;
    this.#workspace.update(path, text);
  }

  prepare(): Iterable<void> {
    return this.#workspace.prepare();
  }

  *prepareFile(path: string): Generator<undefined, void, undefined> {
    const changes = this.#changes;
    const steps = findingsOf(this.#workspace, path);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        this.#prepared = { path, findings: step.value };
        return;
      }
      yield;
      if (changes !== this.#changes) return;
    }
  }

  findings(path: string): readonly Finding[] {
    if (this.#prepared?.path === path) return this.#prepared.findings;
    const steps = findingsOf(this.#workspace, path);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  ledgerSites(path: string): number {
    return this.#workspace.check(path)?.ledger.size ?? 0;
  }

  /** What cannot be read may hide a float: nobody should take silence on it for a clean file. */
  notes(path: string): readonly string[] {
    if (this.#workspace.check(path) === null) return [];
    return [...this.#syntaxNotes(path), ...this.#limitNotes(path)];
  }

  #syntaxNotes(path: string): string[] {
    const { tree } = this.#workspace.source(path);
    const [first] = tree.nodesOf(unreadable);
    if (first === undefined) return [];
    return [
      `Not fully analyzed: its syntax cannot be parsed near \`${lineAt(tree.text, tree.start(first))}\`.`,
    ];
  }

  #limitNotes(path: string): string[] {
    const { gap } = this.#workspace.source(path).tree;
    const limit = this.#workspace.limit(path);
    const reasons: string[] = [];
    if (gap !== null)
      reasons.push(
        `${gapReasons[gap.reason]} near \`${lineAt(this.#workspace.source(path).text, gap.offset)}\``,
      );
    if (limit !== null) reasons.push(limitReasons[limit]);
    return reasons.map((reason) => `Not fully analyzed: ${reason}. Split the file or exclude it.`);
  }

  release(): void {
    this.#workspace.release();
  }
}

/** What is left of a line from an offset on, for a note. */
function lineAt(text: string, offset: number): string {
  return (
    text
      .slice(offset, offset + longestQuote)
      .split('\n', 1)[0]
      ?.trim() ?? ''
  );
}
