/** Random edits, told to TypeScript's own server and to the own program alike. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { EditorFolder, strictProject } from './editor';

const texts: Readonly<Record<string, string>> = {
  'money.ts':
    "import Decimal from 'decimal.js';\nexport const price = new Decimal(1);\nexport type Money = Decimal;\n",
  'use.ts': `import { price, type Money } from './money';
let total = 0;
export function add(each: Money, prices: readonly Money[]) {
  total = each.plus(total);
  return price > each && prices[0] > price ? price + 1 : [price, each].sort();
}
`,
  'big.tsx': `import Big from 'big.js';
import BigNumber from 'bignumber.js';
export const row = (a: Big, b: BigNumber | null) => <p>{a === new Big(0) ? !b : b || 0}</p>;
const sum = [new Big(1)].reduce((all, each) => all.plus(each), 0);
`,
  'script.js': "const Big = require('big.js');\nmodule.exports = { cost: (x) => Big(x) * 2 };\n",
};
const names = Object.keys(texts);
const pieces = [
  ...Object.values(texts),
  ' + ',
  '\n}\n',
  '((',
  '`${',
  ': Decimal',
  'let total = new',
  ' ?? 0',
  '!',
];

const edit = fc.record({
  name: fc.constantFrom(...names),
  at: fc.nat(300),
  length: fc.nat(30),
  from: fc.constantFrom(...pieces),
  pieceAt: fc.nat(200),
  pieceLength: fc.nat(40),
});

describe("Edits in the editor's program", function () {
  this.timeout(300_000);

  it('lead to what the own program says of the texts as they then are', async () => {
    const folder = new EditorFolder({ 'tsconfig.json': strictProject, ...texts });
    const server = folder.server('typescript-5.9');
    const hold = async (name: string, text: string): Promise<void> => {
      await folder.hold(name, text);
      server.hold(folder.file(name), text);
    };
    const counts = { editor: 0, own: 0, findings: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
          const held: Record<string, string> = { ...texts };
          for (const name of names) await hold(name, texts[name] ?? '');
          for (const { name, at, length, from, pieceAt, pieceLength } of edits) {
            const text = held[name] ?? '';
            const piece = from.slice(pieceAt % from.length).slice(0, pieceLength);
            held[name] = text.slice(0, at) + piece + text.slice(at + length);
            await hold(name, held[name]);
          }
          for (const name of names) {
            const { report, typescript } = await folder.check(name);
            assert.deepEqual(report, await folder.lookBeside(name), `${typescript ?? 'own'}: ${held[name]}`);
            counts[typescript === null ? 'own' : 'editor']++;
            counts.findings += report.findings.length;
          }
        }),
        { numRuns: 20 },
      );
    } finally {
      await server.kill();
      folder.dispose();
    }
    console.log(
      `      ${counts.editor} looks by the editor's program, ${counts.own} by the own one; ${counts.findings} findings`,
    );
    assert.ok(counts.editor > counts.own / 4 && counts.findings > 0, JSON.stringify(counts));
  });
});
