/**
 * How many launches a scenario gets: as many as asked for, or as many as make the headline precise enough. Pure: whoever
 * asks brings the time and the half-width.
 */
import type { PrecisionState, RunOptions } from '../../protocol/report';
import { confidence, halfWidthOf } from '../statistics/interval';
import { confidenceAtLook, interimAnalysesFrom } from '../statistics/interimAnalyses';
import { samplesByLaunch } from './plan';

export interface LaunchPlan {
  /** The level of the interval at each look. */
  readonly confidenceAtLook: number;
  /** Launches that the scenario is expected to get, by what is known now. */
  readonly expected: number;
  /** Launches that it may get. */
  readonly most: number;
  /** Rounds of a launch, counted from 1. */
  roundsOf(launch: number): number;
  /** What is asked for and how far it has come; null if the number of launches is fixed. */
  state(spentMs: number): Omit<PrecisionState, 'reachedPercent'> | null;
  /**
   * Called after each launch.
   * @param halfWidthPercent - of the headline's interval; null if there is none
   * @returns whether another launch follows
   */
  goesOn(launchesDone: number, spentMs: number, halfWidthPercent: number | null): boolean;
}

/** @param budgetMs - time limit of this scenario's launches; unused if their number is fixed */
export function launchPlanOf(options: RunOptions, budgetMs: number): LaunchPlan {
  const rounds = samplesByLaunch(options.launches, options.runs);
  return options.precision === undefined
    ? new FixedPlan(rounds)
    : new AdaptivePlan(rounds, options.precision.percent, budgetMs);
}

class FixedPlan implements LaunchPlan {
  readonly confidenceAtLook = confidence;
  readonly expected: number;
  readonly most: number;
  readonly #rounds: readonly number[];

  constructor(rounds: readonly number[]) {
    this.#rounds = rounds;
    this.expected = rounds.length;
    this.most = rounds.length;
  }

  roundsOf(launch: number): number {
    return this.#rounds[launch - 1] ?? 0;
  }

  state(): null {
    return null;
  }

  goesOn(launchesDone: number): boolean {
    return launchesDone < this.#rounds.length;
  }
}

class AdaptivePlan implements LaunchPlan {
  readonly confidenceAtLook: number;
  readonly most: number;
  readonly #rounds: readonly number[];
  readonly #wantedPercent: number;
  readonly #budgetMs: number;
  readonly #analyses: readonly number[];
  #expected: number;
  #analysesDone = 0;
  #ended: PrecisionState['ended'] = null;

  constructor(rounds: readonly number[], wantedPercent: number, budgetMs: number) {
    this.#rounds = rounds;
    this.#wantedPercent = wantedPercent;
    this.#budgetMs = budgetMs;
    this.#analyses = interimAnalysesFrom(rounds.length);
    this.confidenceAtLook = confidenceAtLook(this.#analyses.length);
    this.most = this.#analyses.at(-1) ?? rounds.length;
    this.#expected = this.#analyses[0] ?? rounds.length;
  }

  get expected(): number {
    return this.#expected;
  }

  /** Launches beyond the first look are as long as the shortest before it. */
  roundsOf(launch: number): number {
    return this.#rounds[launch - 1] ?? this.#rounds.at(-1) ?? 1;
  }

  state(spentMs: number): Omit<PrecisionState, 'reachedPercent'> {
    return {
      wantedPercent: this.#wantedPercent,
      ended: this.#ended,
      looks: [...this.#analyses],
      looksTaken: this.#analysesDone,
      budgetSeconds: this.#budgetMs / 1000,
      spentSeconds: spentMs / 1000,
    };
  }

  goesOn(launchesDone: number, spentMs: number, halfWidthPercent: number | null): boolean {
    const isAnalysis = launchesDone === this.#analyses[this.#analysesDone];
    // A launch that would not end in time is not begun.
    const isSpent = spentMs + spentMs / launchesDone > this.#budgetMs;
    if (isAnalysis || isSpent) {
      this.#analysesDone++;
      if (halfWidthPercent !== null && halfWidthPercent <= this.#wantedPercent) this.#ended = 'reached';
      else if (this.#analysesDone === this.#analyses.length) this.#ended = 'looks taken';
      else if (isSpent) this.#ended = 'time spent';
      if (this.#ended !== null) return false;
    }
    this.#expected = this.#expect(launchesDone, halfWidthPercent);
    return true;
  }

  /** The look that will be narrow enough if launches go on to scatter as they did. */
  #expect(launchesDone: number, halfWidthPercent: number | null): number {
    const ahead = this.#analyses.slice(this.#analysesDone);
    if (halfWidthPercent === null) return ahead[0] ?? this.most;
    const share = this.#wantedPercent / halfWidthPercent;
    const now = this.#reach(launchesDone);
    return ahead.find((look) => this.#reach(look) <= share * now) ?? this.most;
  }

  /** Half-width of the interval in standard deviations of a launch. */
  #reach(launches: number): number {
    return halfWidthOf(
      { standardError: 1 / Math.sqrt(launches), degreesOfFreedom: launches - 1 },
      this.confidenceAtLook,
    );
  }
}
