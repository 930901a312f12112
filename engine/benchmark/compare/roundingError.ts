/** How far rounding may have moved the ratio of two sides, whose figures were rounded or cut off after their last digit. */
import { meanOf, varianceOf } from '../statistics/descriptive';
import type { LogInterval } from '../statistics/interval';
import type { Side } from './side';

/** What the rounding of one side's figures hides. */
export interface Rounding {
  /** One unit of the last digit. */
  readonly unit: number;
  /** Share of the rounding errors that do not average out, 0 … 1. */
  readonly share: number;
}

/**
 * Rounding errors of single samples average out if the samples are spread smoothly over several units: neighbouring
 * values then occur about as often. They do not if the deviation is below one unit, nor those of values that occur more
 * often than both neighbours together, as around two narrow peaks. Nothing averages out in a printed mean.
 */
export function roundingOf(side: Side): Rounding {
  if (side.kind === 'summary') return { unit: side.summary.resolution.mean, share: 1 };
  const { values } = side;
  // No figure above 0 is below one unit of its last digit. One that was divided, as by iterations, may seem so.
  const unit = values.reduce((least, value) => Math.min(least, value), side.resolution);
  if (values.length < 2 || Math.sqrt(varianceOf(values)) < unit) return { unit, share: 1 };
  const counts = new Map<number, number>();
  for (const value of values) {
    const step = Math.round(value / unit);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let isolated = 0;
  for (const [step, count] of counts) {
    isolated += Math.max(0, count - (counts.get(step - 1) ?? 0) - (counts.get(step + 1) ?? 0));
  }
  return { unit, share: isolated / values.length };
}

/**
 * By how much the logarithm of b's true ratio to a may lie below and above that of the figures. Figures with the same last
 * digit were treated alike on both sides: rounded, or cut off.
 * @param centres - geometric means are compared, or arithmetic ones
 */
export function ratioShift(a: Side, b: Side, centres: 'geometric' | 'arithmetic'): LogInterval {
  const [ours, theirs] = [roundingOf(a), roundingOf(b)];
  const isAlike = ours.unit === theirs.unit;
  const pairs = treatments.flatMap((one) =>
    treatments.filter((other) => !isAlike || other === one).map((other) => [one, other] as const),
  );
  const shifts = pairs.map(([one, other]) => {
    const shiftA = centreShift(a, ours, errorOf(ours, one), centres);
    const shiftB = centreShift(b, theirs, errorOf(theirs, other), centres);
    return { low: shiftB.low - shiftA.high, high: shiftB.high - shiftA.low };
  });
  return {
    low: Math.min(...shifts.map(({ low }) => low)),
    high: Math.max(...shifts.map(({ high }) => high)),
  };
}

/** The deviation that rounding may hide in a list of logarithms. */
export function hiddenLogDeviation(values: readonly number[], { unit, share }: Rounding): number {
  return share < 1 ? 0 : meanOf(values.map((value) => unit / 2 / value));
}

const treatments = ['rounded', 'cut off'] as const;
type Treatment = (typeof treatments)[number];

/** The true mean less that of the figures. */
function errorOf({ unit, share }: Rounding, treatment: Treatment): LogInterval {
  const middle = treatment === 'rounded' ? 0 : unit / 2;
  return { low: middle - (share * unit) / 2, high: middle + (share * unit) / 2 };
}

function centreShift(
  side: Side,
  { unit }: Rounding,
  error: LogInterval,
  centres: 'geometric' | 'arithmetic',
): LogInterval {
  if (side.kind === 'summary') {
    const { mean } = side.summary;
    return { low: Math.log1p(error.low / mean), high: Math.log1p(error.high / mean) };
  }
  const { values } = side;
  if (centres === 'arithmetic') {
    const mean = meanOf(values);
    return { low: Math.log1p(error.low / mean), high: Math.log1p(error.high / mean) };
  }
  // The mean logarithm of values that are even within a unit around x is below log x, by (unit / x)² / 24 and a little more.
  const curvature = meanOf(values.map((value) => (unit / value) ** 2)) / 20;
  return {
    low: meanOf(values.map((value) => Math.log1p(error.low / value))) - curvature,
    high: meanOf(values.map((value) => Math.log1p(error.high / value))) + curvature,
  };
}
