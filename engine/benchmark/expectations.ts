/** Guesses of how long steps take, for the progress bar alone. Milliseconds. */
import { shortestSampleNs, type Participant } from './plan';
import type { EngineName } from '../protocol/vocabulary';

/** Warm-up of one process; a run that is longer is warmed by one run alone. */
export const warmUp = { atLeastMs: 300, atMostMs: 1_500 } as const;

const processStartMs = 150;
const nsPerBarToLoad = 1_500;
const nsPerBarOfRun: Readonly<Record<EngineName, number>> = {
  float: 80,
  'decimal.js': 2_500,
  native: 12,
  'native-float': 12,
};

export interface Expectations {
  /** Making the data, and describing every engine's result. */
  readonly prepareMs: number;
  /** Starting and warming the processes of one launch. */
  readonly startMs: number;
  readonly sampleMs: (participant: Participant) => number;
}

/**
 * @param nsPerRun - what was measured, where it was
 * @param atOnce - processes that start at the same time
 */
export function expectationsOf(
  participants: readonly Participant[],
  bars: number,
  nsPerRun: ReadonlyMap<Participant, number>,
  atOnce: number,
): Expectations {
  const runMs = (participant: Participant): number =>
    (nsPerRun.get(participant) ?? nsPerBarOfRun[participant.engine] * bars) / 1e6;
  const loadMs = processStartMs + (nsPerBarToLoad * bars) / 1e6;
  const sum = (ms: (participant: Participant) => number, who: readonly Participant[]): number =>
    who.reduce((total, participant) => total + ms(participant), 0) / atOnce;
  return {
    prepareMs:
      loadMs +
      sum(
        (participant) => loadMs + 2 * runMs(participant),
        participants.filter(({ control }) => !control),
      ),
    startMs: sum((participant) => loadMs + Math.max(warmUp.atLeastMs, runMs(participant)), participants),
    sampleMs: (participant) => Math.max((1.4 * shortestSampleNs) / 1e6, runMs(participant)),
  };
}
