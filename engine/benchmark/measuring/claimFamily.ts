import type { Measurements, Report } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import type { OtherComparison } from '../verdict/claims';
import { claimedIn, claimsIn } from '../verdict/measurements';

/** What every scenario of a run claims: the words of each are corrected for all of them. */
export class ClaimFamily {
  readonly #engines: readonly EngineName[];
  readonly #compared: Map<string, OtherComparison[]>;

  /** @param keys - of the run's scenarios; what is not measured yet counts as a claim that fails */
  constructor(keys: readonly string[], engines: readonly EngineName[]) {
    this.#engines = engines;
    this.#compared = new Map(keys.map((key) => [key, claimedIn(null, engines)]));
  }

  enter(key: string, measurements: Measurements): void {
    this.#compared.set(key, claimedIn(measurements, this.#engines));
  }

  /** The comparisons of all scenarios but one. */
  othersOf(key: string): OtherComparison[] {
    return [...this.#compared].flatMap(([other, compared]) => (other === key ? [] : compared));
  }

  family(): Report['family'] {
    const { comparisons, targets } = claimsIn(this.#engines);
    const scenarios = this.#compared.size;
    return { comparisons: comparisons * scenarios, targets: targets * scenarios, correction: 'holm' };
  }
}
