/**
 * Which points to draw if there are more than pixels: in every pixel column the lowest and the highest, and the
 * first and last of all. For the picture only; statistics are never computed from these.
 * @param x - ascending
 * @param domain - the values of x at the left and right edge
 * @returns ascending indices into x and y
 */
export function decimate(
  x: readonly number[],
  y: readonly number[],
  domain: readonly [number, number],
  widthPx: number,
): number[] {
  const columns = Math.max(1, Math.floor(widthPx));
  if (x.length <= 2 * columns) return x.map((_, index) => index);
  const kept = new Set([0, x.length - 1]);
  let column = NaN;
  let lowest = 0;
  let highest = 0;
  x.forEach((value, index) => {
    const here = columnOf(value, domain, columns);
    if (here !== column) {
      kept.add(lowest).add(highest);
      column = here;
      lowest = index;
      highest = index;
    }
    if (at(y, index) < at(y, lowest)) lowest = index;
    if (at(y, index) > at(y, highest)) highest = index;
  });
  kept.add(lowest).add(highest);
  return [...kept].sort((a, b) => a - b);
}

/** The pixel column that `value` falls into. */
export function columnOf(value: number, [low, high]: readonly [number, number], columns: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * columns)));
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? NaN;
}
