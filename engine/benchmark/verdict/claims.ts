/** The claims of one report, corrected for being many: what is surest is claimed first, and each pays for the rest. */
import { holm, holmLevels } from '../statistics/holm';
import type { LogInterval } from '../statistics/interval';
import type { MeanInference } from '../statistics/launchMean';
import {
  differenceProbability,
  differenceWord,
  targetProbability,
  targetWord,
  type Bounded,
  type DifferenceWord,
  type TargetWord,
} from './decide';

/** The estimate that a claim is about: its plain interval, and what else is known of it. */
export interface Claimable extends Bounded {
  readonly inference: MeanInference | null;
}

export interface Decision<Word> {
  /** What is claimed, with the interval of the corrected level. */
  readonly word: Word;
  /** What the plain interval would claim, if it were the only one. */
  readonly plainWord: Word;
  /** The smallest α at which the claim stands alone, and with all others beside it. */
  readonly p: number;
  readonly adjustedP: number;
  /** The interval that decided, and its level; null if there is none. */
  readonly decidedBy: (LogInterval & { readonly level: number }) | null;
}

export interface Claims {
  /** One a comparison, in the order given. */
  readonly differences: readonly Decision<DifferenceWord>[];
  /** Null if none is held against the target. */
  readonly target: Decision<TargetWord> | null;
  /** All claims of the report, the others' included. */
  readonly count: number;
}

/** Two engines that are compared, and what is claimed of them: that they differ, and perhaps on which side of the target. */
export interface ClaimedComparison {
  /** Null if no launch has both. */
  readonly estimate: Claimable | null;
  /** How much of the error is its own, compared with the others: see {@link comparisonWeight}. */
  readonly weight: number;
  readonly isHeldAgainstTarget: boolean;
}

/** A comparison of another scenario of the report, with the figures that the correction needs. */
export interface OtherComparison {
  /** The largest p-value of its claims; 1 for what is not measured yet, since it can only make claims easier. */
  readonly p: number;
  readonly weight: number;
  readonly claims: number;
}

export interface Family {
  /** All but the control's own. */
  readonly comparisons: readonly ClaimedComparison[];
  readonly targetPercent: number;
  /** Natural logarithm. */
  readonly noiseFloor: number | null;
  readonly others: readonly OtherComparison[];
  /** 1 − α of the whole family. */
  readonly level: number;
}

/** The headline is what is asked, and the rest is beside it: it has four times the share of another comparison. */
export function comparisonWeight(isHeadline: boolean): number {
  return isHeadline ? 4 : 1;
}

/**
 * Decides every claim of one scenario, so that any claim of the report is false with probability 1 − `level` at most.
 *
 * What is corrected is the number of comparisons. All claims about one of them are read off the same interval, and are true
 * together where it holds the true ratio. A comparison's share of the error becomes free for the others by Holm's procedure
 * once *all* of its claims are made, for then it has none left that could be false.
 */
export function decideClaims({ comparisons, targetPercent, noiseFloor, others, level }: Family): Claims {
  const differences = comparisons.map(({ estimate }) =>
    differenceProbability(estimate?.inference ?? null, noiseFloor),
  );
  const targets = comparisons.map(({ estimate, isHeldAgainstTarget }) =>
    isHeldAgainstTarget ? targetProbability(estimate?.inference ?? null, targetPercent) : null,
  );
  const weights = [...comparisons, ...others].map(({ weight }) => weight);
  const least = [
    ...differences.map((p, index) => Math.max(p, targets[index] ?? 0)),
    ...others.map(({ p }) => p),
  ];

  const decide = <Word>(
    index: number,
    p: number,
    wordOf: (bounded: Bounded | null) => Word,
  ): Decision<Word> => {
    const estimate = comparisons[index]?.estimate ?? null;
    const together = least.map((other, place) => (place === index ? p : other));
    const corrected = holmLevels(together, level, weights)[index] ?? level;
    const interval = estimate?.inference?.interval(corrected) ?? null;
    return {
      word: wordOf(estimate === null ? null : { interval }),
      plainWord: wordOf(estimate),
      p,
      adjustedP: holm(together, weights)[index] ?? 1,
      decidedBy: interval === null ? null : { ...interval, level: corrected },
    };
  };
  const [target = null] = targets.flatMap((p, index) =>
    p === null ? [] : [decide(index, p, (bounded) => targetWord(bounded, targetPercent))],
  );
  return {
    differences: differences.map((p, index) =>
      decide(index, p, (bounded) => differenceWord(bounded, noiseFloor)),
    ),
    target,
    count:
      differences.length +
      targets.filter((p) => p !== null).length +
      others.reduce((sum, { claims }) => sum + claims, 0),
  };
}
