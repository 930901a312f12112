/**
 * The points of a curve that an eye can tell apart: if there are more than two a pixel, the least and the most of each
 * pixel's points, in their order. For the picture only.
 * @param width - pixels
 */
export function thinned(values: readonly number[], width: number): [index: number, value: number][] {
  const points = values.map((value, index): [number, number] => [index, value]);
  if (points.length <= 2 * width) return points;
  const size = points.length / width;
  const kept: [number, number][] = [];
  for (let start = 0; start < points.length; start += size) {
    const bucket = points.slice(Math.floor(start), Math.floor(start + size));
    const [first] = bucket;
    if (first === undefined) continue;
    let [low, high] = [first, first];
    for (const point of bucket) {
      if (point[1] < low[1]) low = point;
      if (point[1] > high[1]) high = point;
    }
    kept.push(...(low[0] === high[0] ? [low] : low[0] < high[0] ? [low, high] : [high, low]));
  }
  return kept;
}
