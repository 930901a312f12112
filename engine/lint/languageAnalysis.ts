/** The analysis of one language over the stored files, loaded when a file first mentions decimals. */
import type { Analyser } from './analyser';
import type { Language } from './catalogue';
import type { Finding } from './finding';
import type { SourceStore } from './sourceStore';
import { Yielder } from '../platform/yielder';

/** What an analysis finds in one file. */
export interface RawResult {
  readonly findings: readonly Finding[];
  readonly ledgerSites: number;
  readonly notes: readonly string[];
}

export class LanguageAnalysis {
  readonly #language: Language;
  readonly #store: SourceStore;
  readonly #load: () => Promise<Analyser>;
  /** Files that have changed since the analyser got their texts. */
  readonly #pending = new Set<string>();
  #loading: Promise<Analyser> | null = null;
  #analyser: Analyser | null = null;
  #cached: ReadonlyMap<string, RawResult> | null = null;

  constructor(language: Language, store: SourceStore, load: () => Promise<Analyser>) {
    this.#language = language;
    this.#store = store;
    this.#load = load;
  }

  /** Records that a file is new, has changed or is gone. */
  changed(path: string): void {
    this.#cached = null;
    this.#pending.add(path);
  }

  /** Whether any file mentions decimals: without one nothing is loaded and nothing is found. */
  get isNeeded(): boolean {
    return this.#store.mentionsDecimals(this.#language);
  }

  /** Takes results of an earlier analysis of the same files; they are used until a file changes. */
  useCached(results: ReadonlyMap<string, RawResult>): void {
    this.#cached = results;
  }

  /** Whether the results are those of an earlier analysis. */
  get isCached(): boolean {
    return this.#cached !== null;
  }

  /** Whether no file has changed since the results were prepared. */
  get isCurrent(): boolean {
    return this.#pending.size === 0;
  }

  /** Prepares the results for some files, as all files now stand. */
  async prepare(paths: readonly string[], signal?: AbortSignal): Promise<void> {
    const cached = this.#cached;
    if (!this.isNeeded || (cached !== null && paths.every((path) => cached.has(path)))) return;
    this.#cached = null;
    this.#loading ??= this.#load();
    const analyser = await this.#loading;
    this.#analyser = analyser;
    const yielder = new Yielder(signal);
    for (const path of this.#pending) {
      await yielder.next();
      this.#pending.delete(path);
      analyser.update(path, this.#store.textToAnalyse(path));
    }
    await runSteps(analyser.prepare?.(), yielder);
  }

  /** Gets what another process finds in one file as all files now stand, if the analyser has one. */
  async prefetch(path: string, signal?: AbortSignal): Promise<void> {
    do {
      await this.prepare([path], signal);
      if (this.isNeeded) await this.#analyser?.prefetch?.(path, signal);
      // That may take seconds: an answer about texts that have changed meanwhile is dropped.
    } while (this.isNeeded && this.#analyser?.prefetch !== undefined && !this.isCurrent);
  }

  /** Prepares the result for one file as all files now stand, and does most of the work for it in turns. */
  async prepareFile(path: string, signal?: AbortSignal): Promise<void> {
    await this.prepare([path], signal);
    if (this.#cached !== null || !this.isNeeded) return;
    await runSteps(this.#analyser?.prepareFile?.(path), new Yielder(signal));
    if (!this.isCurrent) await this.prepare([path], signal);
  }

  /** What is found in a file that was prepared. */
  result(path: string): RawResult {
    const cached = this.#cached?.get(path);
    if (cached !== undefined) return cached;
    if (!this.isNeeded || this.#analyser === null) return nothing;
    return {
      findings: this.#analyser.findings(path),
      ledgerSites: this.#analyser.ledgerSites(path),
      notes: this.#analyser.notes?.(path) ?? [],
    };
  }

  release(): void {
    this.#analyser?.release();
  }
}

const nothing: RawResult = { findings: [], ledgerSites: 0, notes: [] };

/** Runs steps to the end, with other work between them. */
async function runSteps(steps: Iterable<void> | undefined, yielder: Yielder): Promise<void> {
  const iterator = steps?.[Symbol.iterator]();
  while (iterator !== undefined && iterator.next().done !== true) await yielder.next();
}
