/** The time that the launches of one scenario take, in milliseconds. */
export class LaunchTime {
  /** What they may take; infinite if their number is fixed. */
  readonly limitMs: number;
  readonly #now: () => number;
  #startedAt: number | null = null;
  #recordedMs = 0;

  /** @param now - milliseconds, from any start */
  constructor(now: () => number, limitMs: number) {
    this.#now = now;
    this.limitMs = limitMs;
  }

  start(): void {
    this.#startedAt = this.#now();
  }

  /** Since the first launch started; 0 before. */
  get elapsedMs(): number {
    return this.#startedAt === null ? 0 : this.#now() - this.#startedAt;
  }

  get leftMs(): number {
    return this.limitMs - this.elapsedMs;
  }

  /** Notes what the launches have taken until now, which later figures are about. */
  record(): void {
    this.#recordedMs = this.elapsedMs;
  }

  get recordedMs(): number {
    return this.#recordedMs;
  }
}
