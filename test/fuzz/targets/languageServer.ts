/** Sessions with the built language server: it keeps answering or ends cleanly, and always ends with its editor. */
import { strict as assert } from 'node:assert';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { inCaseFolder } from '../caseFolder';
import { hostileTexts, isWellFormed, mutatedText } from '../mutate';
import { target } from '../target';

const server = path.join(__dirname, '..', '..', '..', 'dist', 'engine', 'cli.cjs');
const answerMs = 30_000;
const endMs = 20_000;

const source = `from decimal import Decimal

class Ledger:
    def __init__(self):
        self.cash = 0.0

    def add(self, amount: Decimal):
        self.cash += amount
        return max(0.0, amount) * 1.5
`;

/** What an editor sends; `{ raw }` stands for bytes outside the framing. */
type Step =
  | { readonly method: string; readonly params: unknown; readonly isRequest: boolean }
  | { readonly raw: string };

const uri = fc.constantFrom(
  'FOLDER/a.py',
  'FOLDER/b.ts',
  'FOLDER/%00',
  'untitled:x',
  'file:///nowhere/x.py',
  '',
  'x y',
);
const coordinate = fc.oneof(fc.nat(12), fc.constantFrom(-1, 0.5, 2 ** 31, 1e9));
const position = fc.record({ line: coordinate, character: coordinate });
const range = fc.record({ start: position, end: position });
const text = mutatedText([source, 'export const x = 0.0;\n']);
const textDocument = fc.record({ uri, version: fc.integer({ min: -1, max: 9 }) });
const nonsense = fc.oneof<fc.Arbitrary<unknown>[]>(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown[]>(null, [], {}, 'x', 1, ...hostileTexts.filter(isWellFormed)),
);

const notification = fc.oneof(
  sent(
    'textDocument/didOpen',
    fc.record({
      textDocument: fc.record({
        uri,
        text,
        languageId: fc.constantFrom('python', 'typescript', 'x'),
        version: fc.nat(3),
      }),
    }),
  ),
  sent(
    'textDocument/didChange',
    fc.record({
      textDocument,
      contentChanges: fc.array(fc.oneof(fc.record({ text }), fc.record({ range, text })), { maxLength: 3 }),
    }),
  ),
  sent('textDocument/didSave', fc.record({ textDocument })),
  sent('textDocument/didClose', fc.record({ textDocument })),
  sent('workspace/didChangeConfiguration', fc.record({ settings: nonsense })),
  sent(
    'workspace/didChangeWatchedFiles',
    fc.record({ changes: fc.array(fc.record({ uri, type: fc.nat(4) }), { maxLength: 3 }) }),
  ),
  sent('$/cancelRequest', fc.record({ id: fc.nat(20) })),
  sent('unknown/notification', nonsense),
);
const request = fc.oneof(
  asked('textDocument/diagnostic', fc.record({ textDocument })),
  asked('textDocument/hover', fc.record({ textDocument, position })),
  asked(
    'textDocument/codeAction',
    fc.record({ textDocument, range, context: fc.constant({ diagnostics: [] }) }),
  ),
  asked(
    'workspace/executeCommand',
    fc.record({ command: fc.string(), arguments: fc.array(nonsense, { maxLength: 2 }) }),
  ),
  asked('codeAction/resolve', nonsense),
  asked('unknown/request', nonsense),
);
/** Well framed, so that the conversation can go on. */
const brokenBody = fc
  .constantFrom('{', '[]', 'null', '{"jsonrpc":"2.0"}', '"x"')
  .map((body): Step => ({ raw: framed(body) }));
const brokenFrame = fc
  .constantFrom(
    'Content-Length: x\r\n\r\n{}',
    'Content-Length: -5\r\n\r\n',
    'Content-Length: 99999999999\r\n\r\n{}',
    'Content-Length: 3\r\n\r\n{}',
    'no header at all\r\n\r\n',
    '\0\0\0\0',
    '\r\n\r\n',
  )
  .map((raw): Step => ({ raw }));

