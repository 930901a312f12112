import * as vscode from 'vscode';
import type { BenchmarkRun } from './benchmarkRun';
import { DisposableStore } from './disposableStore';

/** Keeps the context keys that decide which commands are offered: `running` and `hasReport`. */
export class RunContextKeys extends DisposableStore {
  private readonly values = new Map<string, boolean>();

  constructor(private readonly run: BenchmarkRun) {
    super();
    this.registerAll(
      run.onDidReplace(() => this.update()),
      run.onDidReceive(() => this.update()),
    );
    this.update();
  }

  private update(): void {
    this.set('decimalBenchmark.running', this.run.running);
    this.set('decimalBenchmark.hasReport', this.run.shown?.snapshot.last?.type === 'finished');
  }

  private set(key: string, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
