import { BudgetSpent } from './budget';

/** Milliseconds between two readings of processor time, which takes a system call. */
const msBetween = 20;

/** A limit for work that cannot be counted: processor time, which other processes do not use up. */
export class CpuLimit {
  readonly #start = process.cpuUsage();
  #nextReading = performance.now() + msBetween;

  constructor(private readonly seconds: number) {}

  /** @throws BudgetSpent */
  check(): void {
    const now = performance.now();
    if (now < this.#nextReading) return;
    this.#nextReading = now + msBetween;
    const { user, system } = process.cpuUsage(this.#start);
    if ((user + system) / 1e6 > this.seconds) throw new BudgetSpent();
  }
}
