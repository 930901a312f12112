/** TypeScript's own server in a process of its own, with the plugin, and an editor's side of the conversation. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { editorProgramPlugin, type EditorProgramEndpoint } from '../../../../engine/protocol/editorProgram';

const root = path.join(__dirname, '..', '..', '..', '..');

export class TsServer {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #texts = new Map<string, string>();
  #sequence = 0;
  #rest = '';

  readonly #waiting = new Map<number, () => void>();

  /**
   * @param compiler - the package of the compiler
   * @param options - further options of the server's command line
   * @param nodeOptions - options of the Node that runs it, which has a channel to this process then
   */
  constructor(compiler: string, options: readonly string[] = [], nodeOptions: readonly string[] = []) {
    const server = path.join(root, 'node_modules', compiler, 'lib', 'tsserver.js');
    const line = [
      ...['--globalPlugins', editorProgramPlugin, '--pluginProbeLocations', root],
      ...['--disableAutomaticTypingAcquisition', ...options],
    ];
    this.#child = spawn(process.execPath, [...nodeOptions, server, ...line], {
      stdio: ['pipe', 'pipe', 'inherit', ...(nodeOptions.length > 0 ? (['ipc'] as const) : [])],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    this.#ended = new Promise((resolve) => this.#child.once('exit', () => resolve()));
  }

  get process(): ChildProcess {
    return this.#child;
  }

  configure(endpoint: EditorProgramEndpoint): void {
    this.send('configurePlugin', { pluginName: editorProgramPlugin, configuration: endpoint });
  }

  /** Opens a file with this text, or replaces its whole text. */
  hold(file: string, text: string): void {
    const before = this.#texts.get(file);
    this.#texts.set(file, text);
    if (before === undefined) {
      this.send('updateOpen', { openFiles: [{ file, fileContent: text }] });
      return;
    }
    const lines = before.split(/\r\n|\r|\n|\u2028|\u2029/);
    const end = { line: lines.length, offset: (lines.at(-1)?.length ?? 0) + 1 };
    const change = { start: { line: 1, offset: 1 }, end, newText: text };
    this.send('updateOpen', { changedFiles: [{ fileName: file, textChanges: [change] }] });
  }

  close(file: string): void {
    this.#texts.delete(file);
    this.send('updateOpen', { closedFiles: [file] });
  }

  /** Has a file's errors told, as an editor does after an edit; resolves once all are. */
  check(file: string): Promise<void> {
    const asked = this.send('geterr', { files: [file], delay: 0 });
    return new Promise((resolve) => this.#waiting.set(asked, resolve));
  }

  /** @returns the number of the request */
  send(command: string, parameters: unknown): number {
    const request = { seq: ++this.#sequence, type: 'request', command, arguments: parameters };
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return this.#sequence;
  }

  /** Of all that it says, only the end of a check is of interest. */
  #read(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, seq] = /"event":"requestCompleted","body":\{"request_seq":(\d+)/.exec(line) ?? [];
      if (seq === undefined) continue;
      this.#waiting.get(Number(seq))?.();
      this.#waiting.delete(Number(seq));
    }
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
