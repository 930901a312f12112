import { BudgetSpent } from './budget';

/** Milliseconds between two readings of processor time, which takes a system call. */
const msBetween = 20;

/** A limit for work that cannot be counted: processor time, which other processes do not use up. */
export class CpuLimit {
  readonly #start = process.cpuUsage();
  /** How long the work ran, which its processor time cannot exceed. Other work may run in between. */
  #ranMs = 0;
  #nextReadingMs: number;

  readonly #seconds: number;

  constructor(seconds: number) {
    this.#seconds = seconds;
    this.#nextReadingMs = seconds * 1e3;
  }

  /**
   * Runs a part of the work.
   * @throws BudgetSpent if the work is then over its limit
   */
  run<Result>(part: () => Result): Result {
    const startedAt = performance.now();
    const result = part();
    this.#ranMs += performance.now() - startedAt;
    if (this.#ranMs > this.#nextReadingMs) {
      this.#nextReadingMs = this.#ranMs + msBetween;
      const { user, system } = process.cpuUsage(this.#start);
      if ((user + system) / 1e6 > this.#seconds) throw new BudgetSpent();
    }
    return result;
  }
}
