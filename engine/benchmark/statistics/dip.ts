/**
 * Whether values gather around more than one place: the dip test (J. A. Hartigan and P. M. Hartigan, "The Dip Test of
 * Unimodality", The Annals of Statistics 13, 1985).
 */
import { Random } from '../../platform/random';

/**
 * The largest distance between the values' distribution function and the nearest one with a single mode, 1/2n … 1/4.
 *
 * A function with one mode is convex before it and concave after. The modal interval begins as everything; where the
 * greatest convex minorant and the least concave majorant over it lie farthest apart, it is cut down to the knots on
 * either side, and what is cut off on the left must be near its minorant, on the right near its majorant.
 * @param sorted - ascending, at least one value
 */
export function dipOf(sorted: ArrayLike<number>): number {
  let [low, high] = [0, sorted.length - 1];
  // All distances are in steps of the distribution function, which has n, and doubled.
  let dip = 1;
  for (;;) {
    const minorant = hullOf(sorted, low, high, 1);
    const majorant = hullOf(sorted, low, high, -1);
    const gap = widestGap(sorted, minorant, majorant);
    if (gap.width <= dip) break;
    for (const [from, to] of segments(minorant, low, gap.low))
      dip = Math.max(dip, distance(sorted, from, to, 1));
    for (const [from, to] of segments(majorant, gap.high, high)) {
      dip = Math.max(dip, distance(sorted, from, to, -1));
    }
    if (gap.low === low && gap.high === high) break;
    [low, high] = [gap.low, gap.high];
  }
  return dip / (2 * sorted.length);
}

/**
 * The probability of so large a dip where the values are drawn evenly from an interval, which of all distributions with
 * one mode is the one that dips most: simulated, with a fixed seed. Beyond 500 values, `√n × dip` is taken to vary as it does
 * with 500: it tends to a limit.
 */
export function dipProbability(dip: number, n: number): number {
  const simulated = Math.min(n, mostSimulated);
  const scaled = dip * Math.sqrt(n / simulated);
  const dips = evenDips(simulated);
  return (1 + dips.filter((other) => other >= scaled).length) / (1 + dips.length);
}

const mostSimulated = 500;
const simulations = 1_999;
const kept = new Map<number, readonly number[]>();

/** Dips of so many even values, drawn again and again. */
function evenDips(n: number): readonly number[] {
  const known = kept.get(n);
  if (known !== undefined) return known;
  const random = new Random(1985, n);
  const values = new Float64Array(n);
  const dips = Array.from({ length: simulations }, () => {
    for (let place = 0; place < n; place++) values[place] = random.word();
    return dipOf(values.sort());
  });
  kept.set(n, dips);
  return dips;
}

/**
 * The knots of the hull of the points (value, place) from `low` to `high`, as places.
 * @param side - 1 for the greatest convex minorant, −1 for the least concave majorant
 */
function hullOf(sorted: ArrayLike<number>, low: number, high: number, side: 1 | -1): number[] {
  const knots: number[] = [];
  for (let place = low; place <= high; place++) {
    while (knots.length >= 2) {
      const [before = 0, last = 0] = knots.slice(-2);
      const turn =
        (last - before) * (at(sorted, place) - at(sorted, last)) -
        (place - last) * (at(sorted, last) - at(sorted, before));
      if (turn * side < 0) break;
      knots.pop();
    }
    knots.push(place);
  }
  return knots;
}

interface Gap {
  readonly width: number;
  /** Knots of the minorant and of the majorant between which it lies. */
  readonly low: number;
  readonly high: number;
}

/** Where the two lie farthest apart, which is at a knot of one of them. The step at the knot itself counts too. */
function widestGap(sorted: ArrayLike<number>, minorant: readonly number[], majorant: readonly number[]): Gap {
  let widest: Gap = { width: 0, low: minorant[0] ?? 0, high: majorant.at(-1) ?? 0 };
  const consider = (gap: Gap): void => {
    if (gap.width >= widest.width) widest = gap;
  };
  let segment = 1;
  for (const knot of minorant.slice(1, -1)) {
    while (segment < majorant.length - 1 && (majorant[segment] ?? 0) < knot) segment++;
    const [from = 0, to = 0] = majorant.slice(segment - 1, segment + 1);
    consider({ width: lineAt(sorted, from, to, knot) - knot + 1, low: knot, high: to });
  }
  segment = 1;
  for (const knot of majorant.slice(1, -1)) {
    while (segment < minorant.length - 1 && (minorant[segment] ?? 0) <= knot) segment++;
    const [from = 0, to = 0] = minorant.slice(segment - 1, segment + 1);
    consider({ width: knot - lineAt(sorted, from, to, knot) + 1, low: from, high: knot });
  }
  return widest;
}

/** The hull's segments between two of its knots. */
function segments(knots: readonly number[], from: number, to: number): [number, number][] {
  return knots.slice(1).flatMap((knot, index): [number, number][] => {
    const before = knots[index] ?? knot;
    return before >= from && knot <= to ? [[before, knot]] : [];
  });
}

/** How far the steps between two knots lie from the hull's line, on the side away from it. */
function distance(sorted: ArrayLike<number>, from: number, to: number, side: 1 | -1): number {
  let farthest = 1;
  if (to - from <= 1 || at(sorted, to) === at(sorted, from)) return farthest;
  for (let place = from; place <= to; place++) {
    farthest = Math.max(farthest, side * (place - lineAt(sorted, from, to, place)) + 1);
  }
  return farthest;
}

/** The height, in places, at which the line through two of the points passes another's value. */
function lineAt(sorted: ArrayLike<number>, from: number, to: number, place: number): number {
  const width = at(sorted, to) - at(sorted, from);
  if (width === 0) return to;
  return from + ((to - from) * (at(sorted, place) - at(sorted, from))) / width;
}

function at(sorted: ArrayLike<number>, place: number): number {
  return sorted[place] ?? NaN;
}
