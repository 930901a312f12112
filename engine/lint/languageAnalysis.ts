/** The analysis of one language over the files that are held, loaded when a file first speaks of decimals. */
import type { Analyser } from './analyser';
import type { Finding } from './finding';
import type { AnalysedText } from './sourceStore';
import { Yielder } from '../platform/yielder';

/** What an analysis says of one file. */
export interface RawResult {
  readonly findings: readonly Finding[];
  readonly ledgerSites: number;
  readonly notes: readonly string[];
}

export class LanguageAnalysis {
  private readonly load: () => Promise<Analyser>;
  /** The text to analyse as it stands now; null for a file that is gone or cannot be read. */
  private readonly textOf: (path: string) => AnalysedText | null;
  private readonly withEvidence = new Set<string>();
  private readonly unfed = new Set<string>();
  private readonly fed = new Set<string>();
  private loading: Promise<Analyser> | null = null;
  private analyser: Analyser | null = null;
  private cached: ReadonlyMap<string, RawResult> | null = null;

  constructor(load: () => Promise<Analyser>, textOf: (path: string) => AnalysedText | null) {
    this.load = load;
    this.textOf = textOf;
  }

  /** Says that a file is new or has changed. */
  changed(path: string, hasEvidence: boolean): void {
    this.cached = null;
    this.unfed.add(path);
    if (hasEvidence) this.withEvidence.add(path);
    else this.withEvidence.delete(path);
  }

  /** Says that a file is gone. */
  gone(path: string): void {
    this.changed(path, false);
    if (!this.fed.has(path)) this.unfed.delete(path);
  }

  /** Whether any file speaks of decimals: without one nothing is loaded and nothing is found. */
  get isNeeded(): boolean {
    return this.withEvidence.size > 0;
  }

  /** Takes results of an earlier analysis of the same files; they hold until a file changes. */
  useCached(results: ReadonlyMap<string, RawResult>): void {
    this.cached = results;
  }

  /** Whether the answers are those of an earlier analysis. */
  get isRecalled(): boolean {
    return this.cached !== null;
  }

  /** Whether no file has changed since the answers were prepared. */
  get isCurrent(): boolean {
    return this.unfed.size === 0;
  }

  /** Prepares the answers for some files, as all files now stand. */
  async ready(paths: readonly string[], signal?: AbortSignal): Promise<void> {
    const { cached } = this;
    if (!this.isNeeded || (cached !== null && paths.every((path) => cached.has(path)))) return;
    this.cached = null;
    this.loading ??= this.load();
    this.analyser = await this.loading;
    const yielder = new Yielder(signal);
    for (const path of this.unfed) {
      await yielder.next();
      this.feed(this.analyser, path);
    }
    const steps = this.analyser.prepare?.()[Symbol.iterator]();
    while (steps !== undefined && steps.next().done !== true) await yielder.next();
  }

  /** Gets what another process finds in one file as all files now stand, if the analyser has one. */
  async prefetch(path: string, signal?: AbortSignal): Promise<void> {
    do {
      await this.ready([path], signal);
      if (this.isNeeded) await this.analyser?.prefetch?.(path, signal);
      // That may take seconds: an answer about texts that have changed meanwhile is dropped.
    } while (this.isNeeded && this.analyser?.prefetch !== undefined && !this.isCurrent);
  }

  /** Prepares the answer for one file, and does most of the work for it in turns. */
  async readyFor(path: string, signal?: AbortSignal): Promise<void> {
    await this.ready([path], signal);
    if (this.cached !== null || !this.isNeeded) return;
    const yielder = new Yielder(signal);
    const steps = this.analyser?.prepareFile?.(path)[Symbol.iterator]();
    while (steps !== undefined && steps.next().done !== true) await yielder.next();
  }

  /** What is found in a file that {@link ready} prepared. */
  result(path: string): RawResult {
    if (!this.isNeeded) return nothing;
    const known = this.cached?.get(path);
    if (known !== undefined) return known;
    if (this.analyser === null) return nothing;
    return {
      findings: this.analyser.findings(path),
      ledgerSites: this.analyser.ledgerSites(path),
      notes: this.analyser.notes?.(path) ?? [],
    };
  }

  release(): void {
    this.analyser?.release();
  }

  private feed(analyser: Analyser, path: string): void {
    this.unfed.delete(path);
    const analysed = this.textOf(path);
    if (analysed === null) this.fed.delete(path);
    else this.fed.add(path);
    if (analysed?.hasEvidence === true) this.withEvidence.add(path);
    else this.withEvidence.delete(path);
    analyser.update(path, analysed?.text ?? null);
  }
}

const nothing: RawResult = { findings: [], ledgerSites: 0, notes: [] };
