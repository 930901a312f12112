/**
 * Several claims made together, each with a p-value: the p-values adjusted by Holm's step-down procedure, in the order
 * given. Claiming what is adjusted to at most α makes any false claim among them with probability α at most, whatever
 * depends on what (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
 * Statistics 6, 1979).
 *
 * The k-th smallest of m is multiplied by m − k + 1, and none is adjusted below a smaller one before it.
 * @throws RangeError where a p-value is not 0 … 1
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  const order = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  for (const [place, [index, p]] of order.entries()) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no probability`);
    largest = Math.max(largest, Math.min(1, p * (pValues.length - place)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * The confidence level at which each claim's own interval decides, in the order given: `1 − α / (m − k + 1)` for the
 * k-th smallest p-value, up to the first that is no claim at its level; that level then holds for all after it. Equal
 * p-values get the levels in the order given.
 * @param level - 1 − α of the whole family
 */
export function holmLevels(pValues: readonly number[], level: number): number[] {
  const levels = new Array<number>(pValues.length);
  const order = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  let claimed = 0;
  for (const [place, [index, p]] of order.entries()) {
    const share = (1 - level) / (pValues.length - claimed);
    levels[index] = 1 - share;
    if (claimed === place && p <= share) claimed++;
  }
  return levels;
}
