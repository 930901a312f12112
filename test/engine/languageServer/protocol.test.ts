import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import fc from 'fast-check';
import { Frames, FramingError } from '../../../engine/languageServer/transport/frames';
import { Admission } from '../../../engine/languageServer/transport/admission';

function framed(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

function bodiesOf(frames: Frames, bytes: Buffer): string[] {
  return [...frames.add(bytes)].map((body) => body.toString());
}

const brokenHeaders: [what: string, header: string][] = [
  ['has no length', 'Content-Type: x\r\n\r\n'],
  ['has a length that is no number', 'Content-Length: abc\r\n\r\n'],
  ['has a length with letters', 'Content-Length: 12abc\r\n\r\n'],
  ['has a negative length', 'Content-Length: -5\r\n\r\n'],
  ['has a length without end', 'Content-Length: 1000000000000\r\n\r\n'],
  ['has two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\n'],
  ['has an empty length', 'Content-Length:\r\n\r\n'],
  ['has no colon', 'Content-Length 5\r\n\r\n'],
  ['is JSON', '{"jsonrpc": "2.0"}'],
  ['is binary', '\0\0\0'],
  ['is a line without end', 'a'.repeat(2000)],
  ['has lines without end', 'a: b\r\n'.repeat(100)],
  ['is empty', '\r\n'],
];

describe('the frames of the language server', () => {
  it('give the bodies, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
        fc.constantFrom('Content-Length', 'content-length', 'CONTENT-LENGTH'),
        fc.array(fc.nat(40), { maxLength: 20 }),
        (bodies, name, cuts) => {
          const bytes = Buffer.concat(
            bodies.map((body) => {
              const { length } = Buffer.from(body);
              return Buffer.from(`Content-Type: x\r\n${name}:${length}\r\n\r\n${body}`);
            }),
          );
          const frames = new Frames();
          const read: string[] = [];
          let from = 0;
          for (const cut of cuts) {
            read.push(...bodiesOf(frames, bytes.subarray(from, from + cut)));
            from += cut;
          }
          read.push(...bodiesOf(frames, bytes.subarray(from)));
          assert.deepEqual(read, bodies);
          assert.ok(frames.isBetweenMessages);
        },
      ),
    );
  });

  it('refuse or read any bytes, and throw nothing else', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom('Content-Length:', ' 3', '\r\n', '\n', '{}x', '-', '\r')
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const frames = new Frames();
        try {
          for (const bytes of pieces) bodiesOf(frames, bytes);
        } catch (error) {
          assert.ok(error instanceof FramingError);
        }
      }),
    );
  });

  for (const [what, header] of brokenHeaders) {
    it(`refuse a header at once that ${what}`, () => {
      assert.throws(() => bodiesOf(new Frames(), Buffer.from(header)), FramingError);
    });
  }
});

describe('the admission of messages', () => {
  it('answers or passes over whatever is no message, and throws nothing', () => {
    const message = fc.oneof(
      fc.json(),
      fc
        .record(
          {
            jsonrpc: fc.constant('2.0'),
            id: fc.oneof(fc.jsonValue(), fc.integer()),
            method: fc.oneof(
              fc.jsonValue(),
              fc.constantFrom('initialize', 'shutdown', 'exit', '$/cancelRequest'),
            ),
            params: fc.jsonValue(),
          },
          { requiredKeys: [] },
        )
        .map((data) => JSON.stringify(data)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), (texts) => {
        const admission = new Admission();
        for (const text of texts) {
          const admitted = admission.admit(Buffer.from(text));
          if (admitted !== null && 'message' in admitted) assert.equal(admitted.message.jsonrpc, '2.0');
        }
      }),
    );
  });
});

