/**
 * Quantile by linear interpolation of the order statistics: definition 7 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages", The American Statistician 50 (1996), which is also the default of R and NumPy.
 * @param sorted - ascending, at least one value
 * @param p - 0 … 1
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined) throw new RangeError('no value to take a quantile of');
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}
