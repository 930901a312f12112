/** The plugin's end of the pipe to the language server. */
import { connect, type Socket } from 'node:net';
import { check } from '../../protocol/check';
import type { EditorProgramEndpoint } from '../../protocol/editorProgram';
import { readLines, sendLine } from './jsonLines';
import { ServerMessage, type AnalysisRequest, type PluginMessage } from './messages';

export interface ConnectionDependencies {
  readonly typescript: string;
  readonly refusal: string | null;
  readonly onRequest: (request: AnalysisRequest) => void;
  readonly onDrop: (id: number) => void;
  readonly onClosed: () => void;
}

/** A server that is not there may just be starting. */
const againMs = 1000;
const mostTries = 120;

export class Connection {
  readonly #dependencies: ConnectionDependencies;
  #endpoint: EditorProgramEndpoint | null = null;
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | undefined;
  #triesLeft = 0;

  constructor(dependencies: ConnectionDependencies) {
    this.#dependencies = dependencies;
  }

  /** Connects to the server at the endpoint, unless that is done already. */
  open(endpoint: EditorProgramEndpoint): void {
    const isSame = this.#endpoint?.address === endpoint.address && this.#endpoint.token === endpoint.token;
    if (isSame && this.#socket !== null) return;
    this.#endpoint = endpoint;
    this.#triesLeft = mostTries;
    this.#socket?.destroy();
    this.#dial();
  }

  send(message: PluginMessage): void {
    if (this.#socket !== null) sendLine(this.#socket, message);
  }

  #dial(): void {
    clearTimeout(this.#timer);
    if (this.#endpoint === null) return;
    try {
      this.#socket = this.#connect(this.#endpoint);
    } catch {
      // An address that is none: there is nobody to tell.
      this.#socket = null;
    }
  }

  #connect(endpoint: EditorProgramEndpoint): Socket {
    const socket = connect(endpoint.address);
    // Neither this nor the timer keeps tsserver alive.
    socket.unref();
    socket.on('connect', () => {
      this.#triesLeft = mostTries;
      const { typescript, refusal } = this.#dependencies;
      sendLine(socket, { kind: 'hello', token: endpoint.token, typescript, refusal } satisfies PluginMessage);
    });
    readLines(
      socket,
      (message) => this.#take(message),
      () => undefined,
    );
    socket.on('error', () => undefined);
    socket.on('close', () => this.#closed(socket));
    return socket;
  }

  #closed(socket: Socket): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#dependencies.onClosed();
    if (this.#triesLeft-- <= 0) return;
    this.#timer = setTimeout(() => this.#dial(), againMs);
    this.#timer.unref();
  }

  #take(data: unknown): void {
    const message = check(ServerMessage, data, 'message from the language server');
    if (message.kind === 'look') this.#dependencies.onRequest(message);
    else this.#dependencies.onDrop(message.id);
  }
}
