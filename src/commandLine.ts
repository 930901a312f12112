import { spawn } from 'node:child_process';
import * as vscode from 'vscode';

export interface CommandLineRun {
  /** A folder; the extension host's own where nothing in it is named. */
  readonly folder?: string;
  readonly token?: vscode.CancellationToken;
  /** Called with every line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface CommandLineResult {
  /** Null where it was ended by a signal. */
  readonly exitCode: number | null;
  readonly output: string;
  /** What it said on standard error. */
  readonly errors: string;
}

/** The command line that the extension brings along, in a process of its own. */
export class CommandLine implements vscode.Disposable {
  private readonly program: string;
  private readonly running = new Set<() => void>();

  constructor(extension: vscode.Uri) {
    this.program = vscode.Uri.joinPath(extension, 'dist', 'engine', 'cli.cjs').fsPath;
  }

  /** Runs one command to its end; cancelling interrupts it. @throws Error where it cannot be started */
  async run(
    args: readonly string[],
    { folder, token, onLine }: CommandLineRun = {},
  ): Promise<CommandLineResult> {
    const child = spawn(process.execPath, [this.program, ...args], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const end = () => void child.kill('SIGTERM');
    const subscription = token?.onCancellationRequested(end);
    this.running.add(end);
    const output: string[] = [];
    let rest = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    try {
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      });
      return { exitCode, output: output.join(''), errors: errors.trim() };
    } finally {
      this.running.delete(end);
      subscription?.dispose();
    }
  }

  dispose(): void {
    for (const end of this.running) end();
  }
}

/** In the editor's own program a script runs only where this is set. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env['NODE_OPTIONS'];
  return env;
}
