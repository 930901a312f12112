/** Starts a run for its owner (the editor's extension host or the command line), and always reports how it ended. */
import path from 'node:path';
import { failureOf } from './errors';
import type { Failure } from '../protocol/failure';
import type { RunOptions } from '../protocol/report';
import { protocolVersion, RunEvent, type LastEvent, type RunCommand } from '../protocol/run';
import { productVersion } from './version';
import { cancelledFailure, ChildProcess, hungFailure, protocolFailure } from './childProcess';
import { engineFolder } from './engineFolder';
import { StallDetector } from './stallDetector';
import { removeFoldersOf } from './temporaryFolder';

export interface RunOwner {
  /** Called with every event, the last included. */
  onEvent(event: RunEvent): void;
  /** The coordinator's bundle, if it is not the product's own. */
  readonly enginePath?: string;
  /** The program that runs it; default: the one that runs the owner. */
  readonly execPath?: string;
}

export interface RunHandle {
  readonly pid: number | undefined;
  /** Settles with the last event once the coordinator is gone. Never rejects. */
  readonly ended: Promise<LastEvent>;
  /** Stops measuring; a partial report or a failure follows within seconds. */
  cancel(reason: string): void;
  /** Ends the coordinator and with it every measuring process; the run ends as cancelled if it had not ended. */
  stop(): Promise<void>;
}

const title = 'The coordinator';

/** Time to end by itself after cancelling: with samples it makes a partial report, which a busy machine delays. */
const cancelGraceMs = { withoutSamples: 1_000, withSamples: 10_000 } as const;
/** Time to tidy up after the channel is closed. */
const stopGraceMs = 1_000;
/** Beats, two a second, in which the main thread may be busy with one thing, e.g. making a large bundle. */
const beatsUntilStuck = 240;

/** Starts a run. The last event reports any failure. */
export function startRun(options: RunOptions, owner: RunOwner): RunHandle {
  try {
    return new CoordinatorProcess(options, owner);
  } catch (error) {
    const event: LastEvent = { type: 'failed', failure: failureOf(error) };
    const ended = Promise.resolve().then(() => {
      owner.onEvent(event);
      return event;
    });
    return { pid: undefined, ended, cancel: () => undefined, stop: () => Promise.resolve() };
  }
}

class CoordinatorProcess implements RunHandle {
  readonly ended: Promise<LastEvent>;
  readonly #owner: RunOwner;
  readonly #options: RunOptions;
  readonly #child: ChildProcess<typeof RunEvent, RunCommand>;
  #greeted = false;
  #hasSamples = false;
  #last: LastEvent | null = null;
  #cancelling: NodeJS.Timeout | null = null;
  readonly #stallDetector = new StallDetector();

  constructor(options: RunOptions, owner: RunOwner) {
    this.#owner = owner;
    this.#options = options;
    this.#child = new ChildProcess({
      program: owner.enginePath ?? path.join(engineFolder(), 'coordinator.cjs'),
      title,
      messages: RunEvent,
      execPath: owner.execPath,
      onMessage: (event) => this.#receive(event),
      onBeat: (turns) => this.#watchTurns(turns),
    });
    this.ended = this.#child.ended.then((failure) => this.#end(failure));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  cancel(reason: string): void {
    if (this.#last !== null || this.#cancelling !== null) return;
    const giveUp = (): void => this.#child.giveUp({ ...cancelledFailure, message: reason });
    const { withSamples, withoutSamples } = cancelGraceMs;
    this.#cancelling = setTimeout(() => {
      // The first samples may have arrived meanwhile.
      if (this.#hasSamples) this.#cancelling = setTimeout(giveUp, withSamples - withoutSamples);
      else giveUp();
    }, withoutSamples);
    if (this.#greeted) this.#child.send({ type: 'cancel', reason });
    // It has begun nothing.
    else giveUp();
  }

  async stop(): Promise<void> {
    await this.#child.stop(stopGraceMs);
    await this.ended;
  }

  #receive(event: RunEvent): void {
    if (this.#last !== null) return;
    if (!this.#greeted) {
      this.#greet(event);
      return;
    }
    if (event.type === 'finished' || event.type === 'failed') {
      // The coordinator ends by itself now; one that does not is killed.
      this.#last = event;
      void this.#child.stop(stopGraceMs);
      return;
    }
    if (event.type === 'sample') this.#hasSamples = true;
    this.#owner.onEvent(event);
  }

  /** The first event shows whether both sides have the same version; only then is the run started. */
  #greet(event: RunEvent): void {
    const problem = greetingProblem(event);
    if (problem !== null) {
      this.#child.giveUp(protocolFailure(title, problem));
      return;
    }
    this.#greeted = true;
    this.#owner.onEvent(event);
    this.#child.send({ type: 'start', protocol: protocolVersion, options: this.#options });
  }

  #watchTurns(turns: number): void {
    if (this.#stallDetector.beat(turns) <= beatsUntilStuck) return;
    this.#child.giveUp(hungFailure(title, `has been stuck for ${beatsUntilStuck / 2} seconds`));
  }

  #end(failure: Failure | null): LastEvent {
    if (this.#cancelling !== null) clearTimeout(this.#cancelling);
    if (this.pid !== undefined) removeFoldersOf(this.pid);
    const last: LastEvent = this.#last ?? { type: 'failed', failure: failure ?? cancelledFailure };
    this.#owner.onEvent(last);
    return last;
  }
}

function greetingProblem(event: RunEvent): string | null {
  if (event.type !== 'hello') return `${event.type} before hello`;
  if (event.protocol !== protocolVersion)
    return `protocol ${event.protocol}, where ${protocolVersion} is spoken`;
  if (event.product !== productVersion) return `version ${event.product}, where this is ${productVersion}`;
  return null;
}
