/** Measures two builds in turn, sample by sample, so that whatever the machine does hits both alike. */
import path from 'node:path';
import { availableParallelism } from 'node:os';
import { Launch, type Repeats, type TimedSample, type WarmProcess } from '../measuring/launch';
import { orderOf, roundsFor } from '../measuring/plan';
import { storeBundle } from '../measuring/storeBundle';
import { generateBundleInSteps } from '../../ledger/data/generate';
import { EngineError, failureOf } from '../../platform/errors';
import { runDefaults } from '../../protocol/defaults';
import type { Progress } from '../../protocol/run';
import type { EngineName, ScenarioName } from '../../protocol/vocabulary';
import { parametersOf, scenarioOf } from '../../ledger/scenarios';
import { meanOf } from '../statistics/descriptive';
import type { GateLogs, GateMeasurement, GateSource, GateSubject } from './gateRun';
import { pairedChange } from './judge';

export interface TwoBuilds {
  /** Folders of the bundles of measuring processes: of the build to compare with, and of the one to judge. */
  readonly there: string;
  readonly here: string;
  readonly engines: readonly EngineName[];
  /** Of each launch. */
  readonly rounds: number;
  /** Where bars are handed over. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

type Side = 'before' | 'after';

/** A warm process, the launch that it belongs to, and its build. */
interface Measured {
  readonly side: Side;
  readonly launch: Launch;
  readonly warm: WarmProcess;
}

export class TwoBuildsSource implements GateSource {
  readonly mayFail = true;
  readonly #builds: TwoBuilds;
  readonly #bundles = new Map<ScenarioName, string>();
  /** Launches made so far, of each scenario: the order goes on alternating where launches are added. */
  readonly #made = new Map<ScenarioName, number>();
  /** When the measurement under way began. */
  #startedMs = 0;

  constructor(builds: TwoBuilds) {
    this.#builds = builds;
  }

  change(_: GateSubject, { before, after }: GateLogs): ReturnType<typeof pairedChange> {
    return pairedChange(after.map((log, launch) => log - (before[launch] ?? NaN)));
  }

  async measure(scenarios: readonly ScenarioName[], launches: number): Promise<GateMeasurement> {
    const logs = new Map<string, { before: number[]; after: number[] }>();
    const total = scenarios.length * launches;
    this.#startedMs = performance.now();
    for (const [place, scenario] of scenarios.entries()) {
      for (let count = 1; count <= launches; count++) {
        const done = place * launches + count - 1;
        const times = await this.#launch(scenario, (share, where) =>
          this.#report({ fraction: (done + share) / total, scenario, launch: count, launches, ...where }),
        );
        for (const engine of this.#builds.engines) {
          const key = keyOf({ scenario, engine });
          const own = logs.get(key) ?? { before: [], after: [] };
          logs.set(key, own);
          own.before.push(logMean(times, 'before', engine));
          own.after.push(logMean(times, 'after', engine));
        }
      }
    }
    return {
      problem: null,
      logsOf: (subject) => logs.get(keyOf(subject)) ?? { before: [], after: [] },
    };
  }

  async #launch(
    scenario: ScenarioName,
    report: (share: number, where: Pick<Progress, 'activity' | 'round' | 'rounds'>) => void,
  ): Promise<Times> {
    const { rounds, signal } = this.#builds;
    const made = (this.#made.get(scenario) ?? 0) + 1;
    this.#made.set(scenario, made);
    report(0, { activity: 'starting both builds', round: 0, rounds });
    const repeats: Repeats = new Map();
    const launches = {
      before: new Launch(repeats, { signal, programOf: () => path.join(this.#builds.there, 'worker.cjs') }),
      after: new Launch(repeats, { signal, programOf: () => path.join(this.#builds.here, 'worker.cjs') }),
    };
    const times: Times = [];
    try {
      const measured = await this.#start(scenario, launches, made);
      for (let round = 1; round <= rounds; round++) {
        report(round / (rounds + 1), { activity: 'measuring both builds', round, rounds });
        for (const { side, launch, warm } of orderOf(measured, made, round)) {
          if (round > roundsFor(rounds, warm.nsPerRun)) continue;
          const { ns } = await naming(side, launch.sample(warm));
          signal.throwIfAborted();
          times.push({ side, engine: warm.participant.engine, ns });
        }
      }
      return times;
    } finally {
      await Promise.all([launches.before.end(), launches.after.end()]);
    }
  }

  /** Both builds' processes, engine by engine; which build is first changes from launch to launch. */
  async #start(
    scenario: ScenarioName,
    launches: Readonly<Record<Side, Launch>>,
    made: number,
  ): Promise<Measured[]> {
    const sides: Side[] = made % 2 === 1 ? ['before', 'after'] : ['after', 'before'];
    const participants = this.#builds.engines.map((engine) => ({ engine, control: false }));
    const assignment = {
      bundleFile: await this.#bundleOf(scenario),
      parameters: parametersOf(scenarioOf(scenario), {}),
      storage: runDefaults.storage,
    };
    const atOnce = Math.min(2, availableParallelism());
    const started = new Map<Side, WarmProcess[]>();
    for (const side of sides) {
      const start = launches[side].start(participants, assignment, atOnce, () => undefined);
      started.set(side, await naming(side, start));
    }
    return participants.flatMap((_, index) =>
      sides.flatMap((side) => {
        const warm = started.get(side)?.[index];
        return warm === undefined ? [] : [{ side, launch: launches[side], warm }];
      }),
    );
  }

  async #bundleOf(scenario: ScenarioName): Promise<string> {
    const there = this.#bundles.get(scenario);
    if (there !== undefined) return there;
    const file = path.join(this.#builds.folder, scenario);
    storeBundle(file, await generateBundleInSteps(scenario, this.#builds.signal));
    this.#bundles.set(scenario, file);
    return file;
  }

  #report(where: Omit<Progress, 'etaSeconds' | 'halfWidthPercent'>): void {
    const elapsed = (performance.now() - this.#startedMs) / 1000;
    const { fraction } = where;
    this.#builds.onProgress({
      ...where,
      etaSeconds: fraction > 0.02 ? (elapsed / fraction) * (1 - fraction) : null,
      halfWidthPercent: null,
    });
  }
}

type Times = { readonly side: Side; readonly engine: EngineName; readonly ns: TimedSample['ns'] }[];

function keyOf({ scenario, engine }: Pick<GateSubject, 'scenario' | 'engine'>): string {
  return `${scenario} ${engine}`;
}

function logMean(times: Times, side: Side, engine: EngineName): number {
  return Math.log(
    meanOf(times.filter((time) => time.side === side && time.engine === engine).map(({ ns }) => ns)),
  );
}

/** A failure of one build says which of the two it is. */
async function naming<T>(side: Side, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'cancelled') throw error;
    const [which, remedy] =
      side === 'after'
        ? ['this checkout', failure.remedy]
        : ['the other revision', 'Compare with a revision whose measuring processes speak as these do.'];
    throw new EngineError(
      { ...failure, message: `The build of ${which} cannot be measured: ${failure.message}`, remedy },
      { cause: error },
    );
  }
}