const cases = fc.record({
  steps: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: notification },
      { weight: 5, arbitrary: request },
      { weight: 1, arbitrary: brokenBody },
    ),
    { maxLength: 14 },
  ),
  /** Sent last, since nothing after it can be told apart. */
  last: fc.option(brokenFrame, { freq: 3 }),
});

function sent(method: string, params: fc.Arbitrary<unknown>): fc.Arbitrary<Step> {
  return params.map((each) => ({ method, params: each, isRequest: false }));
}

function asked(method: string, params: fc.Arbitrary<unknown>): fc.Arbitrary<Step> {
  return params.map((each) => ({ method, params: each, isRequest: true }));
}

export const languageServer = target({
  name: 'languageServer',
  cases,
  limitMs: 120_000,
  check: ({ steps, last }) =>
    inCaseFolder({ 'a.py': source, 'b.ts': 'export const x = 0.0;\n' }, async (folder) => {
      const session = new Session(folder);
      try {
        await session.start();
        steps.forEach((step) => session.send(step));
        await session.answer('textDocument/hover', {
          textDocument: { uri: session.uri('a.py') },
          position: { line: 4, character: 20 },
        });
        if (last === null) {
          await session.answer('shutdown', null);
          session.send({ method: 'exit', params: null, isRequest: false });
        } else {
          session.send(last);
          session.close();
        }
        await session.ended();
      } finally {
        session.kill();
      }
    }),
  files: (value) => ({ 'session.json': JSON.stringify(value, null, 1), 'a.py': source }),
});

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

class Session {
  readonly #folder: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<unknown>;
  #received = '';
  #errors = '';
  #nextId = 1;

  constructor(folder: string) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [server, 'language-server', '--stdio'], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache') },
    });
    this.#exit = once(this.#child, 'exit');
    this.#child.stdout.on('data', (bytes: Buffer) => (this.#received += bytes.toString()));
    this.#child.stderr.on('data', (bytes: Buffer) => (this.#errors += bytes.toString()));
    // A server that has ended takes nothing; whether it ended cleanly is checked below.
    this.#child.stdin.on('error', () => undefined);
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.#folder, name)).href;
  }

  async start(): Promise<void> {
    const workspaceFolders = [{ uri: this.uri(''), name: 'fuzz' }];
    await this.answer('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders,
    });
    this.send({ method: 'initialized', params: {}, isRequest: false });
  }

  send(step: Step): number {
    const id = this.#nextId++;
    if ('raw' in step) this.#child.stdin.write(step.raw);
    else {
      const { method, params, isRequest } = step;
      const message = { jsonrpc: '2.0', ...(isRequest ? { id } : {}), method, params };
      const body = JSON.stringify(message).replaceAll('FOLDER', pathToFileURL(this.#folder).href);
      this.#child.stdin.write(framed(body));
    }
    return id;
  }

  /** Sends a request and waits for its response, a result or an error. */
  async answer(method: string, params: unknown): Promise<void> {
    const id = this.send({ method, params, isRequest: true });
    const end = performance.now() + answerMs;
    const isAnswered = (): boolean => new RegExp(`"id":${id}[,}]`).test(this.#received);
    while (!isAnswered()) {
      assert.equal(
        this.#child.exitCode,
        null,
        `the server ended before it answered ${method}: ${this.#errors}`,
      );
      assert.ok(performance.now() < end, `no answer to ${method} within ${answerMs} ms: ${this.#errors}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.#child.stdin.end();
  }

  async ended(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), endMs)));
    const first = await Promise.race([this.#exit, late]);
    clearTimeout(timer);
    assert.notEqual(first, 'late', `the server did not end within ${endMs} ms`);
    assert.ok([0, 1].includes(this.#child.exitCode ?? -1), `exit code ${this.#child.exitCode}`);
    assert.doesNotMatch(this.#errors, /^\s+at .*:\d+:\d+\)?$/m, 'a stack trace on standard error');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
