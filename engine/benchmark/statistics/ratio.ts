/** How much longer one engine takes than another, when the launch is the unit of what was seen. */
import { meanOf } from './descriptive';
import { quantile } from '../../presentation/quantile';
import { confidence, type LogInterval } from './interval';
import { inferMean, type MeanInference } from './launchMean';

/** The samples of two engines in one launch, in any one unit of time; a round's samples are paired by `round`. */
export interface LaunchPair {
  readonly numerator: readonly RoundSample[];
  readonly denominator: readonly RoundSample[];
}

interface RoundSample {
  readonly round: number;
  readonly ns: number;
}

export interface RatioEstimate {
  /** Mean over launches of ln(numerator's launch mean / denominator's launch mean). */
  readonly logRatio: number;
  /** Median over launches of the same. */
  readonly medianLogRatio: number;
  /** Of `logRatio`, natural logarithms; null below two launches. */
  readonly interval: LogInterval | null;
  /** Intervals of other levels, and probabilities; null below two launches. */
  readonly inference: MeanInference | null;
  readonly launches: number;
  /** See {@link betweenLaunchShare}. */
  readonly betweenLaunchShare: number | null;
}

/**
 * Estimates the ratio of two engines' times. Launches in which either has no sample are left out.
 *
 * Every launch gives one number, the logarithm of the ratio of its two means, and the interval is over these: rounds of
 * one launch share a process each, with its compiled code and its heap, and are not independent. Logarithms make the
 * estimate the same whichever engine is on top.
 * @param level - of the interval
 * @returns null if no launch has both
 */
export function estimateRatio(
  launches: readonly LaunchPair[],
  level: number = confidence,
): RatioEstimate | null {
  const complete = launches.filter(
    ({ numerator, denominator }) => numerator.length > 0 && denominator.length > 0,
  );
  if (complete.length === 0) return null;
  const logRatios = complete.map(
    ({ numerator, denominator }) => Math.log(launchMean(numerator)) - Math.log(launchMean(denominator)),
  );
  const inference = inferMean(logRatios);
  return {
    logRatio: meanOf(logRatios),
    medianLogRatio: quantile(
      logRatios.toSorted((a, b) => a - b),
      0.5,
    ),
    interval: inference?.interval(level) ?? null,
    inference,
    launches: complete.length,
    betweenLaunchShare: betweenLaunchShare(complete.map(pairedLogRatios)),
  };
}

/**
 * Share of the rounds' variance that lies between launches, 0 … 1: `σ²between / (σ²between + σ²within)`.
 *
 * The two come from the mean squares of a one-way random-effects table by the method of moments:
 * `σ²within = MSwithin`, `σ²between = max(0, (MSbetween − MSwithin) / n₀)`, `n₀ = (N − Σnᵢ² / N) / (a − 1)` for a
 * launches of nᵢ rounds, N in all (Searle, Casella and McCulloch, Variance Components, 1992, section 3.6).
 * @param groups - the rounds' log-ratios, launch by launch
 * @returns null if it cannot be estimated: below two launches, no launch with two rounds, or no variance at all
 */
export function betweenLaunchShare(groups: readonly (readonly number[])[]): number | null {
  const launches = groups.filter((group) => group.length > 0);
  const rounds = launches.flat();
  if (launches.length < 2 || rounds.length === launches.length) return null;
  const grandMean = meanOf(rounds);
  let squaresBetween = 0;
  let squaresWithin = 0;
  let sumOfSquaredSizes = 0;
  for (const launch of launches) {
    const mean = meanOf(launch);
    squaresBetween += launch.length * (mean - grandMean) ** 2;
    squaresWithin += launch.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    sumOfSquaredSizes += launch.length ** 2;
  }
  const within = squaresWithin / (rounds.length - launches.length);
  const size = (rounds.length - sumOfSquaredSizes / rounds.length) / (launches.length - 1);
  const between = Math.max(0, (squaresBetween / (launches.length - 1) - within) / size);
  return between + within === 0 ? null : between / (between + within);
}

function launchMean(samples: readonly RoundSample[]): number {
  return meanOf(samples.map(({ ns }) => ns));
}

/** One log-ratio for each round that both engines have. */
function pairedLogRatios({ numerator, denominator }: LaunchPair): number[] {
  const byRound = new Map(denominator.map(({ round, ns }) => [round, ns]));
  return numerator.flatMap(({ round, ns }) => {
    const other = byRound.get(round);
    return other === undefined ? [] : [Math.log(ns / other)];
  });
}
