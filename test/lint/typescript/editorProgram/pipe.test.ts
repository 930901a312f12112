/** The pipe between the language server and the plugin, with servers and plugins of every kind at its ends. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readLines, sendLine, textDigest } from '../../../../engine/languageServer/tsserverPlugin/jsonLines';
import { AnalysisRequest, ServerMessage } from '../../../../engine/languageServer/tsserverPlugin/messages';
import { versionProblem } from '../../../../engine/languageServer/tsserverPlugin/compilerSupport';
import { check } from '../../../../engine/protocol/check';
import { until } from '../../../editor/support/until';
import type { Patience } from '../../../../engine/languageServer/editorProgram/editorProgram';
import { EditorFolder, strictProject } from './editor';

const text = "import Decimal from 'decimal.js';\nexport const isMore = (a: Decimal, b: Decimal) => a > b;\n";
const lax = { compilerOptions: { ...strictProject.compilerOptions, strict: false } };

describe("The pipe to the editor's TypeScript", function () {
  this.timeout(120_000);
  let folder: EditorFolder;

  afterEach(() => folder.dispose());

  /** A folder whose language server waits as long as it takes, but where a test says otherwise. */
  function open(patience: Partial<Patience> = {}): void {
    const files = {
      'tsconfig.json': strictProject,
      'a.ts': text,
      'lax/tsconfig.json': lax,
      'lax/c.ts': text,
    };
    folder = new EditorFolder(files, patience);
  }

  /** One who says that it is a plugin. */
  async function caller(first: unknown): Promise<Socket> {
    const socket = connect(folder.endpoint.address);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    if (typeof first === 'string') socket.write(first);
    else sendLine(socket, first);
    return socket;
  }

  function failed(error: unknown): never {
    throw error instanceof Error ? error : new Error(String(error));
  }

  function hello(more: object = {}): object {
    return { kind: 'hello', token: folder.endpoint.token, typescript: '5.9.3', refusal: null, ...more };
  }

  async function assertOwn(name: string, why: RegExp): Promise<void> {
    const { report, typescript } = await folder.check(name);
    assert.deepEqual(
      report.findings.map(({ rule }) => rule),
      ['DB105'],
    );
    assert.equal(typescript, null);
    assert.match(folder.log.join('\n'), why);
  }

  it('is closed to who does not know the token, and to who says nothing that is known', async () => {
    open({ arrivalMs: 1 });
    for (const first of [
      hello({ token: 'another token, which is as long as the right one' }),
      hello({ kind: 'helo' }),
      { kind: 'answer', id: 1, outcome: { outcome: 'stale' } },
      'no JSON\n',
      'null\n',
    ]) {
      const socket = await caller(first);
      await once(socket, 'close');
    }
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /is not there/);
  });

  it('has no use for a compiler that the plugin refuses, and says why', async () => {
    open({ arrivalMs: 1 });
    await caller(hello({ typescript: '4.9.5', refusal: versionProblem('4.9.5') }));
    await until('it is in the log', () => folder.log.some((line) => line.includes('TypeScript 4.9.5')));
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /is not asked: TypeScript 4\.9\.5 is not from 5\.4 up to 6/);
  });

  it('is closed to a plugin whose findings are none', async () => {
    open();
    const socket = await caller(hello());
    const answer = { outcome: 'found', result: { findings: [{ rule: 'DB999' }], ledgerSites: 0, notes: [] } };
    readLines(
      socket,
      (message) =>
        sendLine(socket, { kind: 'answer', id: check(AnalysisRequest, message, 'look').id, outcome: answer }),
      failed,
    );
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /was hung up on/);
  });

  it('is not waited at when it is known that nobody will come', async () => {
    open();
    folder.program.expectNone();
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /is not there/);
  });

  it('does not wait for ever for a plugin that says nothing, or fails', async () => {
    open({ answerMs: 100 });
    const socket = await caller(hello());
    const asked: AnalysisRequest[] = [];
    readLines(
      socket,
      (message) => {
        if (asked.length === 0) asked.push(check(AnalysisRequest, message, 'look'));
      },
      failed,
    );
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /it gave no answer/);
    const [look] = asked;
    assert.ok(look);
    assert.equal(look.texts[folder.file('a.ts')], textDigest(text));
  });

  it('is used once a plugin has connected late, without a change of the text', async () => {
    open({ arrivalMs: 1 });
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /is not there/);
    const server = folder.server('typescript-5.9');
    server.hold(folder.file('a.ts'), text);
    await until('the plugin has connected', () => folder.program.arrivals > 0);
    assert.equal((await folder.check('a.ts')).typescript, '5.9.3');
    await server.kill();
  });

  it('drops a request that was cancelled, and stops waiting', async () => {
    open();
    const socket = await caller(hello());
    const controller = new AbortController();
    const kinds: string[] = [];
    readLines(
      socket,
      (message) => {
        kinds.push(check(ServerMessage, message, 'message').kind);
        controller.abort(new Error('cancelled'));
      },
      failed,
    );
    await folder.hold('a.ts', text);
    await assert.rejects(folder.check('a.ts', controller.signal), /cancelled/);
    await until('the plugin got both messages', () => kinds.length === 2);
    assert.deepEqual(kinds, ['look', 'drop']);
  });

  it('has the own program look when the plugin has another text, or goes away', async () => {
    open({ agreementMs: 300 });
    const server = folder.server('typescript-5.9');
    await folder.hold('a.ts', text);
    server.hold(folder.file('a.ts'), text);
    assert.equal((await folder.check('a.ts')).typescript, '5.9.3');
    await folder.hold('a.ts', `${text}\n`);
    await assertOwn('a.ts', /it has another text/);
    let edits = 0;
    await until('both have the same text again', async () => {
      const next = `${text}// ${++edits}\n`;
      server.hold(folder.file('a.ts'), next);
      await folder.hold('a.ts', next);
      return (await folder.check('a.ts')).typescript === '5.9.3';
    });
    await server.kill();
    await folder.hold('a.ts', text);
    await assertOwn('a.ts', /is not there/);
  });

  it('has the own program look at projects that are not strict', async () => {
    open();
    const server = folder.server('typescript-5.9');
    await folder.hold('lax/c.ts', text);
    server.hold(folder.file('lax/c.ts'), text);
    await assertOwn('lax/c.ts', /the project is not strict about null/);
    await server.kill();
  });

  it('is found by the plugin whatever it was told before', async () => {
    open();
    const server = folder.server('typescript-5.9');
    for (const configuration of [
      { address: 5 },
      null,
      'x',
      { address: `${'x'.repeat(300)}\0`, token: 'y'.repeat(40) },
    ])
      server.send('configurePlugin', { pluginName: 'decimal-benchmark-typescript-plugin', configuration });
    server.hold(folder.file('a.ts'), text);
    server.configure(folder.endpoint);
    await folder.hold('a.ts', text);
    assert.equal((await folder.check('a.ts')).typescript, '5.9.3');
    await server.kill();
  });

  it('is not come to by a server that reads no imports', async () => {
    open();
    const syntax = folder.server('typescript-5.9', ['--serverMode', 'partialSemantic']);
    syntax.hold(folder.file('a.ts'), text);
    const server = folder.server('typescript');
    server.hold(folder.file('a.ts'), text);
    await folder.hold('a.ts', text);
    assert.equal((await folder.check('a.ts')).typescript, '6.0.3');
    assert.ok(!folder.log.some((line) => line.includes('5.9.3')));
    await syntax.kill();
    await server.kill();
  });
});

describe('Compilers that the plugin runs on', () => {
  it('are those from 5.4 up to 6', () => {
    for (const version of ['5.4.2', '5.9.3', '5.10.0', '6.0.0-beta', '6.1.0-dev.20260101'])
      assert.equal(versionProblem(version), null, version);
    for (const version of ['4.9.5', '5.3.3', '7.0.0', '10.0.0', '', 'x'])
      assert.match(versionProblem(version) ?? '', /is not from 5\.4 up to 6/, version);
  });
});
