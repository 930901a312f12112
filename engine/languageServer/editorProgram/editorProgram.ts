/** Findings in open scripts from the program that the editor's TypeScript server has anyway. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RawResult } from '../../lint/languageAnalysis';
import { languageOf } from '../../lint/languages';
import type { EditorProgramEndpoint } from '../../protocol/editorProgram';
import { textDigest } from '../tsserverPlugin/jsonLines';
import type { Outcome } from '../tsserverPlugin/messages';
import { PluginServer } from './pluginServer';

export interface EditorProgramDependencies {
  /** The open files with their texts. */
  readonly open: () => Iterable<readonly [file: string, text: string]>;
  readonly log: (text: string) => void;
  /** Called when the editor's TypeScript can be asked from now on. */
  readonly onArrival: () => void;
  /** Called with where a file's findings come from: the compiler's version, null for the own program. */
  readonly onSource: (file: string, typescript: string | null) => void;
}

/** How long the editor's TypeScript is waited for, in milliseconds. */
export interface Patience {
  /** Until it comes, which it does once it has read its first project. */
  readonly arrivalMs: number;
  /** Until it has the texts that are asked for: an editor hands them on when it has time. */
  readonly agreementMs: number;
  readonly answerMs: number;
  /** How long a file that the two did not agree on is not waited for. */
  readonly againMs: number;
}

const usualPatience: Patience = { arrivalMs: 10_000, agreementMs: 3000, answerMs: 5000, againMs: 10_000 };
const firstPauseMs = 20;
const longestPauseMs = 200;
/** Files that changed on the disk and are remembered. */
const mostChanged = 100;

export class EditorProgram {
  /** How often a program has connected: after each connection it may answer what it could not before. */
  arrivals = 0;
  readonly #pluginServer: PluginServer;
  readonly #sources = new Map<string, string>();
  /**
   * Until when files are not waited for that the two did not come to agree on. It ends, since a program that is being
   * started anew has no file yet, and at once after an edit it has an older text.
   */
  readonly #givenUp = new Map<string, number>();
  readonly #changed = new Map<string, string | null>();
  #arrival: Promise<void> | undefined;
  #arrived: () => void = () => undefined;
  #isExpected = true;

  readonly #dependencies: EditorProgramDependencies;
  readonly #patience: Patience;

  constructor(
    endpoint: EditorProgramEndpoint,
    dependencies: EditorProgramDependencies,
    patience: Patience = usualPatience,
  ) {
    this.#dependencies = dependencies;
    this.#patience = patience;
    this.#pluginServer = new PluginServer(endpoint, {
      log: dependencies.log,
      onChange: () => this.#comeOrGone(),
    });
    this.#pluginServer.listen();
  }

  /**
   * What the editor's program finds in a file; null if it cannot answer, or the file is not open with this text.
   * @throws the signal's reason if it is aborted
   */
  async check(
    path: string,
    text: string,
    decimalTypes: readonly string[],
    signal = new AbortController().signal,
  ): Promise<RawResult | null> {
    if (!this.#isOpen(path, text)) return null;
    await this.#waitForArrival();
    signal.throwIfAborted();
    const { typescript } = this.#pluginServer;
    if (typescript === null) return this.#own(path, "the editor's TypeScript is not there");
    const outcome = await this.#agreed(path, text, decimalTypes, signal);
    if (outcome === 'changed') return null;
    switch (outcome?.outcome) {
      case 'found':
        this.#givenUp.delete(path);
        this.#reportSource(path, `the program of the editor's TypeScript ${typescript}`, typescript);
        return outcome.result;
      case 'ineligible':
        return this.#own(path, outcome.reason);
      case 'failed':
        this.#dependencies.log(`The editor's TypeScript could not look at ${path}: ${outcome.error}`);
        return this.#own(path, 'it failed');
      case 'stale':
        this.#changed.clear();
        this.#giveUp(path);
        return this.#own(path, 'it has another text');
      case 'absent':
        this.#giveUp(path);
        return this.#own(path, 'the file is in none of its projects');
      case undefined:
        return this.#own(path, 'it gave no answer');
    }
  }

  /** Says that no plugin will come. */
  expectNone(): void {
    this.#isExpected = false;
    this.#arrived();
  }

  /** Says what a file on the disk holds now; null if it is gone. */
  changedOnDisk(path: string, read: () => string | null): void {
    if (languageOf(path) !== 'script') return;
    const text = read();
    this.#changed.delete(path);
    this.#changed.set(path, text === null ? null : textDigest(text));
    const [oldest] = this.#changed.keys();
    if (this.#changed.size > mostChanged && oldest !== undefined) this.#changed.delete(oldest);
  }

  /** Says that all is asked anew: what was said of where findings come from holds no more. */
  forget(): void {
    for (const path of this.#sources.keys()) this.#dependencies.onSource(path, null);
    this.#sources.clear();
    this.#givenUp.clear();
  }

  /** Says that a file is not open any more. */
  closed(path: string): void {
    this.#givenUp.delete(path);
  }

  dispose(): void {
    this.#arrived();
    this.#pluginServer.close();
  }

  #giveUp(path: string): void {
    this.#givenUp.set(path, performance.now() + this.#patience.againMs);
  }

  #comeOrGone(): void {
    this.#arrived();
    if (this.#pluginServer.typescript !== null) {
      this.arrivals++;
      this.#dependencies.onArrival();
      return;
    }
    this.forget();
  }

  /** Asks until both have the same texts, or for too long. */
  async #agreed(
    path: string,
    text: string,
    decimalTypes: readonly string[],
    signal: AbortSignal,
  ): Promise<Outcome | 'changed' | null> {
    const now = performance.now();
    const until = now < (this.#givenUp.get(path) ?? 0) ? now : now + this.#patience.agreementMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      if (!this.#isOpen(path, text)) return 'changed';
      const outcome = await this.#pluginServer.ask(
        { path, texts: this.#texts(), decimalTypes: [...decimalTypes] },
        AbortSignal.any([signal, AbortSignal.timeout(this.#patience.answerMs)]),
      );
      signal.throwIfAborted();
      const isWaiting = outcome?.outcome === 'stale' || outcome?.outcome === 'absent';
      if (!isWaiting || performance.now() > until) return outcome;
      await delay(pauseMs, undefined, { signal });
    }
  }

  /** Texts that are only on the disk, or that are tried with fixes, are in no editor's program. */
  #isOpen(path: string, text: string): boolean {
    for (const [file, open] of this.#dependencies.open()) if (file === path) return open === text;
    return false;
  }

  /** Digests of the texts that both must have. */
  #texts(): Record<string, string | null> {
    const texts: Record<string, string | null> = Object.fromEntries(this.#changed);
    for (const [file, text] of this.#dependencies.open()) {
      if (languageOf(file) === 'script') texts[file] = textDigest(text);
    }
    return texts;
  }

  /** Waits for the first plugin, once. */
  #waitForArrival(): Promise<void> {
    this.#arrival ??= new Promise((resolve) => {
      if (this.#pluginServer.typescript !== null || !this.#isExpected) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, this.#patience.arrivalMs);
      this.#arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.#arrival;
  }

  #own(path: string, reason: string): null {
    this.#reportSource(path, `the server's own program, since ${reason}`, null);
    return null;
  }

  #reportSource(path: string, source: string, typescript: string | null): void {
    if (this.#sources.get(path) === source) return;
    this.#sources.set(path, source);
    this.#dependencies.log(`Findings in ${path} come from ${source}.`);
    this.#dependencies.onSource(path, typescript);
  }
}
