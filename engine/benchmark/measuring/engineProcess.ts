/** The coordinator's side of one measuring process. */
import path from 'node:path';
import { EngineError } from '../../platform/errors';
import { check, ProtocolError } from '../../protocol/check';
import type { Failure } from '../../protocol/failure';
import {
  MeasuringMessage,
  measuringReplies,
  type MeasuringCall,
  type MeasuringReply,
  type MeasuringRequest,
} from '../../protocol/measuring';
import { protocolVersion } from '../../protocol/run';
import { cancelledFailure, ChildProcess, hungFailure, protocolFailure } from '../../platform/childProcess';
import { engineFolder } from '../../platform/engineFolder';
import type { Participant } from './plan';
import { StallDetector } from '../../platform/stallDetector';

type CallType = MeasuringCall['type'];

/** Beats, two a second, in which a call may show no progress. Loading and describing show none while they convert. */
const beatsUntilStalled: Readonly<Record<CallType, number>> = {
  load: 360,
  describe: 360,
  warm: 120,
  sample: 120,
  allocation: 120,
};

export interface EngineProcessSettings {
  readonly participant: Participant;
  /** The measuring process's bundle, if it is not this build's own. */
  readonly program?: string | undefined;
  /** Kills the process when it is aborted; calls under way fail as cancelled. */
  readonly signal: AbortSignal;
  /** Bars of the run under way that are done, about twice a second. */
  readonly onBars?: (bars: number) => void;
  readonly log?: (level: 'debug' | 'warn', text: string) => void;
}

interface PendingCall {
  readonly type: CallType;
  accept(value: unknown): void;
  fail(failure: Failure): void;
}

export class EngineProcess {
  readonly participant: Participant;
  /** Rejects with an {@link EngineError} once the process is gone; never resolves. */
  readonly lost: Promise<never>;
  readonly #title: string;
  readonly #child: ChildProcess<typeof MeasuringMessage, MeasuringRequest>;
  readonly #pending = new Map<number, PendingCall>();
  readonly #stallDetector = new StallDetector();
  #calls = 0;

  constructor({ participant, program, signal, onBars, log }: EngineProcessSettings) {
    this.participant = participant;
    this.#title = `The engine ${participant.engine}${participant.control ? ' (control)' : ''}`;
    this.#child = new ChildProcess({
      program: program ?? path.join(engineFolder(), 'worker.cjs'),
      title: this.#title,
      messages: MeasuringMessage,
      execArgv: ['--expose-gc'],
      onMessage: (message) => this.#receive(message),
      onBeat: (bars) => {
        this.#watchProgress(bars);
        onBars?.(bars);
      },
    });
    log?.('debug', `${this.#title}: process ${this.#child.pid ?? 'unknown'}`);
    const abort = (): void => void this.#child.kill();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    this.lost = this.#child.ended.then((failure) => {
      signal.removeEventListener('abort', abort);
      if (this.#child.errorText !== '') log?.('warn', `${this.#title}: ${this.#child.errorText}`);
      const reason = failure ?? cancelledFailure;
      for (const call of this.#pending.values()) call.fail(reason);
      this.#pending.clear();
      throw new EngineError(reason);
    });
    // Whoever cares awaits it; a process that ends with nobody waiting is no error.
    this.lost.catch(() => undefined);
  }

  /**
   * Asks for one thing and waits for it.
   * @throws {@link EngineError} what the engine reports, or why the process is gone
   */
  async call<T extends CallType>(request: Extract<MeasuringCall, { type: T }>): Promise<MeasuringReply<T>> {
    const id = ++this.#calls;
    this.#stallDetector.restart();
    const reply = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, {
        type: request.type,
        accept: resolve,
        fail: (failure) => reject(new EngineError(failure)),
      });
    });
    this.#child.send({ ...request, id });
    const value = await Promise.race([reply, this.lost]);
    try {
      return check(measuringReplies[request.type], value, `reply to ${request.type}`);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const failure = protocolFailure(this.#title, error.message);
      this.#child.giveUp(failure);
      throw new EngineError(failure, { cause: error });
    }
  }

  /** Ends the process, which holds nothing that it would have to tidy up. */
  async end(): Promise<void> {
    await this.#child.kill();
  }

  #receive(message: MeasuringMessage): void {
    if (message.type === 'hello') {
      if (message.protocol === protocolVersion) return;
      this.#child.giveUp(
        protocolFailure(this.#title, `protocol ${message.protocol}, where ${protocolVersion} is spoken`),
      );
      return;
    }
    const call = this.#pending.get(message.id);
    if (call === undefined) {
      this.#child.giveUp(protocolFailure(this.#title, `an answer to call ${message.id}, which nobody made`));
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === 'ok') call.accept(message.value);
    else call.fail(named(message.failure, this.participant));
  }

  #watchProgress(bars: number): void {
    const idleBeats = this.#stallDetector.beat(bars);
    for (const { type } of this.#pending.values()) {
      if (idleBeats <= beatsUntilStalled[type]) continue;
      this.#child.giveUp(
        hungFailure(this.#title, `made no progress for ${beatsUntilStalled[type] / 2} seconds`),
      );
      return;
    }
  }
}

/** A failure without a place gets the engine that it came from. */
function named(failure: Failure, { engine }: Participant): Failure {
  return failure.where === null ? { ...failure, where: `engine ${engine}` } : failure;
}
