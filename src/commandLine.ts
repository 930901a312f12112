import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { LineReader } from '../engine/platform/lineReader';
import { ownerVariable } from '../engine/protocol/owner';

export interface CommandLineRun {
  /** A folder; the extension host's own if nothing in it is named. */
  readonly folder?: string;
  readonly token?: vscode.CancellationToken;
  /** Called with every line of standard output as it comes. What it throws ends the command and is thrown again. */
  readonly onLine?: (line: string) => void;
}

export interface CommandLineResult {
  /** Null if it was ended by a signal. */
  readonly exitCode: number | null;
  readonly output: string;
  /** What it said on standard error. */
  readonly errors: string;
}

/** Between the request to end and the end by force. */
const killAfterMs = 5_000;

/** The command line that the extension brings along, in a process of its own. */
export class CommandLine implements vscode.Disposable {
  readonly #program: string;
  readonly #running = new Set<() => void>();

  constructor(extension: vscode.Uri) {
    this.#program = vscode.Uri.joinPath(extension, 'dist', 'engine', 'cli.cjs').fsPath;
  }

  /**
   * Runs one command to its end; cancelling interrupts it. It does not outlive the extension host, however that ends.
   * @throws Error if it cannot be started
   */
  async run(
    args: readonly string[],
    { folder, token, onLine }: CommandLineRun = {},
  ): Promise<CommandLineResult> {
    const child = spawn(process.execPath, [this.#program, ...args], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const end = () => {
      child.kill('SIGTERM');
      // It ends by itself within two seconds, or hangs.
      setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
    };
    const subscription = token?.onCancellationRequested(end);
    this.#running.add(end);
    if (token?.isCancellationRequested === true) end();
    const output: string[] = [];
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    try {
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
        const lines = new LineReader((line) => onLine?.(line));
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          output.push(text);
          try {
            lines.read(text);
          } catch (error) {
            end();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      });
      return { exitCode, output: output.join(''), errors: errors.trim() };
    } finally {
      this.#running.delete(end);
      subscription?.dispose();
    }
  }

  dispose(): void {
    for (const end of this.#running) end();
  }
}

/** In the editor's own program a script runs only if the first of these is set. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    [ownerVariable]: String(process.pid),
  };
  delete env['NODE_OPTIONS'];
  return env;
}
