import * as vscode from 'vscode';
import { startRun, type RunHandle } from '../engine/benchmark/coordinatorProcess';
import { failureText } from '../engine/protocol/failure';
import type { RunOptions } from '../engine/protocol/report';
import type { RunEvent } from '../engine/protocol/run';
import { applyEvent, emptySnapshot, fromReport, type RunSnapshot } from '../engine/protocol/snapshot';
import { storedRunVersion, type RunInputs } from '../engine/protocol/storedRun';
import type { RunStore } from './runStore';

/** A run as the panel and the status bar see it, with what it was made from. */
export interface ShownRun {
  readonly snapshot: RunSnapshot;
  readonly inputs: RunInputs;
}

/** The one run of this window: the one going on, else the last. */
export class BenchmarkRun implements vscode.Disposable {
  private readonly received = new vscode.EventEmitter<RunEvent>();
  private readonly replaced = new vscode.EventEmitter<void>();
  private going: Going | undefined;
  private current: ShownRun | undefined;

  /** Every event that changed the run. */
  readonly onDidReceive = this.received.event;
  /** Another run is shown now: a new one, or one restored from the store. */
  readonly onDidReplace = this.replaced.event;

  constructor(
    private readonly store: RunStore,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get shown(): ShownRun | undefined {
    return this.current;
  }

  get running(): boolean {
    return this.going !== undefined;
  }

  /** Starts measuring; what comes of it arrives as events. Only while nothing is running. */
  start(options: RunOptions, inputs: RunInputs): void {
    if (this.running) throw new Error('a run is going on already');
    this.log.info(`run: ${JSON.stringify(options)}`);
    const run: Going = { handle: undefined };
    this.going = run;
    this.current = { snapshot: { ...emptySnapshot, options }, inputs };
    this.replaced.fire();
    run.handle = startRun(options, { onEvent: (event) => this.receive(run, event) });
  }

  /** Asks the run to stop. What was measured until then is kept and marked as partial. */
  cancel(reason: string): void {
    this.going?.handle?.cancel(reason);
  }

  /** Resolves when nothing is running; at once where nothing is. */
  async ended(): Promise<void> {
    await this.going?.handle?.ended;
  }

  /** Shows the stored run again, unless one was started meanwhile. */
  async restore(): Promise<void> {
    const stored = await this.store.load();
    if (stored?.event.type !== 'finished' || this.current !== undefined) return;
    this.current = { snapshot: fromReport(stored.event), inputs: stored.inputs };
    this.replaced.fire();
  }

  /** Ends the child processes and waits for them. */
  async stop(): Promise<void> {
    const run = this.going;
    this.going = undefined;
    await run?.handle?.stop();
  }

  dispose(): void {
    void this.stop();
    this.received.dispose();
    this.replaced.dispose();
  }

  private receive(run: Going, event: RunEvent): void {
    if (event.type === 'log') this.log[event.level](event.text);
    if (this.going !== run || this.current === undefined) return; // What a stopped run still says is not shown.
    const { snapshot, inputs } = this.current;
    this.current = { snapshot: applyEvent(snapshot, event), inputs };
    if (event.type === 'finished') {
      this.log.info(event.report.sentence);
      void this.store.save({ version: storedRunVersion, inputs, event });
    }
    if (event.type === 'failed') this.log.error(failureText(event.failure));
    if (event.type === 'finished' || event.type === 'failed') this.going = undefined;
    this.received.fire(event);
  }
}

/** The run that is going on. Its handle is there as soon as its process is. */
interface Going {
  handle: RunHandle | undefined;
}
