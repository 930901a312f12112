/** The connection over standard input and output. */
import { Console } from 'node:console';
import {
  AbstractMessageReader,
  createConnection,
  ProposedFeatures,
  StreamMessageWriter,
  type Connection,
  type DataCallback,
  type Disposable,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { Admission } from './admission';
import { Frames, FramingError } from './frames';

/**
 * The connection to a client on standard streams. The process ends with the input: with 0 after `shutdown`, else with 1. It
 * ends with 1 and a message if a header cannot be read, since the client can only start it again.
 */
export function stdioConnection(): Connection {
  // What a library prints must not get between the messages.
  globalThis.console = new Console(process.stderr, process.stderr);
  const writer = new StreamMessageWriter(process.stdout);
  const connection = createConnection(ProposedFeatures.all, new StdinReader(writer), writer);
  // Writing to a client that has gone fails; its input ends as well.
  process.stdout.on('error', () => process.exit(1));
  return connection;
}

class StdinReader extends AbstractMessageReader {
  readonly #frames = new Frames();
  readonly #admission = new Admission();

  readonly #writer: MessageWriter;

  constructor(writer: MessageWriter) {
    super();
    this.#writer = writer;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (bytes: Buffer) => this.#read(bytes, callback);
    const onEnd = () => this.#end();
    process.stdin.on('data', onData);
    process.stdin.on('end', onEnd);
    process.stdin.on('close', onEnd);
    process.stdin.on('error', onEnd);
    return { dispose: () => process.stdin.off('data', onData) };
  }

  #read(bytes: Buffer, callback: DataCallback): void {
    try {
      for (const body of this.#frames.add(bytes)) this.#take(body, callback);
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      quit(`Cannot read the messages of the editor: ${error.message}. Start the server again.`);
    }
  }

  #take(body: Buffer, callback: DataCallback): void {
    const admitted = this.#admission.admit(body);
    if (admitted === null) return;
    if ('answer' in admitted) {
      this.#writer.write(admitted.answer).catch((error: unknown) => this.fireError(error));
      return;
    }
    try {
      callback(admitted.message);
    } catch (error) {
      this.fireError(error);
    }
  }

  #end(): void {
    if (!this.#frames.isBetweenMessages) quit('The editor closed the connection within a message.');
    process.exit(this.#admission.isShutDown ? 0 : 1);
  }
}

function quit(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
