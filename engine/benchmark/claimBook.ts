import type { Measurements, Report } from '../protocol/report';
import type { EngineName } from '../protocol/vocabulary';
import { claimProbabilities, claimsIn } from '../verdict/measurements';

/** What every scenario of a run claims: the words of each are corrected for all of them. */
export class ClaimBook {
  readonly #engines: readonly EngineName[];
  readonly #claims: Map<string, number[]>;

  /** @param keys - of the run's scenarios; what is not measured yet counts as a claim that fails */
  constructor(keys: readonly string[], engines: readonly EngineName[]) {
    this.#engines = engines;
    this.#claims = new Map(keys.map((key) => [key, claimProbabilities(null, engines)]));
  }

  enter(key: string, measurements: Measurements): void {
    this.#claims.set(key, claimProbabilities(measurements, this.#engines));
  }

  /** p-values of all scenarios but one. */
  othersOf(key: string): number[] {
    return [...this.#claims].flatMap(([other, probabilities]) => (other === key ? [] : probabilities));
  }

  family(): Report['family'] {
    const { comparisons, targets } = claimsIn(this.#engines);
    const scenarios = this.#claims.size;
    return { comparisons: comparisons * scenarios, targets: targets * scenarios, correction: 'holm' };
  }
}
