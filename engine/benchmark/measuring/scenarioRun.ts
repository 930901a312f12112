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
import type { RunEvent } from '../../protocol/run';
import type { EngineName } from '../../protocol/vocabulary';
import { halfWidthOf, measurementsOf } from '../verdict/measurements';
import { resultsOf } from '../verdict/results';
import { sampleDiagnostics } from '../verdict/sampleDiagnostics';
import type { AllocationProfile } from './allocationProfile';
import type { ClaimFamily } from './claimFamily';
import { describeEngine } from './describeEngine';
import { mapConcurrent } from '../../platform/mapConcurrent';
import { headOf, type Job } from './jobs';
import { Launch, type Assignment, type Repeats, type TimedSample, type WarmProcess } from './launch';
import { launchPlanOf } from './launchPlan';
import { LaunchTime } from './launchTime';
import { orderOf, participantsOf, roundsFor, type Participant } from './plan';
import type { ProgressReporter } from './progressReporter';
import { ScenarioProgress, type LaunchSchedule } from './scenarioProgress';
import { storeBundle } from './storeBundle';
import { dataWarnings, fillWarnings } from './scenarioWarnings';
import type { TimeBudget } from './timeBudget';
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
  readonly #progress: ScenarioProgress;
  #schedule: LaunchSchedule;
  readonly #samples: Sample[] = [];
  readonly #allocations = new Map<EngineName, AllocationProfile>();
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
    this.#schedule = this.#newSchedule();
    this.#progress = new ScenarioProgress(job, this.#participants, this.#schedule, context);
    this.#bars = job.expectedBars;
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
    await this.#launches(assignment);
    for (const text of sampleDiagnostics(this.#samples, this.#context.options.engines)) this.#warn(text);
    this.#emitMeasurements(false);
  }

  /** By the time that is left to the scenario now. */
  #newSchedule(): LaunchSchedule {
    const { options, budget, elapsedMs } = this.#context;
    const time = new LaunchTime(elapsedMs, budget.next());
    return { plan: launchPlanOf(options, time.limitMs), time };
  }

  /** Launches until the plan has enough of them. */
  async #launches(assignment: Assignment): Promise<void> {
    this.#schedule = this.#newSchedule();
    const { plan, time } = this.#schedule;
    this.#progress.launchesStart(this.#schedule);
    time.start();
    try {
      for (let launch = 1, goesOn = true; goesOn; launch++) {
        await this.#launch(launch, plan.roundsOf(launch), assignment);
        goesOn = plan.goesOn(launch, time.elapsedMs, halfWidthOf(this.#measure(false)));
        time.record();
        this.#progress.launched(goesOn ? launch : plan.expected);
      }
    } finally {
      time.record();
      this.#context.budget.spent(time.recordedMs);
    }
  }

  /** Enters the claims of the measured part of the scenario: the report's words depend on all claims. */
  enterClaims(): void {
    if (this.#samples.length > 0) this.#context.claims.enter(this.#job.key, this.#measure(false));
  }

  /** The measured part of the scenario; null before its data is loaded. */
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
    const { signal, emit } = this.#context;
    this.#progress.reading();
    await turnOfEventLoop();
    const bundle = await this.#job.load((fraction) => this.#progress.hasRead(fraction), signal);
    signal.throwIfAborted();
    const head = headOf(this.#job, bundle);
    this.#head = head;
    this.#bars = bundle.time.length;
    this.#progress.read(this.#bars);
    emit({ type: 'scenario', head });
    for (const text of dataWarnings(head, bundle)) this.#warn(text);
    return { bundle, head };
  }

  async #describe(assignment: Assignment, bundle: Bundle, head: ScenarioHead): Promise<void> {
    const { options, atOnce, emit } = this.#context;
    this.#progress.describing();
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
    this.#progress.described();
  }

  async #launch(launch: number, plannedRounds: number, assignment: Assignment): Promise<void> {
    const { signal, atOnce, elapsedMs } = this.#context;
    this.#progress.launching(launch, plannedRounds);
    const startedAtMs = elapsedMs();
    let sampled: Participant | null = null;
    const processes = new Launch(this.#repeats, {
      signal,
      log: this.#log,
      onBars: (bars) => {
        if (sampled !== null) this.#progress.hasSampled(sampled, bars);
      },
    });
    try {
      const warm = await processes.start(
        this.#participants,
        assignment,
        atOnce,
        ({ participant, nsPerRun }) => this.#progress.warm(participant, nsPerRun),
      );
      const rounds = Math.max(...warm.map(({ nsPerRun }) => roundsFor(plannedRounds, nsPerRun)));
      this.#progress.allWarm(elapsedMs() - startedAtMs);
      for (let round = 1; round <= rounds; round++) {
        this.#progress.measuring(round, rounds);
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
    this.#progress.profiling();
    for (const process of warm) {
      if (process.participant.control) continue;
      this.#allocations.set(process.participant.engine, await processes.profileAllocation(process));
      this.#progress.sampled(process.participant);
    }
    this.#emitMeasurements(true);
  }

  #keep(
    { participant }: WarmProcess,
    { ns, repeats, warnings }: TimedSample,
    place: Pick<Sample, 'launch' | 'round' | 'position'>,
  ): void {
    const { emit, elapsedMs } = this.#context;
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
    this.#progress.sampled(participant);
    if (elapsedMs() - this.#measuredAtMs >= measurementsGapMs) this.#emitMeasurements(true);
  }

  #emitMeasurements(provisional: boolean): void {
    const measurements = this.#measure(provisional);
    if (!provisional) this.#context.claims.enter(this.#job.key, measurements);
    this.#measuredAtMs = this.#context.elapsedMs();
    this.#progress.halfWidth(halfWidthOf(measurements));
    this.#context.emit({ type: 'measurements', key: this.#job.key, measurements });
  }

  #measure(provisional: boolean): Measurements {
    const { options, claims } = this.#context;
    const { plan, time } = this.#schedule;
    return measurementsOf(this.#samples, {
      allocations: this.#allocations,
      bars: this.#bars,
      targetPercent: options.targetPercent,
      provisional,
      engines: options.engines,
      results: this.#results,
      otherComparisons: claims.othersOf(this.#job.key),
      confidenceAtLook: plan.confidenceAtLook,
      precision: plan.state(provisional ? time.elapsedMs : time.recordedMs),
    });
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