describe('a language server on standard streams', function () {
  this.timeout(60_000);
  let server: ServerOnStreams;

  afterEach(() => server.kill());

  it('answers what is no message, keeps the order of life, and goes on', async () => {
    server = new ServerOnStreams();
    server.ask({ id: 1, method: 'textDocument/hover', params: {} });
    server.send('not JSON');
    server.send('');
    server.send('[{"jsonrpc":"2.0","id":2,"method":"shutdown"}]');
    server.send('7');
    server.send(Buffer.from([0x7b, 0xff, 0x7d]));
    server.ask({ id: {}, method: 'x' });
    server.ask({ id: 3, method: 7 });
    server.send(`{"id":4,"method":"x","params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    assert.deepEqual(
      (await server.answers(9)).map(({ error }) => error?.code),
      [-32002, -32700, -32700, -32600, -32600, -32700, -32600, -32600, -32700],
    );
    server.ask({
      id: 'a',
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    server.ask({ method: '$/cancelRequest' });
    server.ask({ method: 'textDocument/didOpen', params: 'x' });
    const [initialized] = await server.answers(1);
    assert.equal(initialized?.id, 'a');
    assert.equal(initialized.error, undefined);
    server.ask({ id: 'b', method: 'no/such', params: [] });
    assert.equal((await server.answers(1))[0]?.error?.code, -32601);
    server.ask({ id: 'c', method: 'shutdown' });
    server.ask({ id: 'd', method: 'textDocument/hover', params: {} });
    const last = await server.answers(2);
    assert.equal(last.find(({ id }) => id === 'd')?.error?.code, -32600);
    server.ask({ method: 'exit' });
    assert.equal(await server.exited, 0);
  });

  it('ends with a message when a header cannot be read', async () => {
    server = new ServerOnStreams();
    server.ask({ id: 1, method: 'textDocument/hover' });
    await server.answers(1);
    server.process.stdin?.write('Content-Length: abc\r\n\r\n{}');
    assert.equal(await server.exited, 1);
    assert.match(
      server.errorText,
      /^Cannot read the messages of the editor: .*"abc".*Start the server again\.\n$/,
    );
  });

  it('exits with 1 without shutdown', async () => {
    server = new ServerOnStreams();
    server.ask({ method: 'exit' });
    assert.equal(await server.exited, 1);
  });

  it('ends when its input ends', async () => {
    server = new ServerOnStreams();
    server.process.stdin?.end();
    assert.equal(await server.exited, 1);
    assert.equal(server.errorText, '');
  });

  it('ends when the editor has died, even if its input stays open', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const parentExited = once(parent, 'exit');
    server = new ServerOnStreams();
    server.ask({
      id: 1,
      method: 'initialize',
      params: { processId: parent.pid, rootUri: null, capabilities: {} },
    });
    await server.answers(1);
    assert.equal(server.process.exitCode, null);
    parent.kill('SIGKILL');
    await parentExited;
    assert.equal(await server.exited, 1);
  });
});

interface Answer {
  readonly id?: unknown;
  readonly error?: { readonly code: number };
}

/** A server that is sent bytes, as no library of clients would. */
class ServerOnStreams {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  errorText = '';
  readonly #received: Answer[] = [];
  #arrived = (): void => undefined;

  constructor() {
    const root = path.join(__dirname, '..', '..', '..');
    const entry = path.join(root, 'dist', 'engine', 'languageServer.cjs');
    this.process = spawn(process.execPath, [entry, '--stdio'], { cwd: root });
    this.exited = new Promise((resolve) => this.process.once('close', resolve));
    const frames = new Frames();
    this.process.stdout?.on('data', (bytes: Buffer) => {
      for (const body of frames.add(bytes)) {
        const message = JSON.parse(body.toString()) as Answer & { method?: string };
        if (message.method === undefined) this.#received.push(message);
      }
      this.#arrived();
    });
    this.process.stderr?.on('data', (bytes: Buffer) => (this.errorText += bytes.toString()));
  }

  ask(message: object): void {
    this.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }

  send(body: string | Buffer): void {
    this.process.stdin?.write(framed(body));
  }

  /** The next answers, once they are there. */
  async answers(count: number): Promise<Answer[]> {
    while (this.#received.length < count) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#received.splice(0, count);
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }
}
