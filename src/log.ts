import * as vscode from 'vscode';
import { visibleLines } from '../engine/presentation/visibleText';

/**
 * The output channel `Decimal Benchmark`: what the engine and the extension did, with times and levels. Names of files and
 * output of other programs are logged, so control characters in them are shown as escapes.
 */
export function createLog(): vscode.LogOutputChannel {
  return new VisibleLog(vscode.window.createOutputChannel('Decimal Benchmark', { log: true }));
}

class VisibleLog implements vscode.LogOutputChannel {
  readonly name: string;
  readonly onDidChangeLogLevel: vscode.Event<vscode.LogLevel>;

  readonly #channel: vscode.LogOutputChannel;

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
    this.name = channel.name;
    this.onDidChangeLogLevel = channel.onDidChangeLogLevel;
  }

  get logLevel(): vscode.LogLevel {
    return this.#channel.logLevel;
  }

  trace(message: string): void {
    this.#channel.trace(visibleLines(message));
  }

  debug(message: string): void {
    this.#channel.debug(visibleLines(message));
  }

  info(message: string): void {
    this.#channel.info(visibleLines(message));
  }

  warn(message: string): void {
    this.#channel.warn(visibleLines(message));
  }

  error(error: string | Error): void {
    this.#channel.error(visibleLines(typeof error === 'string' ? error : errorText(error)));
  }

  append(value: string): void {
    this.#channel.append(visibleLines(value));
  }

  appendLine(value: string): void {
    this.#channel.appendLine(visibleLines(value));
  }

  replace(value: string): void {
    this.#channel.replace(visibleLines(value));
  }

  clear(): void {
    this.#channel.clear();
  }

  show(columnOrKeepsFocus?: vscode.ViewColumn | boolean, keepsFocus?: boolean): void {
    const preserve = typeof columnOrKeepsFocus === 'boolean' ? columnOrKeepsFocus : keepsFocus;
    this.#channel.show(preserve);
  }

  hide(): void {
    this.#channel.hide();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

/** One line for the log about any thrown value; a stack if there is one. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
