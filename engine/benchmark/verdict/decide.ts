/** The rules that turn an estimate into a word. Nothing else in the product claims anything. */
import type { differenceWords, targetWords } from '../../protocol/report';
import type { LogInterval } from '../statistics/interval';
import type { MeanInference } from '../statistics/launchMean';

export type DifferenceWord = (typeof differenceWords)[number];
export type TargetWord = (typeof targetWords)[number];
export type SteadinessWord = 'steadier' | 'less steady' | 'no difference shown';

/** What a word is decided by: the interval of a log-ratio, at the level that the claim must keep; null if there is none. */
export interface Bounded {
  readonly interval: LogInterval | null;
}

/**
 * A difference is claimed if the whole interval lies on one side of 0 and beyond the noise floor: what an engine
 * shows against itself is nothing to claim about two.
 * @param noiseFloor - largest distance from 0 of the control's interval, natural logarithm; null if there is none,
 *   and then nothing is claimed
 */
export function differenceWord(estimate: Bounded | null, noiseFloor: number | null): DifferenceWord {
  if (estimate === null) return 'not measured';
  const { interval } = estimate;
  if (interval === null || noiseFloor === null) return 'no difference shown';
  if (interval.high < -noiseFloor) return 'faster';
  if (interval.low > noiseFloor) return 'slower';
  return 'no difference shown';
}

/** The target `overhead < targetPercent` is met or missed if the whole interval lies on one side of it. */
export function targetWord(estimate: Bounded | null, targetPercent: number): TargetWord {
  if (estimate === null) return 'not measured';
  if (estimate.interval === null) return 'not shown';
  const target = logRatioOf(targetPercent);
  if (estimate.interval.high < target) return 'met';
  return estimate.interval.low >= target ? 'missed' : 'not shown';
}

/** One scatters less than the other if the whole interval of the ratio of the two lies on one side of 0. */
export function steadinessWord(interval: LogInterval | null): SteadinessWord {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'no difference shown';
  return interval.high < 0 ? 'steadier' : 'less steady';
}

/** The smallest α at which {@link differenceWord} claims a difference, with the interval of level 1 − α; 1 if none does. */
export function differenceProbability(inference: MeanInference | null, noiseFloor: number | null): number {
  return inference === null || noiseFloor === null ? 1 : inference.probability(0, noiseFloor);
}

/** The smallest α at which {@link targetWord} decides on which side of the target the ratio lies; 1 if none does. */
export function targetProbability(inference: MeanInference | null, targetPercent: number): number {
  return inference === null ? 1 : inference.probability(logRatioOf(targetPercent), 0);
}

/** How far from 0 the control's interval reaches, as a logarithm: the same whichever of the two is on top. */
export function noiseFloorOf(control: LogInterval | null): number | null {
  return control === null ? null : Math.max(Math.abs(control.low), Math.abs(control.high));
}

/** An overhead in percent as a log-ratio. */
export function logRatioOf(percent: number): number {
  return Math.log1p(percent / 100);
}

/**
 * A log-ratio as overhead: (ratio − 1) × 100. Two launches may have bounds beyond every double: the largest one stands
 * for those, since JSON has no infinity.
 */
export function percentOf(logRatio: number): number {
  return Math.min(Number.MAX_VALUE, Math.expm1(logRatio) * 100);
}
