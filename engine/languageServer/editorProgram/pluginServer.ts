/** The pipe that the plugin of the editor's TypeScript server comes to, and what it is asked there. */
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { check } from '../../protocol/check';
import type { EditorProgramEndpoint } from '../../protocol/editorProgram';
import { readLines, sendLine } from '../tsserverPlugin/jsonLines';
import { PluginMessage, type AnalysisRequest, type Outcome } from '../tsserverPlugin/messages';

export interface PluginServerDependencies {
  readonly log: (text: string) => void;
  /** Called when a plugin has come or gone. */
  readonly onChange: () => void;
}

export type AnalysisQuery = Omit<AnalysisRequest, 'kind' | 'id'>;

interface Plugin {
  readonly socket: Socket;
  /** The version of its compiler. */
  readonly typescript: string;
}

export class PluginServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Map<number, { socket: Socket; answer: (outcome: Outcome | null) => void }>();
  #plugin: Plugin | null = null;
  #lastId = 0;

  readonly #endpoint: EditorProgramEndpoint;
  readonly #dependencies: PluginServerDependencies;

  constructor(endpoint: EditorProgramEndpoint, dependencies: PluginServerDependencies) {
    this.#endpoint = endpoint;
    this.#dependencies = dependencies;
    this.#server = createServer((socket) => this.#welcome(socket));
    this.#server.on('error', (error) =>
      dependencies.log(`The pipe to the editor's TypeScript failed: ${error.message}`),
    );
  }

  /** The version of the compiler that can be asked; null if there is none. */
  get typescript(): string | null {
    return this.#plugin?.typescript ?? null;
  }

  listen(): void {
    // A server that was killed has left its socket; only one is there at a time.
    if (process.platform !== 'win32') rmSync(this.#endpoint.address, { force: true });
    this.#server.listen(this.#endpoint.address);
  }

  /** @returns null if the plugin goes away, or the question is taken back */
  ask(query: AnalysisQuery, signal: AbortSignal): Promise<Outcome | null> {
    const plugin = this.#plugin;
    if (plugin === null || signal.aborted) return Promise.resolve(null);
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const answer = (outcome: Outcome | null): void => {
        if (!this.#waiting.delete(id)) return;
        signal.removeEventListener('abort', drop);
        resolve(outcome);
      };
      const drop = (): void => {
        sendLine(plugin.socket, { kind: 'drop', id });
        answer(null);
      };
      signal.addEventListener('abort', drop);
      this.#waiting.set(id, { socket: plugin.socket, answer });
      sendLine(plugin.socket, { kind: 'look', id, ...query } satisfies AnalysisRequest);
    });
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#gone(socket));
    readLines(
      socket,
      (data) => this.#take(socket, check(PluginMessage, data, "message from the editor's TypeScript")),
      (error) => this.#dependencies.log(`The editor's TypeScript was hung up on: ${String(error)}`),
    );
  }

  #gone(socket: Socket): void {
    this.#sockets.delete(socket);
    for (const { socket: other, answer } of [...this.#waiting.values()]) if (other === socket) answer(null);
    if (this.#plugin?.socket !== socket) return;
    this.#plugin = null;
    this.#dependencies.log("The editor's TypeScript is gone.");
    this.#dependencies.onChange();
  }

  #take(socket: Socket, message: PluginMessage): void {
    if (message.kind === 'hello') {
      if (message.token !== this.#endpoint.token) throw new Error('it does not know the token');
      this.#greet(socket, message);
      return;
    }
    // Whoever has not shown the token is not believed.
    if (this.#plugin?.socket !== socket) throw new Error('it did not say who it is');
    if (message.kind === 'trouble')
      this.#dependencies.log(`The plugin of the editor's TypeScript: ${message.text}`);
    else this.#waiting.get(message.id)?.answer(message.outcome);
  }

  #greet(socket: Socket, { typescript, refusal }: Extract<PluginMessage, { kind: 'hello' }>): void {
    if (refusal !== null) {
      this.#dependencies.log(`The editor's TypeScript is not asked: ${refusal}.`);
      return;
    }
    this.#plugin = { socket, typescript };
    this.#dependencies.log(`The editor's TypeScript ${typescript} can be asked.`);
    this.#dependencies.onChange();
  }
}
