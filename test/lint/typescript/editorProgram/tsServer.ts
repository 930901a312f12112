/** TypeScript's own server in a process of its own, with the plugin, and an editor's side of the conversation. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { editorProgramPlugin, type EditorProgramDoor } from '../../../../engine/protocol/editorProgram';

const root = path.join(__dirname, '..', '..', '..', '..');

export class TsServer {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly texts = new Map<string, string>();
  private sequence = 0;

  /**
   * @param compiler - the package of the compiler
   * @param options - further options of the server's command line
   */
  constructor(compiler: string, options: readonly string[] = []) {
    const server = path.join(root, 'node_modules', compiler, 'lib', 'tsserver.js');
    const line = [
      ...['--globalPlugins', editorProgramPlugin, '--pluginProbeLocations', root],
      ...['--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents', ...options],
    ];
    this.child = spawn(process.execPath, [server, ...line], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout?.resume();
    this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  configure(door: EditorProgramDoor): void {
    this.send('configurePlugin', { pluginName: editorProgramPlugin, configuration: door });
  }

  /** Opens a file with this text, or replaces its whole text. */
  hold(file: string, text: string): void {
    const before = this.texts.get(file);
    this.texts.set(file, text);
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
    this.texts.delete(file);
    this.send('updateOpen', { closedFiles: [file] });
  }

  send(command: string, parameters: unknown): void {
    const request = { seq: ++this.sequence, type: 'request', command, arguments: parameters };
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
