import * as vscode from 'vscode';
import { defaultThresholds } from '../../engine/protocol/baseline';
import { check } from '../../engine/protocol/check';
import { Trend, type TrendState } from '../../engine/protocol/trend';
import type { BenchmarkRun } from '../benchmarkRun';
import type { CommandLine } from '../commandLine';
import { errorText } from '../log';
import { SettingsError, settingsSection } from '../settings';
import { gateThresholds } from '../testExplorer/gateThresholds';
import { baselineFiles, baselinePattern } from './baselineFiles';
import type { RunHistory } from './runHistory';
import { DisposableStore } from '../disposableStore';

/**
 * The trend of the kept runs, for the panel. It is read when it is asked for, in a process of its own, and again only
 * where something that it is made from has changed; never while a run is measured.
 */
export class TrendFeed extends DisposableStore {
  readonly #changed = this.register(new vscode.EventEmitter<TrendState | null>());
  /** Null if it must be read first. */
  #state: TrendState | null = null;
  /** What the state was made from. */
  #source = '';
  /** Counts what outdates a reading, also one under way. */
  #generation = 0;

  /** The state to show; null if the earlier one is outdated and must be requested again. */
  readonly onDidChange = this.#changed.event;

  readonly #history: RunHistory;
  readonly #run: BenchmarkRun;
  readonly #commandLine: CommandLine;
  readonly #log: vscode.LogOutputChannel;

  constructor(
    history: RunHistory,
    run: BenchmarkRun,
    commandLine: CommandLine,
    log: vscode.LogOutputChannel,
  ) {
    super();
    this.#history = history;
    this.#run = run;
    this.#commandLine = commandLine;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${baselinePattern}`);
    const expire = () => this.#expire();
    this.registerAll(
      watcher,
      watcher.onDidChange(expire),
      watcher.onDidCreate(expire),
      watcher.onDidDelete(expire),
      history.onDidChange(expire),
      vscode.workspace.onDidChangeWorkspaceFolders(expire),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.gate`)) expire();
      }),
      // What was asked for during a run waits for its end, and one that ends without a report changes no history.
      run.onDidReceive(({ type }) => {
        if (type === 'failed') expire();
      }),
    );
  }

  /** Sends the state, and reads it first if needed. */
  async ask(): Promise<void> {
    // Other windows keep runs here too, and a busy editor may miss a change of a file.
    const source = await this.#sourceNow();
    if ((this.#state === null || source !== this.#source) && !this.#run.running) {
      const generation = ++this.#generation;
      this.#source = source;
      this.#state = { status: 'reading' };
      this.#changed.fire(this.#state);
      const state = await this.#read();
      if (generation !== this.#generation) return;
      this.#state = state;
    }
    if (this.#state !== null) this.#changed.fire(this.#state);
  }

  /** The names of the runs, which never change, and the baselines. */
  async #sourceNow(): Promise<string> {
    const baselines = await baselineFiles();
    const runs = await vscode.workspace.fs.readDirectory(this.#history.folder).then(
      (entries) => entries.map(([name]) => name),
      () => [], // The usual case: nothing was measured here yet.
    );
    return JSON.stringify([runs, baselines.map(({ uri, text }) => [uri.toString(), text])]);
  }

  #expire(): void {
    this.#generation++;
    this.#state = null;
    this.#changed.fire(null);
  }

  async #read(): Promise<TrendState> {
    try {
      if (await this.#history.isEmpty()) return { status: 'ready', trend: noTrend, baselineProblem: null };
      const files = await baselineFiles();
      const usable = files.find(({ problem }) => problem === null);
      if (usable === undefined) return await this.#readWith(null, files[0]?.problem ?? null);
      try {
        return await this.#readWith(usable.uri, null);
      } catch (error) {
        // What is wrong with the baseline is no reason to show nothing.
        this.#log.warn(errorText(error));
        return await this.#readWith(null, reasonOf(error));
      }
    } catch (error) {
      this.#log.error(`The trend of the runs cannot be read: ${errorText(error)}`);
      return { status: 'failed', reason: reasonOf(error) };
    }
  }

  /** @throws Error with what the command line said, if it failed */
  async #readWith(baseline: vscode.Uri | null, baselineProblem: string | null): Promise<TrendState> {
    const { warningPercent, failurePercent } = thresholds();
    const { exitCode, output, errors } = await this.#commandLine.run([
      'trend',
      this.#history.folder.fsPath,
      ...(baseline === null ? ['--no-baseline'] : ['--baseline', baseline.fsPath]),
      ...['--warn', String(warningPercent), '--fail', String(failurePercent), '--json'],
    ]);
    if (exitCode !== 0) throw new Error(errors);
    return { status: 'ready', trend: check(Trend, JSON.parse(output), 'trend'), baselineProblem };
  }
}

const noTrend: Trend = { kind: 'decimal-benchmark-trend', schemaVersion: 1, scenarios: [], leftOut: [] };

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Invalid settings are reported by the gate that uses them; the chart ignores them. */
function thresholds(): typeof defaultThresholds {
  try {
    return gateThresholds();
  } catch (error) {
    if (error instanceof SettingsError) return defaultThresholds;
    throw error;
  }
}
