/** Shares of trials, with what their number leaves open. */

/**
 * The 95 % interval of a share (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
 * Journal of the American Statistical Association 22, 1927).
 */
export function wilson(hits: number, trials: number): { low: number; high: number } {
  const z = 1.959964;
  const share = hits / trials;
  const middle = (share + z ** 2 / (2 * trials)) / (1 + z ** 2 / trials);
  const reach =
    (z / (1 + z ** 2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
