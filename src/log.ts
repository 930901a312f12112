import * as vscode from 'vscode';

/** The output channel `Decimal Benchmark`: what the engine and the extension did, with times and levels. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Decimal Benchmark', { log: true });
}

/** One line for the log about any thrown value; a stack where there is one. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
