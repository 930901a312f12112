/** The rules that turn an estimate into a word. Nothing else in the product claims anything. */
import type { differenceWords, targetWords } from '../protocol/report';
import type { LogInterval } from '../statistics/interval';
import type { RatioEstimate } from '../statistics/ratio';

export type DifferenceWord = (typeof differenceWords)[number];
export type TargetWord = (typeof targetWords)[number];

/**
 * A difference is claimed where the whole interval lies on one side of 0 and beyond the noise floor: what an engine
 * shows against itself is nothing to claim about two.
 * @param noiseFloor - largest distance from 0 of the control's interval, natural logarithm; null where there is none,
 *   and then nothing is claimed
 */
export function differenceWord(estimate: RatioEstimate | null, noiseFloor: number | null): DifferenceWord {
  if (estimate === null) return 'not measured';
  const { interval } = estimate;
  if (interval === null || noiseFloor === null) return 'no difference shown';
  if (interval.high < -noiseFloor) return 'faster';
  if (interval.low > noiseFloor) return 'slower';
  return 'no difference shown';
}

/** The target `overhead < targetPercent` is met or missed where the whole interval lies on one side of it. */
export function targetWord(estimate: RatioEstimate | null, targetPercent: number): TargetWord {
  if (estimate === null) return 'not measured';
  if (estimate.interval === null) return 'not shown';
  const target = Math.log1p(targetPercent / 100);
  if (estimate.interval.high < target) return 'met';
  return estimate.interval.low >= target ? 'missed' : 'not shown';
}

/** How far from 0 the control's interval reaches, as a logarithm: the same whichever of the two is on top. */
export function noiseFloorOf(control: LogInterval | null): number | null {
  return control === null ? null : Math.max(Math.abs(control.low), Math.abs(control.high));
}

/** A log-ratio as overhead: (ratio − 1) × 100. */
export function percentOf(logRatio: number): number {
  return Math.expm1(logRatio) * 100;
}
