import * as vscode from 'vscode';
import type { BenchmarkRun } from './benchmarkRun';
import { DisposableStore } from './disposableStore';

/** Keeps the context keys that decide which commands are offered: `running` and `hasReport`. */
export class RunContextKeys extends DisposableStore {
  readonly #values = new Map<string, boolean>();

  readonly #run: BenchmarkRun;

  constructor(run: BenchmarkRun) {
    super();
    this.#run = run;
    this.registerAll(
      run.onDidReplace(() => this.#update()),
      run.onDidReceive(() => this.#update()),
    );
    this.#update();
  }

  #update(): void {
    this.#set('decimalBenchmark.running', this.#run.running);
    this.#set('decimalBenchmark.hasReport', this.#run.shown?.snapshot.last?.type === 'finished');
  }

  #set(key: string, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
