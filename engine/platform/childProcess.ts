/** A child process of ours: what it sends is checked, its death is noticed, and it never outlives its owner. */
import { spawn, type ChildProcess as Spawned, type Serializable } from 'node:child_process';
import { Readable } from 'node:stream';
import type * as v from 'valibot';
import { exhaustionIn, exhaustionOf, lastWords } from './exhaustion';
import { LineReader } from './lineReader';
import { check, ProtocolError } from '../protocol/check';
import type { Failure } from '../protocol/failure';

/** The descriptor on which a child's watchdog reports that it is alive; 0 to 3 are standard streams and the channel. */
export const heartbeatDescriptor = 4;

/** Between two checks of the child. Checks are counted, not time: a computer that slept has missed none. */
const checkEveryMs = 1_000;
const checksUntilSilent = 8;
/** Several processes start at once, on a machine that may be busy. */
const checksUntilStarted = 20;

const keptErrorCharacters = 4_000;

export interface ChildSettings<S extends v.GenericSchema> {
  /** The bundle that it runs. */
  readonly program: string;
  /** Names it in failures, e.g. `The engine float`. */
  readonly title: string;
  readonly messages: S;
  readonly execPath?: string | undefined;
  readonly execArgv?: readonly string[];
  readonly onMessage: (message: v.InferOutput<S>) => void;
  /** Called about twice a second with the child's progress word, also while its main thread is busy. */
  readonly onBeat?: (progress: number) => void;
}

export class ChildProcess<S extends v.GenericSchema, Sent extends Serializable> {
  /** Settles once the process is gone: with null if it was stopped, else with what went wrong. Never rejects. */
  readonly ended: Promise<Failure | null>;
  readonly #process: Spawned;
  readonly #settings: ChildSettings<S>;
  #failure: Failure | null = null;
  #stopping = false;
  #errorText = '';
  #heardFrom = false;
  #checks = 0;
  #silentChecks = 0;
  #hasBeaten = false;

  constructor(settings: ChildSettings<S>) {
    this.#settings = settings;
    const { program, execPath = process.execPath, execArgv = [] } = settings;
    // Not `fork`, whose types do not know that no console window shall open.
    this.#process = spawn(execPath, [...execArgv, program, String(process.pid)], {
      env: environment(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      windowsHide: true,
    });
    this.ended = this.#watch();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** What it last wrote to standard error. */
  get errorText(): string {
    return this.#errorText.trim();
  }

