import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';

/** A server that dies this often within {@link windowMs} stays down until it is asked for. */
const mostCrashes = 4;
const windowMs = 3 * 60_000;

/** Restarts a server that died, and reports it once per window, not once per crash. */
export class CrashHandler implements ErrorHandler {
  readonly #crashes: number[] = [];
  #isShown = false;

  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  error(error: Error): ErrorHandlerResult {
    this.#log.error(error);
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.#crashes.push(now);
    while (now - (this.#crashes[0] ?? now) > windowMs) this.#crashes.shift();
    if (this.#crashes.length > mostCrashes) {
      void this.#showError(
        `The float zero server ended unexpectedly ${this.#crashes.length} times. It will not be restarted.`,
        { restart: true },
      );
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    if (!this.#isShown) {
      this.#isShown = true;
      void this.#showError('The float zero server ended unexpectedly and was restarted.', {
        restart: false,
      });
    }
    return { action: CloseAction.Restart, handled: true };
  }

  async #showError(message: string, { restart }: { restart: boolean }): Promise<void> {
    this.#log.warn(message);
    const again = 'Restart';
    const showLog = 'Show Log';
    const choice = await vscode.window.showWarningMessage(message, ...(restart ? [again] : []), showLog);
    if (choice === again) await vscode.commands.executeCommand('decimalBenchmark.restartFloatZeroServer');
    if (choice === showLog) this.#log.show();
  }
}
