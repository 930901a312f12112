/** One launch: a fresh process for each participant, loaded and warm, asked for samples in turn. */
import type { BacktestParameters, EngineName, Storage } from '../../protocol/vocabulary';
import type { AllocationProfile } from './allocationProfile';
import { EngineProcess, type EngineProcessSettings } from './engineProcess';
import { warmUp } from './expectations';
import { mapConcurrent } from '../../platform/mapConcurrent';
import { moreRepeats, repeatsFor, shortestSampleNs, type Participant } from './plan';

/** What every measuring process of a scenario is given. */
export interface Assignment {
  readonly bundleFile: string;
  readonly parameters: BacktestParameters;
  readonly storage: Storage;
}

export interface WarmProcess {
  readonly participant: Participant;
  readonly process: EngineProcess;
  /** Nanoseconds of one run. */
  readonly nsPerRun: number;
}

/** Runs in one sample of each engine, its control's too, so that both are sampled alike. Only grows. */
export type Repeats = Map<EngineName, number>;

export interface TimedSample {
  readonly ns: number;
  readonly repeats: number;
  readonly warnings: readonly string[];
}

interface ProcessSettings extends Omit<EngineProcessSettings, 'participant' | 'program'> {
  /** The measuring process's bundle, for participants whose is not this build's own. */
  readonly programOf?: (participant: Participant) => string | undefined;
}

/** A sample that comes out too short is taken again with more repeats, at most this often. */
const attempts = 4;

export class Launch {
  readonly #processes: EngineProcess[] = [];
  readonly #settings: ProcessSettings;
  readonly #repeats: Repeats;

  constructor(repeats: Repeats, settings: ProcessSettings) {
    this.#repeats = repeats;
    this.#settings = settings;
  }

  /** Starts, loads and warms a process for every participant. */
  async start(
    participants: readonly Participant[],
    assignment: Assignment,
    atOnce: number,
    onWarm: (warm: WarmProcess) => void,
  ): Promise<WarmProcess[]> {
    return mapConcurrent(participants, atOnce, async (participant) => {
      const { programOf, ...settings } = this.#settings;
      const process = new EngineProcess({ ...settings, participant, program: programOf?.(participant) });
      this.#processes.push(process);
      await process.call({ type: 'load', engine: participant.engine, ...assignment });
      const { nsPerRun } = await process.call({ type: 'warm', ...warmUp });
      this.#repeatAtLeast(participant, repeatsFor(nsPerRun));
      const warm = { participant, process, nsPerRun };
      onWarm(warm);
      return warm;
    });
  }

  /**
   * One timed sample that is long enough.
   * @throws EngineError also if another process of the launch is gone
   */
  async sample({ participant, process }: WarmProcess): Promise<TimedSample> {
    for (let attempt = 1; ; attempt++) {
      const repeats = this.#repeatsOf(participant);
      const { ns, warnings } = await this.#unlessLost(process.call({ type: 'sample', repeats }));
      if (ns * repeats >= shortestSampleNs || attempt === attempts) return { ns, repeats, warnings };
      this.#repeatAtLeast(participant, moreRepeats(repeats, ns * repeats));
    }
  }

  async profileAllocation({ participant, process }: WarmProcess): Promise<AllocationProfile> {
    return this.#unlessLost(process.call({ type: 'allocation', repeats: this.#repeatsOf(participant) }));
  }

  /** Ends every process. */
  async end(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.end()));
  }

  #repeatsOf({ engine }: Participant): number {
    return this.#repeats.get(engine) ?? 1;
  }

  #repeatAtLeast(participant: Participant, repeats: number): void {
    this.#repeats.set(participant.engine, Math.max(repeats, this.#repeatsOf(participant)));
  }

  #unlessLost<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, ...this.#processes.map(({ lost }) => lost)]);
  }
}
