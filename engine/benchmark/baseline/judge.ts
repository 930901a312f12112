/** The rules that turn changes into words. Pure: nothing here measures. */
import type { Thresholds } from '../../protocol/baseline';
import type { GateWord } from '../../protocol/gate';
import { holmLevels } from '../statistics/holm';
import type { LogInterval } from '../statistics/interval';
import { inferMean } from '../statistics/launchMean';
import { welchOfMoments, type LogMoments } from '../statistics/welch';
import { logRatioOf } from '../verdict/decide';

/** How much slower something has become, as a log-ratio of after to before, and how sure that is. */
export interface Change {
  readonly logRatio: number;
  interval(level: number): LogInterval;
  /** The smallest α at which the interval of level 1 − α no longer holds `logRatio`. */
  probability(logRatio: number): number;
}

export interface Judgement {
  readonly word: GateWord;
  /** At the level of the look; null if nothing was compared. */
  readonly interval: LogInterval | null;
  /** More launches could tell on which side of a threshold the change lies. */
  readonly isUndecided: boolean;
}

export const notJudged: Judgement = { word: 'not judged', interval: null, isUndecided: false };

/** Two sets of launches that have nothing in common: Welch's test on logarithms. Null below two launches a side. */
export function unpairedChange(before: LogMoments, after: LogMoments): Change | null {
  const test = welchOfMoments(before, after);
  if (test === null) return null;
  return {
    logRatio: test.logRatio,
    interval: (level) => welchOfMoments(before, after, level)?.interval ?? test.interval,
    probability: (logRatio) => welchOfMoments(before, { ...after, mean: after.mean - logRatio })?.p ?? test.p,
  };
}

/** Launches in which both were measured in turn. Null below two. @param logRatios - after to before, one a launch */
export function pairedChange(logRatios: readonly number[]): Change | null {
  const inference = inferMean(logRatios);
  if (inference === null) return null;
  return {
    logRatio: logRatios.reduce((sum, each) => sum + each, 0) / logRatios.length,
    interval: (level) => inference.interval(level),
    probability: (logRatio) => inference.probability(logRatio, 0),
  };
}

/**
 * One judgement a change, in the order given. Warnings are corrected for being as many as there are changes, and so
 * are failures (Holm), so that a gate over many scenarios cries wolf no more often than one over a single one.
 * @param level - 1 − α of the whole family
 * @param mayFail - false if the comparison is too coarse to fail by
 */
export function judge(
  changes: readonly (Change | null)[],
  thresholds: readonly Thresholds[],
  level: number,
  mayFail: boolean,
): Judgement[] {
  const warnings = thresholds.map(({ warningPercent }) => logRatioOf(warningPercent));
  const failures = thresholds.map(({ failurePercent }) => logRatioOf(failurePercent));
  const isPastWarning = arePast(changes, warnings, level);
  const isPastFailure = mayFail ? arePast(changes, failures, level) : [];
  return changes.map((change, index) => {
    if (change === null) return notJudged;
    const interval = change.interval(level);
    const word = isPastFailure[index]
      ? 'failed'
      : isPastWarning[index]
        ? 'warned'
        : wordBelow(interval, warnings[index] ?? 0);
    const mightFail = mayFail && word === 'warned' && interval.high > (failures[index] ?? 0);
    return { word, interval, isUndecided: word === 'not shown' || mightFail };
  });
}

function wordBelow(interval: LogInterval, warning: number): GateWord {
  return interval.high < warning ? 'passed' : 'not shown';
}

/** Whether the near end of each change's interval, at the level that Holm's correction leaves it, is past its bound. */
function arePast(changes: readonly (Change | null)[], bounds: readonly number[], level: number): boolean[] {
  const probabilities = changes.map((change, index) => {
    const bound = bounds[index] ?? 0;
    return change === null || change.logRatio <= bound ? 1 : change.probability(bound);
  });
  const levels = holmLevels(probabilities, level);
  return changes.map(
    (change, index) => change !== null && change.interval(levels[index] ?? level).low > (bounds[index] ?? 0),
  );
}

/** What two measurements say together of what would have failed by the first. */
export function agreed(first: GateWord, second: GateWord): GateWord {
  if (first !== 'failed') return first;
  return second === 'failed' || second === 'warned' ? second : 'not shown';
}
