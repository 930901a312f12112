/** Documents that change while an action's edit is made, in the process of the test: over streams the order would be luck. */
import { strict as assert } from 'node:assert';
import { PassThrough } from 'node:stream';
import { createConnection, type Connection } from 'vscode-languageserver/node';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type MessageConnection,
} from 'vscode-languageserver-protocol/node';
import { resolveAction, type ActionDependencies } from '../../../engine/languageServer/codeActions';
import { Documents } from '../../../engine/languageServer/documents';
import { until } from '../../editor/support/until';

const uri = 'file:///w/fees.py';
const text = 'from decimal import Decimal\n\nRATE = Decimal(0.1)\n';

describe('an action whose document changes while its edit is made', () => {
  let server: Connection;
  let client: MessageConnection;
  let documents: Documents;

  beforeEach(async () => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    documents = new Documents(() => null);
    documents.listen(server);
    server.listen();
    client.listen();
    await open(uri, text);
  });

  afterEach(() => {
    client.dispose();
    server.dispose();
  });

  async function open(opened: string, content: string): Promise<void> {
    const textDocument = { uri: opened, languageId: 'python', version: 1, text: content };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    await until('the document is open', () => documents.get(opened));
  }

  /** Replaces the whole text. */
  async function change(version: number, content: string): Promise<void> {
    const textDocument = { uri, version };
    await client.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text: content }],
    });
    await until('the document has changed', () => documents.get(uri)?.version === version);
  }

  /** The finding as it is in the text of the moment; `meanwhile` happens before the edit is made from it. */
  function dependencies(meanwhile: () => Promise<void>): ActionDependencies {
    return {
      documents,
      versionedEdits: true,
      createsFiles: true,
      rootOf: () => '/w',
      fixAllIn: () => Promise.resolve(null),
      isEnabled: () => Promise.resolve(true),
      requireReason: async () => {
        await meanwhile();
        return false;
      },
      diagnosticsOf: () => {
        const document = documents.get(uri);
        assert.ok(document);
        const start = document.getText().indexOf('Decimal(0.1)');
        const range = { start, end: start + 'Decimal(0.1)'.length };
        const located = { start: document.positionAt(range.start), end: document.positionAt(range.end) };
        const finding = {
          path: '/w/fees.py',
          rule: 'DB003' as const,
          severity: 'error' as const,
          message: '',
          range,
          related: [],
          fixes: [],
        };
        return Promise.resolve([{ uri, finding, diagnostic: { range: located, message: '' } }]);
      },
    };
  }

  const ignore: CodeAction = {
    title: 'Ignore DB003 on this line',
    data: {
      does: 'ignore',
      uri,
      rule: 'DB003',
      range: { start: { line: 2, character: 7 }, end: { line: 2, character: 19 } },
    },
  };

  it('has no edit when the place has moved', async () => {
    let version = 1;
    const resolved = await resolveAction(
      ignore,
      dependencies(async () => {
        if (version === 1) await change(++version, `# one more line\n${text}`);
      }),
    );
    assert.equal(version, 2);
    assert.equal(resolved.edit, undefined);
  });

  it('has the edit of the new text when the place is the same', async () => {
    let version = 1;
    const resolved = await resolveAction(
      ignore,
      dependencies(async () => {
        if (version === 1) await change(++version, text.replace('(0.1)', '(0.1)  '));
      }),
    );
    const [edit] = resolved.edit?.documentChanges ?? [];
    assert.ok(edit !== undefined && 'textDocument' in edit);
    assert.equal(edit.textDocument.version, 2);
    assert.equal(JSON.stringify(edit.edits).includes('dblint: ignore[DB003]'), true);
  });

  it('is given when another document is opened meanwhile', async () => {
    let isOpen = false;
    const resolved = await resolveAction(
      ignore,
      dependencies(async () => {
        if (!isOpen) await open('file:///w/other.py', '');
        isOpen = true;
      }),
    );
    assert.notEqual(resolved.edit, undefined);
  });
});
