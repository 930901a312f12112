/** Puts a gate's result into its report: words for every item, the outcome, and one line for all. */
import type { GateItem, GateReport, GateWord } from '../../protocol/gate';
import { isTooWide, tooWideWords } from '../../presentation/wideInterval';
import { meanOf } from '../statistics/descriptive';
import type { LogInterval } from '../statistics/interval';
import { percentOf } from '../verdict/decide';
import { counted, formatSigned, placesFor } from '../../presentation/format';
import { aboutText } from '../../presentation/measurementWords';
import type { GateResult, Judged } from './gateRun';

export interface GateContext extends Pick<
  GateReport,
  'comparison' | 'against' | 'explanation' | 'machine' | 'baselineMachine' | 'warnings'
> {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Geometric mean and launches of what an item is compared with, where a file has them. */
  readonly before: (judged: Judged) => { readonly mean: number; readonly launches: number } | null;
  /** What makes the run itself wrong, so that it fails whatever its times are; null if nothing does. */
  readonly fault: string | null;
}

export function gateReportOf({ judged, problem }: GateResult, context: GateContext): GateReport {
  const { startedAt, durationMs, before, fault, ...rest } = context;
  const items = judged.map((each) => itemOf(each, before(each), context));
  const judgedCount = items.filter(({ word }) => word !== 'not judged').length;
  const trouble = problem ?? fault ?? (items.length === 0 ? 'There was nothing to judge' : null);
  const outcome = outcomeOf(items, problem, fault);
  return {
    kind: 'decimal-benchmark-gate',
    schemaVersion: 1,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    ...rest,
    items,
    judged: judgedCount,
    total: items.length,
    problem: trouble,
    output: null,
    outcome,
    sentence: gateSentence(items, outcome, trouble),
  };
}

/**
 * E.g. `+3.1 % [+1.2, +5.0]`; where the interval decided nothing and is too wide to tell anything, in words.
 * @param word - what was decided by it
 */
export function changeText(change: NonNullable<GateItem['change']>, word: GateWord): string {
  const { percent, lowPercent, highPercent } = change;
  if (word === 'not shown' && isTooWide(lowPercent, highPercent)) return aboutText(percent, tooWideWords);
  // Never to tens or hundreds: −60 % must not read as −100 %.
  const places = Math.max(0, placesFor((highPercent - lowPercent) / 2));
  return `${formatSigned(percent, places)} % [${formatSigned(lowPercent, places)}, ${formatSigned(highPercent, places)}]`;
}

/** A gate that judged less than it was to is not passed: it fails closed. */
function outcomeOf(
  items: readonly GateItem[],
  problem: string | null,
  fault: string | null,
): GateReport['outcome'] {
  const has = (word: GateWord): boolean => items.some((item) => item.word === word);
  if (fault !== null) return 'failed';
  if (problem !== null || items.length === 0) return 'not judged';
  if (has('failed')) return 'failed';
  if (has('not judged')) return 'not judged';
  return has('warned') ? 'warned' : 'passed';
}

function itemOf(
  { scenario, engine, word, thresholds, change, interval, logs, repeated }: Judged,
  before: { readonly mean: number; readonly launches: number } | null,
  context: GateContext,
): GateItem {
  const shown = change === null || interval === null ? null : percents(change.logRatio, interval);
  const item = {
    scenario,
    engine,
    word,
    thresholds,
    change: shown,
    before: before?.mean ?? (logs.before.length === 0 ? null : Math.exp(meanOf(logs.before))),
    after: logs.after.length === 0 ? null : Math.exp(meanOf(logs.after)),
    launchesBefore: before?.launches ?? logs.before.length,
    launchesAfter: logs.after.length,
    repeated: repeated === null ? null : percents(repeated.logRatio, repeated.interval),
  };
  return { ...item, reason: reasonOf(item, context.comparison) };
}

function percents(logRatio: number, { low, high }: LogInterval): NonNullable<GateItem['change']> {
  return { percent: percentOf(logRatio), lowPercent: percentOf(low), highPercent: percentOf(high) };
}

function reasonOf(item: Omit<GateItem, 'reason'>, comparison: GateReport['comparison']): string {
  const { word, change, thresholds, repeated } = item;
  const { warningPercent, failurePercent } = thresholds;
  if (change === null) return missingText(item, comparison);
  const shown = changeText(change, repeated === null ? word : 'failed');
  const again = repeated === null ? '' : `; measured once more ${changeText(repeated, word)}`;
  switch (word) {
    case 'failed':
      return `slower by more than ${failurePercent} %: ${shown}${again}`;
    case 'warned':
      return comparison === 'ratios'
        ? `slower by more than ${warningPercent} %: ${shown}; another machine's figures can warn, never fail`
        : `slower by more than ${warningPercent} %: ${shown}${again}`;
    case 'passed':
      return `not slower by ${warningPercent} %: ${shown}`;
    case 'not shown':
      return repeated === null
        ? `${doubtText(change.lowPercent, warningPercent)}: ${shown}`
        : `slower by more than ${failurePercent} % at first, but not again: ${shown}${again}`;
    case 'not judged':
      return missingText(item, comparison);
  }
}

function doubtText(lowPercent: number, warningPercent: number): string {
  return lowPercent > warningPercent
    ? `past ${warningPercent} % by its own interval, but not by one that is corrected for all that are judged`
    : `the interval holds ${warningPercent} %, so neither is shown`;
}

function missingText(
  { launchesBefore, launchesAfter }: Omit<GateItem, 'reason'>,
  comparison: GateReport['comparison'],
): string {
  if (comparison !== 'builds' && launchesBefore < 2) return 'the baseline has no figure to compare with';
  return launchesAfter < 2
    ? `${counted(launchesAfter, 'launch', 'launches')} measured, and two are needed`
    : 'nothing to compare';
}

/** The outcome on one line, with how much was judged. */
export function gateSentence(
  items: readonly GateItem[],
  outcome: GateReport['outcome'],
  problem: string | null,
): string {
  const count = (word: GateWord): number => items.filter((item) => item.word === word).length;
  const words: readonly GateWord[] = ['failed', 'warned', 'not shown', 'passed', 'not judged'];
  const parts = words.flatMap((word) => (count(word) === 0 ? [] : [`${count(word)} ${word}`]));
  const judged = items.length - count('not judged');
  const tally = `judged ${judged} of ${items.length}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
  const head = {
    passed: 'No regression shown',
    warned: 'Slower than the warning allows',
    failed: 'Failed',
    'not judged': 'Nothing is decided',
  }[outcome];
  return `${head}; ${tally}.${problem === null ? '' : ` ${problem.replace(/\.?$/, '.')}`}`;
}
