/**
 * Several claims made together, each with a p-value: the p-values adjusted by Holm's step-down procedure, in the order
 * given. Claiming what is adjusted to at most α makes any false claim among them with probability α at most, whatever
 * depends on what (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
 * Statistics 6, 1979, weights in section 3).
 *
 * With equal weights, the k-th smallest of m is multiplied by m − k + 1; otherwise the claims are taken in the order of
 * p / weight, and each is multiplied by the weights of all that are left, divided by its own. None is adjusted below one
 * before it.
 * @param weights - how much of the error is a claim's own, compared with the others; all the same where not given
 * @throws RangeError if a p-value is not 0 … 1
 */
export function holm(pValues: readonly number[], weights?: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const { index, p, weight, left } of steps(pValues, weights)) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no probability`);
    largest = Math.max(largest, Math.min(1, (p * left) / weight));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * The confidence level at which each claim's own interval decides, in the order given: with equal weights
 * `1 − α / (m − k + 1)` for the k-th smallest p-value, and otherwise `1 − α × weight / weights of all that are left`, up
 * to the first that is no claim at its level; no more of the error becomes free then. Equal p-values get the levels in the
 * order given.
 * @param level - 1 − α of the whole family
 * @param weights - as for {@link holm}
 */
export function holmLevels(pValues: readonly number[], level: number, weights?: readonly number[]): number[] {
  const levels = new Array<number>(pValues.length);
  let shared: number | null = null;
  for (const { index, p, weight, left } of steps(pValues, weights)) {
    const share = ((1 - level) * weight) / (shared ?? left);
    levels[index] = 1 - share;
    if (p > share) shared ??= left;
  }
  return levels;
}

interface Step {
  readonly index: number;
  readonly p: number;
  readonly weight: number;
  /** Weights of this claim and all after it. */
  readonly left: number;
}

/** The claims from the surest on. */
function steps(pValues: readonly number[], weights: readonly number[] = pValues.map(() => 1)): Step[] {
  const order = pValues
    .map((p, index) => ({ index, p, weight: weights[index] ?? 1 }))
    .sort((a, b) => a.p / a.weight - b.p / b.weight);
  let left = weights.reduce((sum, weight) => sum + weight, 0);
  return order.map((claim) => {
    const step = { ...claim, left };
    left -= claim.weight;
    return step;
  });
}
