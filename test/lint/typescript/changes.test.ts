import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { analyserOf, root } from './marked';

const money =
  "import Decimal from 'decimal.js';\nexport const price = new Decimal(1);\nexport type Money = Decimal;\n";
const use = `import { price, type Money } from './money';
let total = 0;
export function add(each: Money) {
  total = each.plus(total);
  return price > each ? price + 1 : [price].sort();
}
`;
const other = "import { add } from './use';\nexport const sum = add(1) === add(2);\nlet n = 0;\nn += 1;\n";
const script = "const Big = require('big.js');\nmodule.exports = { cost: (x) => Big(x) * 2 };\n";

const texts: Readonly<Record<string, string>> = {
  'money.ts': money,
  'use.ts': use,
  'other.tsx': other,
  'script.js': script,
};
const names = Object.keys(texts);

/** A piece of a text is replaced by a piece of another one. */
const edit = fc.record({
  name: fc.constantFrom(...names),
  at: fc.nat(300),
  length: fc.nat(30),
  from: fc.constantFrom(...Object.values(texts), ' + ', '\n}\n', '((', '`${', ': Decimal', 'let total = new'),
  pieceAt: fc.nat(200),
  pieceLength: fc.nat(40),
});
const change = fc.oneof(
  { weight: 6, arbitrary: edit },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...names), gone: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...names), released: fc.constant(true) }) },
);

describe('Changes in TypeScript and JavaScript', function () {
  this.timeout(300_000);

  it('lead to what a fresh analyser says of the files as they then are', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const held: Record<string, string> = { ...texts };
        const analyser = analyserOf(held);
        for (const each of changes) {
          const file = `${root}/${each.name}`;
          if ('released' in each) analyser.release();
          else if ('gone' in each) {
            Reflect.deleteProperty(held, each.name);
            analyser.update(file, null);
          } else {
            const text = held[each.name] ?? '';
            const piece = each.from.slice(each.pieceAt % each.from.length).slice(0, each.pieceLength);
            held[each.name] = text.slice(0, each.at) + piece + text.slice(each.at + each.length);
            analyser.update(file, held[each.name] ?? '');
          }
          analyser.findings(file);
        }
        const fresh = analyserOf(held);
        for (const name of names) {
          const file = `${root}/${name}`;
          assert.deepEqual(analyser.findings(file), fresh.findings(file));
          assert.equal(analyser.ledgerSites(file), fresh.ledgerSites(file));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of any kind never make it throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.nat(300),
        (name, text, at) => {
          const before = texts[name] ?? '';
          const analyser = analyserOf({ ...texts, [name]: before.slice(0, at) + text + before.slice(at) });
          for (const each of names) analyser.findings(`${root}/${each}`);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('Code that nobody writes', function () {
  this.timeout(300_000);
  const head = "import Decimal from 'decimal.js';\nconst d = new Decimal(1);\n";

  for (const [what, code] of Object.entries({
    'parentheses in parentheses': '('.repeat(20_000) + 'd' + ')'.repeat(20_000),
    'brackets that never close': '['.repeat(20_000),
    'a chain of conditions': 'd ? 1 : '.repeat(5_000) + '0',
    'signs before a decimal': '- '.repeat(20_000) + 'd',
    'functions in functions': '() => '.repeat(10_000) + 'd',
    'a chain of else': 'if (d) {} else '.repeat(5_000) + '{}',
    'a sum without an end': `d${' + 1'.repeat(100_000)}`,
    'calls on calls': 'd' + '.plus(1)'.repeat(5_000),
  }))
    it(`is given up with a note: ${what}`, () => {
      const analyser = analyserOf({ 'a.ts': `${head}${code};\n`, 'b.ts': `${head}d > d;\n` });
      assert.deepEqual(analyser.findings(`${root}/a.ts`), []);
      assert.match(analyser.notes(`${root}/a.ts`)[0] ?? '', /^Not analyzed: /);
      assert.equal(analyser.findings(`${root}/b.ts`).length, 1, 'other files are looked at');
    });

  it('is checked when it imports what can be no file', () => {
    for (const name of [`./${'a'.repeat(5_000)}`, './a\\0b', './money.ts/below', '/', '']) {
      const analyser = analyserOf({ 'money.ts': money, 'a.ts': `${head}import x from '${name}';\nd > d;\n` });
      assert.equal(analyser.findings(`${root}/a.ts`).length, 1, name.slice(0, 20));
    }
  });

  it('is checked when it is only long: a sum of many terms, and many lines', () => {
    const sum = `d${' + 1'.repeat(5_000)}`;
    const analyser = analyserOf({ 'a.ts': `${head}${sum};\n`, 'b.ts': head + 'd > d;\n'.repeat(2_000) });
    assert.equal(analyser.findings(`${root}/a.ts`).length, 1);
    assert.equal(analyser.findings(`${root}/b.ts`).length, 2_000);
  });
});
