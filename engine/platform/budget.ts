/** Limits on work, counted in steps: the same input stops at the same place on every machine. */

/** Work has used up its steps. */
export class BudgetSpent extends Error {
  constructor() {
    super('The step budget of this work is spent');
  }
}

export class Budget {
  #left: number;

  constructor(left: number) {
    this.#left = left;
  }

  /**
   * Runs synchronous work that counts against this budget, and against no outer one.
   * @throws BudgetSpent
   */
  run<Result>(work: () => Result): Result {
    return runWithin(this, work);
  }

  /** Adds steps, also to a budget that is spent. */
  grant(steps: number): void {
    this.#left += steps;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** @throws BudgetSpent */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetSpent();
  }
}

/** Work outside of any {@link Budget.run} is not limited. */
const unlimited = new Budget(Infinity);
let current = unlimited;

function runWithin<Result>(budget: Budget, work: () => Result): Result {
  const outer = current;
  current = budget;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Counts steps of the work that is running. @throws BudgetSpent */
export function spend(steps = 1): void {
  current.spend(steps);
}

/** Whether the running budget is spent, for work that leaves out its costly parts then. */
export function isSpent(): boolean {
  return current.isSpent;
}

/** Runs work whose result is kept and shared, so that whoever needs it first does not pay for all. */
export function unbudgeted<Result>(work: () => Result): Result {
  return unlimited.run(work);
}
