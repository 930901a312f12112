/** How far a run has come, and when it will be done, from guesses that measuring corrects. */

/** Weight of the guesses against what was seen, in milliseconds of work. */
const trustInGuessMs = 2_000;

export class WorkMeter {
  /** Guessed milliseconds of what is done, and of what is left by scenario. */
  #doneMs = 0;
  readonly #leftMs = new Map<string, number>();
  readonly #now: () => number;
  readonly #startedAt: number;
  #highest = 0;

  /** @param now - milliseconds, from any start */
  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Says what one scenario is still thought to take. */
  expect(key: string, leftMs: number): void {
    this.#leftMs.set(key, Math.max(0, leftMs));
  }

  /** Moves guessed work from left to done. */
  done(key: string, guessMs: number): void {
    const left = this.#leftMs.get(key) ?? 0;
    this.#leftMs.set(key, Math.max(0, left - guessMs));
    this.#doneMs += guessMs;
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

  /** Seconds until the end at the pace so far. */
  etaSeconds(underWayMs = 0): number {
    const elapsed = this.#now() - this.#startedAt;
    const pace = (elapsed + trustInGuessMs) / (this.#doneMs + underWayMs + trustInGuessMs);
    return (Math.max(0, this.#allLeftMs() - underWayMs) * pace) / 1000;
  }

  #allLeftMs(): number {
    let sum = 0;
    for (const left of this.#leftMs.values()) sum += left;
    return sum;
  }
}
