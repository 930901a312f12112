import * as vscode from 'vscode';
import { failureText, type Failure } from '../engine/protocol/failure';
import type { Work } from '../engine/protocol/report';
import type { EngineName, ScenarioName } from '../engine/protocol/vocabulary';
import type { BenchmarkRun } from './benchmarkRun';
import { openSettings, readSettings, runOptions, SettingsError } from './settings';
import { fileStamp } from './staleness';
import { noticeText } from './noticeText';

/** What a run measures besides what the settings say. */
export interface RunRequest {
  /** Null: the scenarios of the settings. */
  readonly work: Work | null;
  /** Null: the engines of the settings. */
  readonly engines: readonly EngineName[] | null;
}

/** Starts and cancels runs for the commands, the panel and the status bar. */
export class RunBenchmark implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #lastRequest: RunRequest = { work: null, engines: null };

  readonly #run: BenchmarkRun;
  readonly #log: vscode.LogOutputChannel;
  readonly #revealPanel: () => void;

  constructor(run: BenchmarkRun, log: vscode.LogOutputChannel, revealPanel: () => void) {
    this.#run = run;
    this.#log = log;
    this.#revealPanel = revealPanel;
    this.#subscription = run.onDidReceive((event) => {
      if (event.type === 'failed') void this.#notify(event.failure);
    });
  }

  /** Runs what is asked for and reveals the panel. While a run is going on, that one is revealed instead. */
  async start(request: RunRequest): Promise<void> {
    const { work, engines } = request;
    if (work?.kind === 'file' && !vscode.workspace.isTrusted) {
      void refuseUntrusted();
      return;
    }
    const file = work?.kind === 'file' ? await fileStamp(work.path) : null;
    if (this.#run.running) {
      this.#revealPanel();
      void this.#offerRestart(request);
      return;
    }
    try {
      const settings = readSettings();
      const options = runOptions(settings, work, engines);
      this.#lastRequest = request;
      this.#run.start(options, { settings, file });
      this.#revealPanel();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      void refuseSettings(error);
    }
  }

  /** Runs what the panel shows again: its file if it shows one, else the scenarios named. */
  async startFromPanel(
    scenarios: readonly ScenarioName[] | null,
    engines: readonly EngineName[] | null,
  ): Promise<void> {
    const shown = this.#run.shown?.snapshot.options?.work;
    const named: Work | null = scenarios === null ? null : { kind: 'scenarios', names: [...scenarios] };
    await this.start({ work: named ?? (shown?.kind === 'file' ? shown : null), engines });
  }

  cancel(): void {
    this.#run.cancel('canceled by the user');
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #offerRestart(request: RunRequest): Promise<void> {
    const restart = 'Cancel and Run Again';
    const choice = await vscode.window.showInformationMessage(
      'A benchmark is already running. The panel shows its results so far.',
      restart,
    );
    if (choice !== restart) return;
    this.#run.cancel('replaced by another run');
    await this.#run.ended();
    await this.start(request);
  }

  async #notify(failure: Failure): Promise<void> {
    if (failure.code === 'cancelled') return;
    const retry = 'Retry';
    const showLog = 'Show Log';
    const choice = await vscode.window.showErrorMessage(
      `Decimal Benchmark: ${noticeText(failureText(failure))}`,
      retry,
      showLog,
    );
    if (choice === retry) await this.start(this.#lastRequest);
    if (choice === showLog) this.#log.show();
  }
}

/** Says that files of the workspace are read only if it is trusted. */
export async function refuseUntrusted(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const choice = await vscode.window.showWarningMessage(
    'Your own files can be measured only in a trusted workspace. The generated scenarios can be measured here.',
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

async function refuseSettings(error: SettingsError): Promise<void> {
  const open = 'Open Settings';
  const choice = await vscode.window.showErrorMessage(noticeText(error.message), open);
  if (choice === open) await openSettings();
}
