/** Guesses of how long steps take, for the progress bar alone. Milliseconds. */
import { shortestSampleNs, type Participant } from './plan';
import type { EngineName } from '../../protocol/vocabulary';

/** Warm-up of one process; a run that is longer is warmed by one run alone. */
export const warmUp = { atLeastMs: 300, atMostMs: 1_500 } as const;

const processStartMs = 150;
const nsPerBarToRead = { file: 4_000, generated: 700 } as const;
const nsPerBarToLoad = 200;
/** Describing is one run that notes more than a measured one. */
const runsToDescribe = 1.2;
const nsPerBarOfRun: Readonly<Record<EngineName, number>> = {
  float: 80,
  'decimal.js': 2_500,
  native: 12,
  'native-float': 12,
};

export interface Expectations {
  /** Reading or making the data. */
  readonly readMs: number;
  /** Describing every engine's result. */
  readonly describeMs: number;
  /** Starting and warming the processes of one launch. */
  readonly startMs: number;
  readonly sampleMs: (participant: Participant) => number;
}

/** What is known so far. */
export interface Known {
  readonly participants: readonly Participant[];
  readonly bars: number;
  readonly source: keyof typeof nsPerBarToRead;
  /** As measured, if it was. */
  readonly nsPerRun: ReadonlyMap<Participant, number>;
  /** As the last launch took it; null before the first. */
  readonly startMs: number | null;
  /** Processes that start at the same time. */
  readonly atOnce: number;
}

export function expectationsOf({
  participants,
  bars,
  source,
  nsPerRun,
  startMs,
  atOnce,
}: Known): Expectations {
  const runMs = (participant: Participant): number =>
    (nsPerRun.get(participant) ?? nsPerBarOfRun[participant.engine] * bars) / 1e6;
  const loadMs = processStartMs + (nsPerBarToLoad * bars) / 1e6;
  // Some at once, but never sooner than the slowest by itself.
  const sideBySide = (ms: (participant: Participant) => number, who: readonly Participant[]): number => {
    const each = who.map(ms);
    return Math.max(each.reduce((sum, one) => sum + one, 0) / atOnce, ...each);
  };
  return {
    readMs: (nsPerBarToRead[source] * bars) / 1e6,
    describeMs: sideBySide(
      (participant) => loadMs + runsToDescribe * runMs(participant),
      participants.filter(({ control }) => !control),
    ),
    startMs:
      startMs ??
      sideBySide((participant) => loadMs + Math.max(warmUp.atLeastMs, runMs(participant)), participants),
    sampleMs: (participant) => Math.max((1.4 * shortestSampleNs) / 1e6, runMs(participant)),
  };
}
