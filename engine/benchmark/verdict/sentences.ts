/** The words of a verdict. Every surface shows these, and none makes its own. */
import { launchesForClaim } from '../../protocol/defaults';
import type { PrecisionState, ScenarioResults, Verdict } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import type { RatioEstimate } from '../statistics/ratio';
import type { Decision } from './claims';
import { percentOf, type DifferenceWord, type TargetWord } from './decide';
import { counted, formatNumber, placesFor, placesShowing } from '../../presentation/format';
import type { RoundCount } from './launches';
import { aboutText, intervalText, noiseFloorFigure, targetFigure } from '../../presentation/measurementWords';
import { precisionText } from '../../presentation/precisionWords';
import { disagreementOf, nothingFilled } from './resultChecks';

export interface VerdictFacts {
  /** Of `native` against `float`; null if no launch has both. */
  readonly estimate: RatioEstimate | null;
  /** Undefined if the run does not compare the two. */
  readonly difference: Decision<DifferenceWord> | undefined;
  readonly target: Decision<TargetWord> | null;
  /** Claims of the whole report. */
  readonly claims: number;
  readonly rounds: RoundCount;
  /** Natural logarithm. */
  readonly noiseFloor: number | null;
  readonly targetPercent: number;
  readonly provisional: boolean;
  readonly engines: readonly EngineName[];
  readonly results: ScenarioResults | null;
  /** Null if the number of launches is fixed. */
  readonly precision: PrecisionState | null;
}

/** What must be known of a run of few launches, whose words are those of any other. */
export const quickLookText = `A quick look: fewer than ${launchesForClaim} launches; run ${launchesForClaim} or more before relying on it.`;

const exact = 'exact decimals';
const float = 'JavaScript floats';

/** The answer to "may I have exact decimals without paying for it?", with no more certainty than the samples carry. */
export function verdictOf(facts: VerdictFacts): Verdict {
  const word = facts.difference?.word ?? 'not measured';
  const target = facts.target?.word ?? 'not measured';
  const disagreement = disagreementOf(facts.results);
  const answer = qualified(answerOf(facts, word), facts);
  const headline = disagreement ?? answer;
  const overhead = overheadOf(facts);
  const detail = [disagreement === null ? null : `${answer}.`, ...detailOf(facts, target)]
    .filter((part) => part !== null)
    .join(' ');
  return {
    word,
    target,
    provisional: facts.provisional,
    icon: iconOf(facts, target, disagreement !== null),
    headline,
    overhead,
    detail,
    sentence: `${headline}, ${overhead}. ${detail}`,
  };
}

function answerOf({ estimate, engines, provisional, results }: VerdictFacts, word: DifferenceWord): string {
  if (estimate === null) return notCompared(engines, provisional);
  // More launches would not help: there is nothing to compare.
  if (estimate.interval === null && nothingFilled(results)) return 'an empty run was timed';
  if (estimate.interval === null) return `one launch is too few to compare ${exact} with ${float}`;
  if (word === 'faster') return `${exact} ${lessTime(estimate)} ${float}`;
  if (word === 'slower') return `${exact} ${moreTime(estimate)} ${float}`;
  return `no difference shown between ${exact} and ${float}`;
}

function notCompared(engines: readonly EngineName[], provisional: boolean): string {
  const [first, second] = engines;
  if (first !== undefined && second === undefined)
    return `${first} ran alone, there is nothing to compare it with`;
  if (engines.includes('native') && engines.includes('float')) {
    return provisional
      ? 'no sample of native and float yet'
      : 'no launch has samples of both native and float';
  }
  return `not compared: the verdict needs native and float, this run has ${engines.join(', ')}`;
}

function lessTime({ logRatio, interval }: RatioEstimate): string {
  const multiple = Math.exp(-logRatio);
  if (multiple < 2) return `take ${percentText(-percentOf(logRatio), interval)} % less time than`;
  return `are ${multipleText(multiple, interval && { low: -interval.high, high: -interval.low })} faster than`;
}

function moreTime({ logRatio, interval }: RatioEstimate): string {
  const multiple = Math.exp(logRatio);
  if (multiple < 2) return `cost ${percentText(percentOf(logRatio), interval)} % more time than`;
  return `are ${multipleText(multiple, interval)} slower than`;
}

function multipleText(multiple: number, interval: RatioEstimate['interval']): string {
  const half = interval === null ? 1 : (Math.exp(interval.high) - Math.exp(interval.low)) / 2;
  return `${formatNumber(multiple, placesShowing(multiple, Math.min(2, placesFor(half))))}×`;
}

