/** The time that the launches of all scenarios may take together, shared out as scenarios come up. */
export class TimeBudget {
  #leftMs: number;
  #scenariosLeft: number;

  constructor(totalMs: number, scenarios: number) {
    this.#leftMs = totalMs;
    this.#scenariosLeft = scenarios;
  }

  /** What the next scenario may take: an equal share of what is left, so that what one spares helps the others. */
  next(): number {
    return this.#leftMs / this.#scenariosLeft;
  }

  /** Ends the scenario, whose launches took this long. */
  spent(ms: number): void {
    this.#leftMs = Math.max(0, this.#leftMs - ms);
    this.#scenariosLeft = Math.max(1, this.#scenariosLeft - 1);
  }
}
