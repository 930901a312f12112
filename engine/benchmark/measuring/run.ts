/** A whole run: one scenario after the other, and then exactly one last event. */
import path from 'node:path';
import { availableParallelism } from 'node:os';
import { EngineError, failureOf } from '../../platform/errors';
import { launchesForClaim } from '../../protocol/defaults';
import { failureText, type Failure } from '../../protocol/failure';
import {
  reportSchemaVersion,
  type Machine,
  type Report,
  type RunOptions,
  type ScenarioReport,
  type Versions,
} from '../../protocol/report';
import type { LastEvent, RunEvent } from '../../protocol/run';
import { chartsOf } from '../report/charts';
import { markdownReport } from '../report/markdown';
import { sentenceOf } from '../report/sentence';
import { cancelledFailure } from '../../platform/childProcess';
import { ClaimFamily } from './claimFamily';
import { jobsOf } from './jobs';
import { machineWarnings, readMachine } from './machine';
import { withoutMissingNative } from './missingNative';
import { ProgressReporter } from './progressReporter';
import { ScenarioRun, type RunContext } from './scenarioRun';
import { makeTemporaryFolder, removeFolder, removeStaleFolders } from '../../platform/temporaryFolder';
import { Throttling } from './throttling';
import { TimeBudget } from './timeBudget';
import { readVersions } from './versions';
import { ProgressEstimator } from './progressEstimator';

export class Run {
  #options: RunOptions;
  readonly #emit: (event: RunEvent) => void;
  readonly #cancelling = new AbortController();
  readonly #startedAt = new Date();
  readonly #startedMs = performance.now();
  readonly #warnings: string[] = [];
  /** Warnings to emit after the event that the run has started. */
  readonly #notices: string[] = [];
  readonly #throttling = new Throttling();
  #scenarios: ScenarioRun[] = [];
  #claims: ClaimFamily | null = null;
  #folder: string | null = null;

  constructor(options: RunOptions, emit: (event: RunEvent) => void) {
    this.#options = options;
    this.#emit = emit;
  }

  /** Ends the measuring processes at once; what was measured is reported, with `reason` in words. */
  cancel(reason: string): void {
    this.#cancelling.abort(new EngineError({ ...cancelledFailure, message: reason }));
  }

  /** Ends everything at once and reports nothing, for a coordinator whose owner is gone. */
  abandon(): void {
    this.cancel('The owner of the run is gone');
    this.#removeFolder();
  }

  /** Measures, and gives the last event. Never throws. */
  async finish(): Promise<LastEvent> {
    try {
      const machine = readMachine();
      const less = withoutMissingNative(this.#options);
      if (less !== null) {
        this.#options = less.options;
        this.#notices.push(less.warning);
      }
      const versions = readVersions(this.#options.engines);
      const partial = await this.#measure(machine, versions);
      const report = this.#report(machine, versions, partial);
      return { type: 'finished', report, markdown: markdownReport(report), charts: chartsOf(report) };
    } catch (error) {
      return { type: 'failed', failure: failureOf(error) };
    } finally {
      this.#removeFolder();
    }
  }

  /**
   * @returns why the run ended early though something was kept; null if it did not
   * @throws EngineError if nothing was kept
   */
  async #measure(machine: Machine, versions: Versions): Promise<string | null> {
    const jobs = jobsOf(this.#options);
    this.#emit({
      type: 'started',
      startedAt: this.#startedAt.toISOString(),
      options: this.#options,
      machine,
      versions,
    });
    for (const text of [...this.#notices, ...machineWarnings(machine), ...this.#throttling.before()]) {
      this.#warn(text);
    }
    removeStaleFolders();
    this.#folder = makeTemporaryFolder();
    this.#claims = new ClaimFamily(
      jobs.map(({ key }) => key),
      this.#options.engines,
    );
    const context = this.#context(this.#folder, jobs.length, this.#claims);
    this.#scenarios = jobs.map((job) => new ScenarioRun(job, context));
    try {
      for (const scenario of this.#scenarios) await scenario.run();
      for (const text of this.#throttling.after()) this.#warn(text);
      context.progress.at({ activity: 'writing the report' });
      return null;
    } catch (error) {
      const failure = this.#whyItEnded(error);
      if (!this.#scenarios.some(({ samplesKept }) => samplesKept > 0)) throw new EngineError(failure);
      if (failure.code === 'cancelled') return failure.message;
      this.#warn(failureText(failure));
      return failureText(failure);
    }
  }

  #context(folder: string, scenarios: number, claims: ClaimFamily): RunContext {
    const now = (): number => performance.now();
    const estimator = new ProgressEstimator(now);
    return {
      options: this.#options,
      signal: this.#cancelling.signal,
      folder,
      estimator,
      progress: new ProgressReporter(estimator, now, (progress) =>
        this.#emit({ type: 'progress', progress }),
      ),
      atOnce: Math.min(2, availableParallelism()),
      elapsedMs: () => now() - this.#startedMs,
      claims,
      budget: new TimeBudget((this.#options.precision?.maxSeconds ?? Infinity) * 1000, scenarios),
      emit: this.#emit,
    };
  }

  /** Processes that were killed because the run is cancelled fail in their own ways: the cancelling counts. */
  #whyItEnded(error: unknown): Failure {
    const { signal } = this.#cancelling;
    const why: unknown = signal.aborted ? signal.reason : error;
    return failureOf(why);
  }

  #report(machine: Machine, versions: Versions, partial: string | null): Report {
    for (const scenario of this.#scenarios) scenario.enterClaims();
    const scenarios = this.#scenarios.flatMap((scenario) => scenario.report() ?? []);
    const finishedAt = new Date();
    return {
      kind: 'decimal-benchmark-report',
      schemaVersion: reportSchemaVersion,
      startedAt: this.#startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      durationMs: Math.round(performance.now() - this.#startedMs),
      partial,
      quickLook: this.#isQuickLook(scenarios),
      family: this.#claims?.family() ?? null,
      options: withoutFolder(this.#options),
      machine,
      versions,
      scenarios,
      warnings: this.#warnings,
      sentence: sentenceOf(scenarios),
    };
  }

  /** Whether claims are left out: by the plan, or where launches were added, by what became of it. */
  #isQuickLook(scenarios: readonly ScenarioReport[]): boolean {
    const { launches, runs, precision } = this.#options;
    if (precision === undefined) return Math.min(launches, runs) < launchesForClaim;
    return scenarios.some(
      ({ samples }) => Math.max(0, ...samples.map(({ launch }) => launch)) < launchesForClaim,
    );
  }

  #removeFolder(): void {
    if (this.#folder !== null) removeFolder(this.#folder);
  }

  #warn(text: string): void {
    this.#warnings.push(text);
    this.#emit({ type: 'warning', key: null, text });
  }
}

/** A report may be published, so it names the user's file without its folder. */
function withoutFolder(options: RunOptions): RunOptions {
  const { work } = options;
  return work.kind === 'file' ? { ...options, work: { ...work, path: path.basename(work.path) } } : options;
}