/** Says what kind of answer it is, ahead of it: one under way, a quick look, one about a run that never traded. */
function qualified(answer: string, { estimate, provisional, results }: VerdictFacts): string {
  const launches = estimate?.launches ?? 0;
  const quick = !provisional && hasInterval(estimate) && launches < launchesForClaim;
  const kinds = [
    ...(provisional ? ['so far'] : []),
    ...(quick ? ['quick look'] : []),
    ...(nothingFilled(results) ? ['no order was filled'] : []),
  ];
  const after =
    provisional && hasInterval(estimate) ? `, after ${counted(launches, 'launch', 'launches')}` : '';
  return capitalised(`${kinds.length === 0 ? '' : `${kinds.join(', ')}: `}${answer}${after}`);
}

function overheadOf({ estimate, targetPercent }: VerdictFacts): string {
  if (estimate === null) return 'overhead not measured';
  const { interval, logRatio } = estimate;
  if (interval === null) return `overhead ${aboutText(percentOf(logRatio), 'no interval')}`;
  return `overhead ${intervalText(percentOf(logRatio), percentOf(interval.low), percentOf(interval.high), [0, targetPercent])}`;
}

function detailOf(facts: VerdictFacts, target: TargetWord): string[] {
  const { estimate, noiseFloor, rounds, provisional, precision } = facts;
  const sentences = [
    `Target < ${targetFigure(facts.targetPercent)} % ${target}${targetReason(facts, target)}.`,
  ];
  if (estimate === null) return sentences;
  if (noiseFloor !== null) {
    sentences.push(`Noise floor of this run ${noiseFloorFigure(percentOf(noiseFloor))}.`);
  } else if (estimate.interval !== null) {
    sentences.push('No control was measured, so no difference is claimed.');
  }
  sentences.push(...whyNoDifference(facts));
  sentences.push(`${counted(estimate.launches, 'launch', 'launches')} × ${roundsText(rounds)}.`);
  if (precision !== null) sentences.push(precisionText(precision, provisional));
  if (!provisional && estimate.launches < launchesForClaim) {
    sentences.push(quickLookText);
  }
  return sentences;
}

/** Why an interval that lies on one side of 0 is no claim. */
function whyNoDifference({ estimate, difference, noiseFloor, claims }: VerdictFacts): string[] {
  if (estimate === null || difference?.word !== 'no difference shown') return [];
  if (difference.plainWord !== difference.word) {
    return [
      `By itself the interval would show ${difference.plainWord}; it is one of ${claims} claims of this report, and corrected for that it does not.`,
    ];
  }
  return excludesZero(estimate) && noiseFloor !== null
    ? ['The interval does not clear the noise floor.']
    : [];
}

function targetReason({ estimate, target: decision, claims }: VerdictFacts, target: TargetWord): string {
  if (target !== 'not shown') return '';
  if (!hasInterval(estimate)) return ': there is no interval below 2 launches';
  const plain = decision?.plainWord ?? target;
  return plain === target
    ? ': the interval lies across it'
    : `: by itself the interval would show it ${plain}, but not as one of ${claims} claims of this report`;
}

function hasInterval(estimate: RatioEstimate | null): boolean {
  return estimate !== null && estimate.interval !== null;
}

function excludesZero({ interval }: RatioEstimate): boolean {
  return interval !== null && (interval.low > 0 || interval.high < 0);
}

/** A figure to the digits that its interval leaves it. */
function percentText(percent: number, interval: RatioEstimate['interval']): string {
  const places = interval === null ? 0 : placesFor((percentOf(interval.high) - percentOf(interval.low)) / 2);
  return formatNumber(percent, placesShowing(percent, places));
}

function roundsText({ least, most }: RoundCount): string {
  return least === most ? counted(most, 'round') : `${least} to ${counted(most, 'round')}`;
}

function iconOf(
  { provisional, results, estimate }: VerdictFacts,
  target: TargetWord,
  disagree: boolean,
): Verdict['icon'] {
  if (disagree) return 'fail';
  if (provisional) return 'neutral';
  if (target === 'missed') return 'fail';
  // A quick look is nothing to rely on, so it has no tick.
  const relied = (estimate?.launches ?? 0) >= launchesForClaim;
  return target === 'met' && relied && !nothingFilled(results) ? 'pass' : 'neutral';
}

function capitalised(text: string): string {
  const isEngine = /^(native|float|decimal\.js)/.test(text);
  return isEngine ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
