/** The analyser of scripts in an editor whose own TypeScript can check the files that are open. */
import type { Analyser } from '../../lint/analyser';
import { loadAnalyser, loadScriptAnalyser, type AnalyserLoader } from '../../lint/analysers';
import type { Finding } from '../../lint/finding';
import type { RawResult } from '../../lint/languageAnalysis';
import type { ScriptAnalyser } from '../../lint/typescript/analyser';
import type { EditorProgram } from './editorProgram';

/** Loads analysers that use the editor's program for scripts. */
export function analysersWith(program: EditorProgram): AnalyserLoader {
  return async (language, root, settings) =>
    language === 'script'
      ? new EditorAnalyser(program, await loadScriptAnalyser(root, settings), settings.decimalTypes)
      : loadAnalyser(language, root, settings);
}

/** Answers from the editor's program once {@link prefetch} got an answer there, else from the own one. */
class EditorAnalyser implements Analyser {
  readonly #program: EditorProgram;
  readonly #own: ScriptAnalyser;
  readonly #decimalTypes: readonly string[];
  /** What the editor's program found as all files now stand; null if it cannot answer. Replaced at each change. */
  #answers = new Map<string, RawResult | null>();
  /** The arrivals that {@link EditorProgram.arrivals} had counted at the last request. */
  #arrivals = 0;

  constructor(program: EditorProgram, own: ScriptAnalyser, decimalTypes: readonly string[]) {
    this.#program = program;
    this.#own = own;
    this.#decimalTypes = decimalTypes;
  }

  update(path: string, text: string | null): void {
    this.#answers = new Map();
    this.#own.update(path, text);
  }

  async prefetch(path: string, signal?: AbortSignal): Promise<void> {
    this.#dropRefusals();
    const answers = this.#answers;
    const text = this.#own.text(path);
    if (answers.has(path) || text === null || !this.#own.hasDecimals(path)) return;
    answers.set(path, await this.#program.check(path, text, this.#decimalTypes, signal));
  }

  *prepareFile(path: string): Iterable<void> {
    if (!this.#answers.get(path)) yield* this.#own.prepareFile(path);
  }

  findings(path: string): readonly Finding[] {
    return this.#answers.get(path)?.findings ?? this.#own.findings(path);
  }

  ledgerSites(path: string): number {
    return this.#answers.get(path)?.ledgerSites ?? this.#own.ledgerSites(path);
  }

  notes(path: string): readonly string[] {
    return this.#answers.get(path)?.notes ?? this.#own.notes(path);
  }

  release(): void {
    this.#own.release();
  }

  /** A program that has arrived since may be able to answer. */
  #dropRefusals(): void {
    if (this.#arrivals === this.#program.arrivals) return;
    this.#arrivals = this.#program.arrivals;
    for (const [path, answer] of this.#answers) if (answer === null) this.#answers.delete(path);
  }
}
