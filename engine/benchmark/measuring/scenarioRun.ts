/** Measures one scenario from its data to its last sample, and keeps what is complete whatever happens. */
import path from 'node:path';
import type { Bundle } from '../../ledger/data/bundle';
import { turnOfEventLoop } from '../../platform/turnOfEventLoop';
import type {
  Measurements,
  RunOptions,
  Sample,
  ScenarioHead,
  ScenarioReport,
  ScenarioResults,
} from '../../protocol/report';
import type { Progress, RunEvent } from '../../protocol/run';
import type { EngineName } from '../../protocol/vocabulary';
import { halfWidthOf, measurementsOf } from '../verdict/measurements';
import { resultsOf } from '../verdict/results';
import { sampleDiagnostics } from '../verdict/sampleDiagnostics';
import type { AllocationProfile } from './allocationProfile';
import type { ClaimFamily } from './claimFamily';
import { describeEngine } from './describeEngine';
import { expectationsOf } from './expectations';
import { mapConcurrent } from '../../platform/mapConcurrent';
import { headOf, type Job } from './jobs';
import { Launch, type Assignment, type Repeats, type TimedSample, type WarmProcess } from './launch';
import { launchPlanOf, type LaunchPlan } from './launchPlan';
import { orderOf, participantsOf, roundsFor, type Participant } from './plan';
import type { ProgressReporter } from './progressReporter';
import { storeBundle } from './storeBundle';
import { dataWarnings, fillWarnings } from './scenarioWarnings';
import type { TimeBudget } from './timeBudget';
import { remainingWorkMs } from './remainingWork';
import type { ProgressEstimator } from './progressEstimator';

/** What all scenarios of a run share. */
export interface RunContext {
  readonly options: RunOptions;
  /** Aborted when the run is to stop at once. */
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly estimator: ProgressEstimator;
  readonly progress: ProgressReporter;
  /** Processes that start at the same time; samples are always taken one at a time. */
  readonly atOnce: number;
  /** Milliseconds since the run started. */
  readonly elapsedMs: () => number;
  readonly claims: ClaimFamily;
  /** Infinite if the number of launches is fixed. */
  readonly budget: TimeBudget;
  readonly emit: (event: RunEvent) => void;
}

/** Between two looks at the statistics while samples come in. */
const measurementsGapMs = 250;

export class ScenarioRun {
  readonly #job: Job;
  readonly #context: RunContext;
  readonly #participants: readonly Participant[];
  #plan: LaunchPlan;
  /** What the launches may take; infinite where their number is fixed. */
  #budgetMs: number;
  #launchingSinceMs: number | null = null;
  /** What they took. */
  #spentMs = 0;
  readonly #samples: Sample[] = [];
  readonly #allocations = new Map<EngineName, AllocationProfile>();
  readonly #nsPerRun = new Map<Participant, number>();
  /** What the last launch took to start. */
  #startMs: number | null = null;
  readonly #repeats: Repeats = new Map();
  readonly #warnings: string[] = [];
  #bars: number;
  #head: ScenarioHead | null = null;
  #results: ScenarioResults | null = null;
  #measuredAtMs = -Infinity;

  constructor(job: Job, context: RunContext) {
    this.#job = job;
    this.#context = context;
    this.#participants = participantsOf(context.options.engines);
    this.#budgetMs = context.budget.next();
    this.#plan = launchPlanOf(context.options, this.#budgetMs);
    this.#bars = job.expectedBars;
    this.#expect({ read: false, described: false, launches: 0 });
  }

  get samplesKept(): number {
    return this.#samples.length;
  }

