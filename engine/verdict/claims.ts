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
  /** The interval that decided, and its level; null where there is none. */
  readonly decidedBy: (LogInterval & { readonly level: number }) | null;
}

export interface Claims {
  /** One an estimate, in the order given. */
  readonly differences: readonly Decision<DifferenceWord>[];
  readonly target: Decision<TargetWord> | null;
  /** All claims of the report, the others' included. */
  readonly count: number;
}

export interface Family {
  /** Of each comparison but the control's own; null where no launch has both. */
  readonly estimates: readonly (Claimable | null)[];
  /** The estimate that is held against the target; undefined where the run has no target to tell. */
  readonly headline: Claimable | null | undefined;
  readonly targetPercent: number;
  /** Natural logarithm. */
  readonly noiseFloor: number | null;
  /** p-values of the report's other claims; 1 for what is not measured yet, since it can only make claims easier. */
  readonly others: readonly number[];
  /** 1 − α of the whole family. */
  readonly level: number;
}

/** Decides every claim of one scenario. */
export function decideClaims(family: Family): Claims {
  const { estimates, headline, targetPercent, noiseFloor, others, level } = family;
  const differences = estimates.map((estimate) =>
    differenceProbability(estimate?.inference ?? null, noiseFloor),
  );
  const targets =
    headline === undefined ? [] : [targetProbability(headline?.inference ?? null, targetPercent)];
  const all = [...differences, ...targets, ...others];
  const levels = holmLevels(all, level);
  const adjusted = holm(all);

  const decide = <Word>(
    index: number,
    estimate: Claimable | null,
    wordOf: (bounded: Bounded | null) => Word,
  ): Decision<Word> => {
    const corrected = levels[index] ?? level;
    const interval = estimate?.inference?.interval(corrected) ?? null;
    return {
      word: wordOf(estimate === null ? null : { interval }),
      plainWord: wordOf(estimate),
      p: all[index] ?? 1,
      adjustedP: adjusted[index] ?? 1,
      decidedBy: interval === null ? null : { ...interval, level: corrected },
    };
  };
  return {
    differences: estimates.map((estimate, index) =>
      decide(index, estimate, (bounded) => differenceWord(bounded, noiseFloor)),
    ),
    target:
      headline === undefined
        ? null
        : decide(estimates.length, headline, (bounded) => targetWord(bounded, targetPercent)),
    count: all.length,
  };
}
