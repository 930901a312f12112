import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Diagnostic, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Editor } from './serverProcess';
import { fees, ledger, metrics } from './sources';

const sources: Readonly<Record<string, string>> = {
  'ledger.py': ledger,
  'metrics.py': metrics,
  'fees.py': fees,
};
const names = Object.keys(sources);

/** What is typed or pasted: what makes findings and takes them away, whole or broken off, and characters of every width. */
const pieces = [
  '',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '0.0',
  'Decimal("1")',
  'Decimal',
  'self.previous',
  'cash',
  '"',
  '"""',
  '(',
  ')',
  ':',
  '    ',
  '\t',
  '# dblint: ignore[DB001]\n',
  'é',
  '😀',
  '𝟘',
  'def f(x: Decimal, y=0.5):\n    return x - y\n',
  'from ledger import Ledger\n',
];

/** One change of a place given as shares of the text, so that it fits whatever the text has become. */
const change = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  piece: fc.constantFrom(...pieces),
});
const step = fc.record({
  name: fc.constantFrom(...names),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  isAsked: fc.boolean(),
});

describe('edits in an editor', function () {
  this.timeout(300_000);

  it('lead to what a server finds that starts with the same texts', async () => {
    let findings = 0;
    const runs = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 25 }), isCrlf: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(runs, async ({ steps, isCrlf }) => {
        const texts = new Map(names.map((name) => [name, startText(name, isCrlf)]));
        const edited = await Editor.start(sources);
        for (const [name, text] of texts) await edited.open(name, text);
        for (const { name, changes, isAsked } of steps) {
          const document = TextDocument.create(name, 'python', 0, texts.get(name) ?? '');
          const sent = changes.map((one) => applied(document, one));
          texts.set(name, document.getText());
          await edited.edit(name, sent);
          if (isAsked) await edited.report(name);
        }
        const found = await allDiagnostics(edited);
        await edited.stop();
        const fresh = await Editor.start(sources);
        for (const [name, text] of texts) await fresh.open(name, text);
        const expected = await allDiagnostics(fresh);
        await fresh.stop();
        findings += expected.flat().length;
        assert.deepEqual(found, expected);
      }),
      { numRuns: 5 },
    );
    assert.ok(findings > 0, 'no text had a finding, so that nothing was compared');
  });
});

function startText(name: string, isCrlf: boolean): string {
  const text = sources[name] ?? '';
  return isCrlf ? text.replaceAll('\n', '\r\n') : text;
}

/** Makes the change in the document as the editor has it, and gives it as it is told. */
function applied(
  document: TextDocument,
  { from, length, piece }: { readonly from: number; readonly length: number; readonly piece: string },
): TextDocumentContentChangeEvent {
  const start = Math.floor(from * document.getText().length);
  const range = { start: document.positionAt(start), end: document.positionAt(start + length) };
  const told = { range, text: piece };
  TextDocument.update(document, [told], document.version + 1);
  return told;
}

/** Diagnostics of all files, in which the two folders are named alike. */
async function allDiagnostics(editor: Editor): Promise<Diagnostic[][]> {
  const written: Diagnostic[][] = [];
  for (const name of names) {
    const text = JSON.stringify(await editor.diagnostics(name)).replaceAll(editor.uri('.'), 'file:///w');
    written.push(JSON.parse(text) as Diagnostic[]);
  }
  return written;
}
