import path from 'node:path';
import type * as vscode from 'vscode';
import { startRun, type RunHandle } from '../engine/benchmark/coordinatorProcess';
import type { RunOptions } from '../engine/protocol/report';
import type { RunEvent } from '../engine/protocol/run';

/** Starts runs in a child process, which ends with this one whichever way this one ends. */
export class EngineProcess {
  private readonly engineFolder: string;

  constructor(extension: vscode.Uri) {
    this.engineFolder = path.join(extension.fsPath, 'dist', 'engine');
  }

  start(options: RunOptions, onEvent: (event: RunEvent) => void): RunHandle {
    return startRun(options, { onEvent, engineFolder: this.engineFolder });
  }
}
