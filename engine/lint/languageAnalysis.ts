/** The analysis of one language over the files that are held, loaded when a file first speaks of decimals. */
import { setImmediate } from 'node:timers/promises';
import type { Analyser } from './analyser';
import type { Finding } from './finding';

/** What an analysis says of one file. */
export interface RawResult {
  readonly findings: readonly Finding[];
  readonly ledgerSites: number;
  readonly notes: readonly string[];
}

/** Milliseconds after which a long piece of work lets others have their turn. */
const turnMs = 15;

const nothing: RawResult = { findings: [], ledgerSites: 0, notes: [] };

export class LanguageAnalysis {
  private readonly load: () => Promise<Analyser>;
  /** The text to analyse as it stands now; null for a file that is gone or cannot be read. */
  private readonly textOf: (path: string) => string | null;
  private readonly withEvidence = new Set<string>();
  private readonly unfed = new Set<string>();
  private readonly fed = new Set<string>();
  private loading: Promise<Analyser> | null = null;
  private analyser: Analyser | null = null;
  private known: ReadonlyMap<string, RawResult> | null = null;

  constructor(load: () => Promise<Analyser>, textOf: (path: string) => string | null) {
    this.load = load;
    this.textOf = textOf;
  }

  /** Says that a file is new or has changed. */
  changed(path: string, hasEvidence: boolean): void {
    this.known = null;
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

  /** Whether {@link result} can be asked without {@link ready} doing anything. */
  get isKnown(): boolean {
    return this.known !== null;
  }

  /** Takes results of an earlier analysis of the same files; they hold until a file changes. */
  recall(results: ReadonlyMap<string, RawResult>): void {
    this.known = results;
  }

  /** Brings the analysis up to the files as they now stand, in turns that leave room for other work. */
  async ready(signal?: AbortSignal): Promise<void> {
    if (this.known !== null || !this.isNeeded) return;
    this.loading ??= this.load();
    this.analyser = await this.loading;
    let turnEnds = performance.now() + turnMs;
    for (const path of this.unfed) {
      if (performance.now() > turnEnds) {
        await setImmediate();
        signal?.throwIfAborted();
        turnEnds = performance.now() + turnMs;
      }
      this.feed(this.analyser, path);
    }
  }

  /** What is found in a file; call {@link ready} before. */
  result(path: string): RawResult {
    if (this.known !== null) return this.known.get(path) ?? nothing;
    if (this.analyser === null || !this.isNeeded) return nothing;
    return {
      findings: this.analyser.findings(path),
      ledgerSites: this.analyser.ledgerSites(path),
      notes: [],
    };
  }

  release(): void {
    this.analyser?.release();
  }

  private feed(analyser: Analyser, path: string): void {
    this.unfed.delete(path);
    const text = this.textOf(path);
    if (text === null) this.fed.delete(path);
    else this.fed.add(path);
    analyser.update(path, text);
  }
}
