/** How far one scenario has come: its steps as they are reported, and the work that is left by what is known. */
import type { Progress } from '../../protocol/run';
import { expectationsOf, type Expectations } from './expectations';
import type { Job } from './jobs';
import type { LaunchPlan } from './launchPlan';
import type { LaunchTime } from './launchTime';
import type { Participant } from './plan';
import type { ProgressEstimator } from './progressEstimator';
import type { ProgressReporter } from './progressReporter';
import { remainingWorkMs, type WorkDone } from './remainingWork';

export interface ProgressOfRun {
  readonly estimator: ProgressEstimator;
  readonly progress: ProgressReporter;
  /** Processes that start at the same time. */
  readonly atOnce: number;
}

/** What the launches of a scenario are to be, and what they take. */
export interface LaunchSchedule {
  readonly plan: LaunchPlan;
  readonly time: LaunchTime;
}

export class ScenarioProgress {
  readonly #job: Job;
  readonly #participants: readonly Participant[];
  readonly #run: ProgressOfRun;
  #schedule: LaunchSchedule;
  #bars: number;
  readonly #nsPerRun = new Map<Participant, number>();
  /** What the last launch took to start. */
  #startMs: number | null = null;
  #done: WorkDone = { read: false, described: false, launches: 0, started: false };

  constructor(
    job: Job,
    participants: readonly Participant[],
    schedule: LaunchSchedule,
    { estimator, progress, atOnce }: ProgressOfRun,
  ) {
    this.#job = job;
    this.#participants = participants;
    this.#schedule = schedule;
    this.#run = { estimator, progress, atOnce };
    this.#bars = job.expectedBars;
    this.#expect({});
  }

  reading(): void {
    this.#run.progress.at({
      activity: this.#job.file === null ? 'making data' : 'reading data',
      scenario: this.#job.key,
      launch: 0,
      launches: this.#schedule.plan.expected,
      round: 0,
      rounds: 0,
    });
  }

  /** @param fraction - 0 … 1 */
  hasRead(fraction: number): void {
    this.#run.progress.underWay(fraction * this.#expectations().readMs);
  }

  read(bars: number): void {
    const { readMs } = this.#expectations();
    this.#bars = bars;
    this.#complete(readMs);
    this.#expect({ read: true });
  }

  describing(): void {
    this.#run.progress.at({ activity: 'computing results' });
  }

  described(): void {
    this.#complete(this.#expectations().describeMs);
  }

  /** The launches begin, by a schedule that may differ from the one before. */
  launchesStart(schedule: LaunchSchedule): void {
    this.#schedule = schedule;
    this.#expect({ described: true });
  }

  launching(launch: number, rounds: number): void {
    const { plan } = this.#schedule;
    this.#run.progress.at({
      activity: 'starting engines',
      launch,
      launches: plan.expected,
      round: 0,
      rounds,
      ...this.#precision(),
    });
  }

  /** One of the launch's processes is warm. */
  warm(participant: Participant, nsPerRun: number): void {
    const { startMs } = this.#expectations();
    this.#nsPerRun.set(participant, nsPerRun);
    this.#complete(startMs / this.#participants.length);
    this.#run.progress.at({});
  }

  /** All of the launch's processes are warm. */
  allWarm(startMs: number): void {
    this.#startMs = startMs;
    this.#expect({ started: true });
  }

  measuring(round: number, rounds: number): void {
    this.#run.progress.at({ activity: 'measuring', round, rounds });
  }

  /** @param bars - of the sample's run under way */
  hasSampled(participant: Participant, bars: number): void {
    if (this.#bars === 0) return;
    this.#run.progress.underWay(Math.min(1, bars / this.#bars) * this.#expectations().sampleMs(participant));
  }

  profiling(): void {
    this.#run.progress.at({ activity: 'accounting memory' });
  }

  /** A sample was taken, or the allocations of as many runs were profiled. */
  sampled(participant: Participant): void {
    this.#complete(this.#expectations().sampleMs(participant));
    this.#run.progress.at({});
  }

  /** @param launches - that are done; all that the plan expects once none follows */
  launched(launches: number): void {
    this.#expect({ launches, started: false });
  }

  halfWidth(percent: number | null): void {
    this.#run.progress.halfWidth(percent);
  }

  #precision(): Pick<Progress, 'precision'> {
    const { plan, time } = this.#schedule;
    const state = plan.state(time.elapsedMs);
    if (state === null) return {};
    const { wantedPercent, budgetSeconds, spentSeconds } = state;
    return { precision: { wantedPercent, mostLaunches: plan.most, budgetSeconds, spentSeconds } };
  }

  #complete(ms: number): void {
    this.#run.estimator.done(this.#job.key, ms);
  }

  #expectations(): Expectations {
    return expectationsOf({
      participants: this.#participants,
      bars: this.#bars,
      source: this.#job.file === null ? 'generated' : 'file',
      nsPerRun: this.#nsPerRun,
      startMs: this.#startMs,
      atOnce: this.#run.atOnce,
    });
  }

  /** Corrects what is left, by what is known by now. */
  #expect(done: Partial<WorkDone>): void {
    this.#done = { ...this.#done, ...done };
    const { plan, time } = this.#schedule;
    const leftMs = remainingWorkMs(this.#expectations(), this.#participants, {
      plan,
      done: this.#done,
      timeLeftMs: time.leftMs,
    });
    const { estimator } = this.#run;
    if (this.#startMs === null) estimator.expect(this.#job.key, leftMs);
    else estimator.expectAsMeasured(this.#job.key, leftMs);
  }
}