  /** Sends a message; one to a process that is gone is dropped; `ended` has the reason. */
  send(message: Sent): void {
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  /** Ends it: closes the channel first, so that it can tidy up, and kills it after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#process.connected) this.#process.disconnect();
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Kills it at once. */
  async kill(): Promise<void> {
    this.#stopping = true;
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  /** Kills it because of `failure`, which `ended` will give. */
  giveUp(failure: Failure): void {
    this.#failure ??= failure;
    this.#process.kill('SIGKILL');
  }

  #watch(): Promise<Failure | null> {
    const child = this.#process;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorText = (this.#errorText + text).slice(-keptErrorCharacters);
    });
    // A process that could not be started for want of descriptors has no streams, whatever the types promise.
    const streams: unknown = Reflect.get(child, 'stdio');
    this.#readBeats(Array.isArray(streams) ? streams[heartbeatDescriptor] : undefined);
    child.on('message', (data) => this.#receive(data));
    const checking = setInterval(() => this.#checkAlive(), checkEveryMs);
    // The child's own `close` event does not come where this side closed the channel first.
    const everythingRead = Promise.all([
      new Promise((resolve) => child.once('disconnect', resolve)),
      new Promise((resolve) => child.stderr?.once('close', resolve)),
    ]);

    return new Promise((resolve) => {
      const settle = (failure: Failure | null): void => {
        clearInterval(checking);
        resolve(this.#failure ?? (this.#stopping ? null : failure));
      };
      child.once('error', (error) => settle(this.#notStarted(error)));
      child.once('exit', (code, signal) => {
        const died = (): void => settle(this.#died(code, signal));
        // Not waited for long: something else might hold a stream open.
        const late = setTimeout(died, checkEveryMs);
        void everythingRead.then(() => {
          clearTimeout(late);
          died();
        });
      });
    });
  }

  #receive(data: unknown): void {
    if (this.#failure !== null || this.#stopping) return;
    this.#heardFrom = true;
    let message: v.InferOutput<S>;
    try {
      message = check(this.#settings.messages, data, `message from ${this.#settings.title}`);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.giveUp(protocolFailure(this.#settings.title, error.message));
      return;
    }
    this.#settings.onMessage(message);
  }

  #readBeats(stream: unknown): void {
    if (!(stream instanceof Readable)) return;
    const lines = new LineReader((line) => this.#settings.onBeat?.(Number(line)));
    stream.setEncoding('utf8').on('data', (text: string) => {
      this.#silentChecks = 0;
      this.#hasBeaten = true;
      lines.read(text);
    });
    // The end of the process reports a broken pipe.
    stream.on('error', () => undefined);
  }

  #checkAlive(): void {
    this.#checks++;
    this.#silentChecks++;
    const hasBegun = this.#heardFrom || this.#hasBeaten;
    if (!this.#heardFrom && this.#checks > checksUntilStarted) {
      this.giveUp(hungFailure(this.#settings.title, `did not start within ${checksUntilStarted} seconds`));
    } else if (hasBegun && this.#silentChecks > checksUntilSilent) {
      this.giveUp(
        hungFailure(this.#settings.title, `has given no sign of life for ${checksUntilSilent} seconds`),
      );
    }
  }

  #notStarted(error: Error): Failure {
    const exhaustion = exhaustionOf(error);
    return {
      code: 'engine-died',
      message: `${this.#settings.title} could not be started: ${exhaustion?.reason ?? error.message}`,
      where: exhaustion === null ? this.#settings.program : null,
      remedy: exhaustion?.remedy ?? 'Close other programs, and run again.',
    };
  }

  #died(code: number | null, signal: NodeJS.Signals | null): Failure {
    // Its own handlers were not there yet.
    if (endingSignals.some((name) => name === signal)) return cancelledFailure;
    const where = `process ${this.pid ?? 'unknown'}`;
    const exhaustion = exhaustionIn(this.#errorText);
    if (exhaustion !== null) {
      const message = `${this.#settings.title} ended because ${exhaustion.reason}`;
      return { code: 'engine-died', message, where, remedy: exhaustion.remedy };
    }
    const words = lastWords(this.#errorText);
    const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`;
    return {
      code: 'engine-died',
      message: `${this.#settings.title} ended unexpectedly ${how}${words === null ? '' : `: ${words}`}`,
      where,
      remedy: this.#remedyFor(signal),
    };
  }

  #remedyFor(signal: NodeJS.Signals | null): string {
    // The system kills in this way where memory is short.
    if (signal === 'SIGKILL') {
      return 'Somebody killed it, or memory was short: free memory, or measure less data, and run again.';
    }
    return 'Run again; if it ends like this again, report it with this message.';
  }
}

/** Signals by which a person, a terminal or a supervisor ends a whole group of processes. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a call fails with whose process was stopped on purpose. */
export const cancelledFailure: Failure = {
  code: 'cancelled',
  message: 'The run was canceled',
  where: null,
  remedy: null,
};

export function protocolFailure(title: string, what: string): Failure {
  return {
    code: 'protocol',
    message: `${title} sent what cannot be understood: ${what}`,
    where: null,
    remedy: 'Install or build the product again, so that all of its parts have one version.',
  };
}

export function hungFailure(title: string, what: string): Failure {
  return {
    code: 'engine-hung',
    message: `${title} ${what}, and was ended`,
    where: null,
    remedy: 'Close other programs that keep the machine busy, and run again.',
  };
}

/** Options of the owner's own Node (debuggers, coverage, loaders) would slow or break what is measured. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env['NODE_OPTIONS'];
  delete env['NODE_V8_COVERAGE'];
  return env;
}
