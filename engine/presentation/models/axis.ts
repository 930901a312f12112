export type Domain = readonly [number, number];

/**
 * The axis to draw: `kept` while it holds the data and they fill at least a quarter of it, else the data with air
 * around. So an axis stands still until a sample leaves it.
 * @param air - share of the data's extent that is added at both ends
 */
export function stickyDomain(kept: Domain | null, data: Domain, air: number): Domain {
  const [low, high] = data;
  if (kept !== null && kept[0] <= low && kept[1] >= high && (high - low) * 4 >= kept[1] - kept[0])
    return kept;
  const extent = high - low || Math.abs(high) || 1;
  return [low - extent * air, high + extent * air];
}

/** As {@link stickyDomain}, symmetric around 0: the half-width. Kept while the data reach half of it. */
export function stickyReach(kept: number | null, reach: number, air: number): number {
  if (kept !== null && kept >= reach && reach * 2 >= kept) return kept;
  return reach * (1 + air);
}

/**
 * Moves labels apart that would overlap, as little as needed, keeping their order.
 * @param places - wanted middles in pixels, any order
 * @param gap - least distance of two middles
 * @returns the places to draw at, in the order given
 */
export function spreadLabels(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  let floor = low;
  for (const label of order) {
    label.place = Math.max(label.place, floor);
    floor = label.place + gap;
  }
  let ceiling = high;
  for (const label of [...order].reverse()) {
    label.place = Math.min(label.place, ceiling);
    ceiling = label.place - gap;
  }
  const spread = [...places];
  for (const { place, index } of order) spread[index] = place;
  return spread;
}
