/** A measuring process: runs one engine on one bundle, and answers one request after the other. */
import { readBundleFile } from '../../ledger/data/bundleFile';
import { engineOf } from '../../ledger/engines/index';
import type { PreparedBacktest } from '../../ledger/engines/engine';
import { controlWord, type RunControl } from '../../platform/runControl';
import { EngineError, failureOf } from '../../platform/errors';
import { check } from '../../protocol/check';
import { MeasuringRequest, type MeasuringMessage, type MeasuringReply } from '../../protocol/measuring';
import { protocolVersion } from '../../protocol/run';
import { allocationProfile } from './allocationProfile';
import { Sampler } from './sampler';
import { endingSignals } from '../../platform/childProcess';
import { ownerPidOf, startWatchdog } from '../../platform/watchdog';

/**
 * Answers the owner until it disconnects or dies. Runs in a process that was forked for it alone.
 * @param changed - what is run instead of what an engine prepared: for benchmarks of the benchmark, which must know by how
 *   much an engine is slow
 */
export function serveMeasurements(
  changed: (prepared: PreparedBacktest) => PreparedBacktest = (prepared) => prepared,
): void {
  const control: RunControl = new Int32Array(new SharedArrayBuffer(8));
  startWatchdog({ ownerPid: ownerPidOf(process.argv), graceMs: 0, control });
  const state = new MeasuringState(control, changed);

  // Such signals reach every process of a terminal or a group; the owner decides what ends.
  for (const signal of endingSignals) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit());
  process.on('message', (data) => send(answer(state, data)));
  send({ type: 'hello', protocol: protocolVersion, pid: process.pid });
}

function answer(state: MeasuringState, data: unknown): MeasuringMessage {
  const request = check(MeasuringRequest, data, 'request to a measuring process');
  try {
    return { type: 'ok', id: request.id, value: state.answer(request) };
  } catch (error) {
    return { type: 'err', id: request.id, failure: failureOf(error) };
  }
}

function send(message: MeasuringMessage): void {
  process.send?.(message);
}

interface Loaded {
  readonly bars: number;
  readonly prepared: PreparedBacktest;
  readonly sampler: Sampler;
}

class MeasuringState {
  readonly #control: RunControl;
  readonly #changed: (prepared: PreparedBacktest) => PreparedBacktest;
  #loaded: Loaded | null = null;

  constructor(control: RunControl, changed: (prepared: PreparedBacktest) => PreparedBacktest) {
    this.#control = control;
    this.#changed = changed;
  }

  answer(request: MeasuringRequest): MeasuringReply<MeasuringRequest['type']> {
    Atomics.store(this.#control, controlWord.barsDone, 0);
    switch (request.type) {
      case 'load':
        return this.#load(request);
      case 'warm':
        return this.#need().sampler.warm(request.atLeastMs, request.atMostMs);
      case 'sample': {
        const { ns, warnings } = this.#need().sampler.take(request.repeats);
        return { ns, warnings: [...warnings] };
      }
      case 'allocation':
        return allocationProfile(this.#need().prepared, request.repeats);
      case 'describe': {
        const { bars, prepared } = this.#need();
        const decisions = new Uint8Array(bars);
        return { result: prepared.describe(decisions), decisions };
      }
    }
  }

  #load(request: Extract<MeasuringRequest, { type: 'load' }>): MeasuringReply<'load'> {
    const bundle = readBundleFile(request.bundleFile);
    const prepared = this.#changed(
      engineOf(request.engine, request.storage).prepare(bundle, request.parameters, this.#control),
    );
    const bars = bundle.time.length;
    this.#loaded = { bars, prepared, sampler: new Sampler(prepared) };
    return { bars };
  }

  #need(): Loaded {
    if (this.#loaded !== null) return this.#loaded;
    throw new EngineError({
      code: 'protocol',
      message: 'A measuring process was asked to measure before it had data',
      where: null,
      remedy: null,
    });
  }
}
