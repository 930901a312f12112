/** How far a run has come, and when it will be done, from guesses that measuring corrects. */

/** Weight of the guesses against what was seen, in milliseconds of work. */
const trustInGuessMs = 2_000;

export class ProgressEstimator {
  /** Guessed milliseconds of what is done, and of what is left by scenario. */
  #doneMs = 0;
  readonly #leftMs = new Map<string, number>();
  readonly #now: () => number;
  readonly #startedAt: number;
  #highest = 0;
  /** The scenario under way, once what is left of it comes from measured durations. */
  #measured: { readonly key: string; readonly at: number; doneMs: number } | null = null;

  /** @param now - milliseconds, from any start */
  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Says what one scenario is still guessed to take. */
  expect(key: string, leftMs: number): void {
    this.#leftMs.set(key, Math.max(0, leftMs));
    this.#measured = null;
  }

  /** Says what the scenario under way will still take by measured durations: earlier guesses no longer count for it. */
  expectAsMeasured(key: string, leftMs: number): void {
    this.expect(key, leftMs);
    this.#measured = { key, at: this.#now(), doneMs: 0 };
  }

  /** Moves guessed work from left to done. */
  done(key: string, guessMs: number): void {
    const left = this.#leftMs.get(key) ?? 0;
    this.#leftMs.set(key, Math.max(0, left - guessMs));
    this.#doneMs += guessMs;
    if (this.#measured?.key === key) this.#measured.doneMs += guessMs;
  }

  /**
   * Share of the run that is done, 0 … 1. It never falls, even where a guess turns out too low.
   * @param underWayMs - guessed work of the step under way that is already done
   */
  fraction(underWayMs = 0): number {
    const all = this.#doneMs + this.#allLeftMs();
    const share = all === 0 ? 0 : Math.min(1, (this.#doneMs + underWayMs) / all);
    this.#highest = Math.max(this.#highest, share);
    return this.#highest;
  }

  /** Seconds until the end: at the pace since durations were measured where they were, else at the pace so far. */
  etaSeconds(underWayMs = 0): number {
    const measured = this.#measured;
    const here = measured === null ? 0 : (this.#leftMs.get(measured.key) ?? 0);
    const elsewhere = this.#allLeftMs() - here;
    const overall = this.#pace(this.#startedAt, this.#doneMs + underWayMs);
    if (measured === null) return (Math.max(0, elsewhere - underWayMs) * overall) / 1000;
    const recent = this.#pace(measured.at, measured.doneMs + underWayMs);
    return (Math.max(0, here - underWayMs) * recent + elsewhere * overall) / 1000;
  }

  /** Milliseconds that a guessed one takes. */
  #pace(since: number, doneMs: number): number {
    return (this.#now() - since + trustInGuessMs) / (doneMs + trustInGuessMs);
  }

  #allLeftMs(): number {
    let sum = 0;
    for (const left of this.#leftMs.values()) sum += left;
    return sum;
  }
}