  /** @throws EngineError what ended it early; samples taken until then are kept */
  async run(): Promise<void> {
    const { bundle, head } = await this.#loadData();
    const assignment: Assignment = {
      bundleFile: path.join(this.#context.folder, this.#job.key),
      parameters: this.#job.parameters,
      storage: this.#context.options.storage,
    };
    storeBundle(assignment.bundleFile, bundle);
    await turnOfEventLoop();
    await this.#describe(assignment, bundle, head);
    this.#expect({ read: true, described: true, launches: 0 });
    await this.#launches(assignment);
    for (const text of sampleDiagnostics(this.#samples, this.#context.options.engines)) this.#warn(text);
    this.#emitMeasurements(false);
  }

  /** Launches until the plan has enough of them. */
  async #launches(assignment: Assignment): Promise<void> {
    const { budget, options, elapsedMs } = this.#context;
    this.#budgetMs = budget.next();
    this.#plan = launchPlanOf(options, this.#budgetMs);
    this.#launchingSinceMs = elapsedMs();
    try {
      for (let launch = 1, goesOn = true; goesOn; launch++) {
        await this.#launch(launch, this.#plan.roundsOf(launch), assignment);
        const halfWidth = halfWidthOf(this.#measure(false));
        goesOn = this.#plan.goesOn(launch, this.#launchingMs(), halfWidth);
        this.#spentMs = this.#launchingMs();
        this.#expect({ read: true, described: true, launches: goesOn ? launch : this.#plan.expected });
      }
    } finally {
      this.#spentMs = this.#launchingMs();
      budget.spent(this.#spentMs);
    }
  }

  /** Enters what the scenario claims, as far as it was measured: all claims must be known before the report's words. */
  enterClaims(): void {
    if (this.#samples.length > 0) this.#context.claims.enter(this.#job.key, this.#measure(false));
  }

  /** The scenario as far as it was measured; null before its data was there. */
  report(): ScenarioReport | null {
    if (this.#head === null) return null;
    return {
      head: this.#head,
      results: this.#results,
      measurements: this.#samples.length === 0 ? null : this.#measure(false),
      samples: this.#samples,
      warnings: this.#warnings,
    };
  }

  async #loadData(): Promise<{ bundle: Bundle; head: ScenarioHead }> {
    const { progress, signal, emit, estimator } = this.#context;
    progress.at({
      activity: this.#job.file === null ? 'making data' : 'reading data',
      scenario: this.#job.key,
      launch: 0,
      launches: this.#plan.expected,
      round: 0,
      rounds: 0,
    });
    await turnOfEventLoop();
    const { readMs } = this.#expectations();
    const bundle = await this.#job.load((fraction) => progress.underWay(fraction * readMs), signal);
    signal.throwIfAborted();
    const head = headOf(this.#job, bundle);
    this.#head = head;
    this.#bars = bundle.time.length;
    estimator.done(head.key, readMs);
    this.#expect({ read: true, described: false, launches: 0 });
    emit({ type: 'scenario', head });
    for (const text of dataWarnings(head, bundle)) this.#warn(text);
    return { bundle, head };
  }

  async #describe(assignment: Assignment, bundle: Bundle, head: ScenarioHead): Promise<void> {
    const { options, progress, atOnce, emit, estimator } = this.#context;
    progress.at({ activity: 'computing results' });
    const ending = new AbortController();
    const signal = AbortSignal.any([this.#context.signal, ending.signal]);
    try {
      const descriptions = await mapConcurrent(options.engines, atOnce, (engine) =>
        describeEngine(assignment, { participant: { engine, control: false }, signal, log: this.#log }),
      );
      await turnOfEventLoop();
      this.#results = resultsOf(descriptions, bundle, head.parameters);
    } finally {
      ending.abort();
    }
    emit({ type: 'results', key: head.key, results: this.#results });
    for (const text of fillWarnings(head, bundle, this.#results)) this.#warn(text);
    estimator.done(head.key, this.#expectations().describeMs);
  }

  async #launch(launch: number, plannedRounds: number, assignment: Assignment): Promise<void> {
    const { progress, signal, atOnce, estimator } = this.#context;
    const expected = this.#expectations();
    progress.at({
      activity: 'starting engines',
      launch,
      launches: this.#plan.expected,
      round: 0,
      rounds: plannedRounds,
      ...this.#precisionProgress(),
    });
    const startedAtMs = this.#context.elapsedMs();
    let sampled: Participant | null = null;
    const processes = new Launch(this.#repeats, {
      signal,
      log: this.#log,
      onBars: (bars) => {
        if (sampled === null || this.#bars === 0) return;
        progress.underWay(Math.min(1, bars / this.#bars) * this.#expectations().sampleMs(sampled));
      },
    });
    try {
      const warm = await processes.start(
        this.#participants,
        assignment,
        atOnce,
        ({ participant, nsPerRun }) => {
          this.#nsPerRun.set(participant, nsPerRun);
          estimator.done(this.#job.key, expected.startMs / this.#participants.length);
          progress.at({});
        },
      );
      const rounds = Math.max(...warm.map(({ nsPerRun }) => roundsFor(plannedRounds, nsPerRun)));
      this.#startMs = this.#context.elapsedMs() - startedAtMs;
      this.#expect({ read: true, described: true, launches: launch - 1, started: true });
      for (let round = 1; round <= rounds; round++) {
        progress.at({ activity: 'measuring', round, rounds });
        for (const [index, process] of orderOf(warm, launch, round).entries()) {
          if (round > roundsFor(plannedRounds, process.nsPerRun)) continue;
          sampled = process.participant;
          const timed = await processes.sample(process);
          sampled = null;
          signal.throwIfAborted();
          this.#keep(process, timed, { launch, round, position: index + 1 });
        }
      }
      if (launch === 1) await this.#profileAllocation(processes, warm);
    } finally {
      await processes.end();
    }
  }

  async #profileAllocation(processes: Launch, warm: readonly WarmProcess[]): Promise<void> {
    const { progress, estimator } = this.#context;
    progress.at({ activity: 'accounting memory' });
    for (const process of warm) {
      if (process.participant.control) continue;
      this.#allocations.set(process.participant.engine, await processes.profileAllocation(process));
      estimator.done(this.#job.key, this.#expectations().sampleMs(process.participant));
      progress.at({});
    }
    this.#emitMeasurements(true);
  }

  #keep(
    { participant }: WarmProcess,
    { ns, repeats, warnings }: TimedSample,
    place: Pick<Sample, 'launch' | 'round' | 'position'>,
  ): void {
    const { emit, estimator, progress, elapsedMs } = this.#context;
    const sample: Sample = {
      engine: participant.engine,
      control: participant.control,
      ...place,
      ns,
      repeats,
      nsPerBar: this.#bars === 0 ? 0 : ns / this.#bars,
      atMs: Math.round(elapsedMs()),
    };
    this.#samples.push(sample);
    emit({ type: 'sample', key: this.#job.key, sample });
    for (const text of warnings) this.#warn(`${participant.engine}: ${text}`);
    estimator.done(this.#job.key, this.#expectations().sampleMs(participant));
    progress.at({});
    if (elapsedMs() - this.#measuredAtMs >= measurementsGapMs) this.#emitMeasurements(true);
  }

  #emitMeasurements(provisional: boolean): void {
    const measurements = this.#measure(provisional);
    if (!provisional) this.#context.claims.enter(this.#job.key, measurements);
    this.#measuredAtMs = this.#context.elapsedMs();
    this.#context.progress.halfWidth(halfWidthOf(measurements));
    this.#context.emit({ type: 'measurements', key: this.#job.key, measurements });
  }

  #measure(provisional: boolean): Measurements {
    const { options, claims } = this.#context;
    return measurementsOf(this.#samples, {
      allocations: this.#allocations,
      bars: this.#bars,
      targetPercent: options.targetPercent,
      provisional,
      engines: options.engines,
      results: this.#results,
      otherComparisons: claims.othersOf(this.#job.key),
      confidenceAtLook: this.#plan.confidenceAtLook,
      precision: this.#plan.state(provisional ? this.#launchingMs() : this.#spentMs),
    });
  }

  #expectations(): ReturnType<typeof expectationsOf> {
    return expectationsOf({
      participants: this.#participants,
      bars: this.#bars,
      source: this.#job.file === null ? 'generated' : 'file',
      nsPerRun: this.#nsPerRun,
      startMs: this.#startMs,
      atOnce: this.#context.atOnce,
    });
  }

  /** Corrects what is left, by what is known by now. */
  #expect(done: { read: boolean; described: boolean; launches: number; started?: boolean }): void {
    const { estimator } = this.#context;
    const leftMs = remainingWorkMs(this.#expectations(), this.#plan, this.#participants, {
      started: false,
      ...done,
      budgetLeftMs: this.#budgetMs - this.#launchingMs(),
    });
    if (this.#startMs === null) estimator.expect(this.#job.key, leftMs);
    else estimator.expectAsMeasured(this.#job.key, leftMs);
  }

  /** What the launches have taken so far. */
  #launchingMs(): number {
    return this.#launchingSinceMs === null ? 0 : this.#context.elapsedMs() - this.#launchingSinceMs;
  }

  #precisionProgress(): Pick<Progress, 'precision'> {
    const state = this.#plan.state(this.#launchingMs());
    if (state === null) return {};
    const { wantedPercent, budgetSeconds, spentSeconds } = state;
    return { precision: { wantedPercent, mostLaunches: this.#plan.most, budgetSeconds, spentSeconds } };
  }

  readonly #log = (level: 'debug' | 'warn', text: string): void => {
    this.#context.emit({ type: 'log', level, text });
  };

  #warn(text: string): void {
    if (this.#warnings.includes(text)) return;
    this.#warnings.push(text);
    this.#context.emit({ type: 'warning', key: this.#job.key, text });
  }
}
