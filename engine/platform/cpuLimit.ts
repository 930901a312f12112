import { BudgetSpent } from './budget';

/** How many calls pass between two readings of the clock. */
const callsBetween = 16;

/** A limit for work that cannot be counted: processor time, which other processes do not use up. */
export class CpuLimit {
  readonly #start = process.cpuUsage();
  #calls = 0;

  constructor(private readonly seconds: number) {}

  /** @throws BudgetSpent */
  check(): void {
    if (++this.#calls % callsBetween !== 0) return;
    const { user, system } = process.cpuUsage(this.#start);
    if ((user + system) / 1e6 > this.seconds) throw new BudgetSpent();
  }
}
