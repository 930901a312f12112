import * as vscode from 'vscode';
import { startRun, type RunHandle } from '../engine/platform/coordinatorProcess';
import { failureText } from '../engine/protocol/failure';
import type { RunOptions } from '../engine/protocol/report';
import type { RunEvent } from '../engine/protocol/run';
import { applyEvent, emptySnapshot, fromReport, type RunSnapshot } from '../engine/protocol/snapshot';
import { storedRunVersion, type RunInputs, type StoredRun } from '../engine/protocol/storedRun';
import type { RunHistory } from './history/runHistory';
import { DisposableStore } from './disposableStore';

/** A run as the panel and the status bar see it, with what it was made from. */
export interface ShownRun {
  readonly snapshot: RunSnapshot;
  readonly inputs: RunInputs;
  /** It was opened from the history, and is not the latest. */
  readonly isOlder: boolean;
}

/** The one run of this window: the one going on, else the last. */
export class BenchmarkRun extends DisposableStore {
  readonly #received = this.register(new vscode.EventEmitter<RunEvent>());
  readonly #replaced = this.register(new vscode.EventEmitter<void>());
  #going: Going | undefined;
  #current: ShownRun | undefined;

  /** Every event that changed the run. */
  readonly onDidReceive = this.#received.event;
  /** Another run is shown now: a new one, or one from the history. */
  readonly onDidReplace = this.#replaced.event;

  readonly #history: RunHistory;
  readonly #log: vscode.LogOutputChannel;

  constructor(history: RunHistory, log: vscode.LogOutputChannel) {
    super();
    this.#history = history;
    this.#log = log;
  }

  get shown(): ShownRun | undefined {
    return this.#current;
  }

  get running(): boolean {
    return this.#going !== undefined;
  }

  /** Starts measuring; what comes of it arrives as events. Only while nothing is running. */
  start(options: RunOptions, inputs: RunInputs): void {
    if (this.running) throw new Error('a run is going on already');
    this.#log.info(`run: ${JSON.stringify(options)}`);
    const run: Going = { handle: undefined };
    this.#going = run;
    this.#current = { snapshot: { ...emptySnapshot, options }, inputs, isOlder: false };
    this.#replaced.fire();
    run.handle = startRun(options, { onEvent: (event) => this.#receive(run, event) });
  }

  /** Asks the run to stop. What was measured until then is kept and marked as partial. */
  cancel(reason: string): void {
    this.#going?.handle?.cancel(reason);
  }

  /** Resolves when nothing is running; at once if nothing is. */
  async ended(): Promise<void> {
    await this.#going?.handle?.ended;
  }

  /** Shows the latest stored run again, unless one was started meanwhile. */
  async restore(): Promise<void> {
    const stored = await this.#history.latest();
    if (stored !== undefined && this.#current === undefined) this.showStored(stored, false);
  }

  /** Shows a stored run in place of what is shown. Only while nothing is running. */
  showStored({ event, inputs }: StoredRun, isOlder: boolean): void {
    if (this.running) throw new Error('a run is going on');
    this.#current = { snapshot: fromReport(event), inputs, isOlder };
    this.#replaced.fire();
  }

  /** Shows nothing, as before anything was measured. Only while nothing is running. */
  showNothing(): void {
    if (this.running) throw new Error('a run is going on');
    this.#current = undefined;
    this.#replaced.fire();
  }

  /** Ends the child processes and waits for them. */
  async stop(): Promise<void> {
    const run = this.#going;
    this.#going = undefined;
    await run?.handle?.stop();
  }

  override dispose(): void {
    void this.stop();
    super.dispose();
  }

  #receive(run: Going, event: RunEvent): void {
    if (event.type === 'log') this.#log[event.level](event.text);
    if (this.#going !== run || this.#current === undefined) return; // What a stopped run still says is not shown.
    const { snapshot, inputs } = this.#current;
    this.#current = { ...this.#current, snapshot: applyEvent(snapshot, event) };
    if (event.type === 'finished') {
      this.#log.info(event.report.sentence);
      void this.#history.save({ version: storedRunVersion, inputs, event });
    }
    if (event.type === 'failed') this.#log.error(failureText(event.failure));
    if (event.type === 'finished' || event.type === 'failed') this.#going = undefined;
    this.#received.fire(event);
  }
}

/** The run that is going on. Its handle is there as soon as its process is. */
interface Going {
  handle: RunHandle | undefined;
}
