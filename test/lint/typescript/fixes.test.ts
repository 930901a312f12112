import { strict as assert } from 'node:assert';
import ts from 'typescript-5.9';
import { applyEdits } from '../../../engine/lint/applyEdits';
import type { Finding, Fix } from '../../../engine/lint/finding';
import { analyserOf, root } from './marked';

const head = `import Decimal from 'decimal.js';
declare const a: Decimal, b: Decimal, c: Decimal, n: number, list: Decimal[];
declare const rows: { price: Decimal }[];
`;

/** What a line becomes by the first fix of the finding in it. */
const cases: readonly (readonly [before: string, after: string])[] = [
  ['a + b * c;', 'a.plus(b.times(c));'],
  ['(a + b) * c;', 'a.plus(b).times(c);'],
  ['a - (b - c);', 'a.minus(b.minus(c));'],
  ['a / b / c;', 'a.div(b).div(c);'],
  ['a % b ** 2;', 'a.mod(b.pow(2));'],
  ['1 - a;', 'new Decimal(1).minus(a);'],
  ['2 * a + 1;', 'a.times(2).plus(1);'],
  ['(n + 1) * a;', 'new Decimal(n + 1).times(a);'],
  ['-a + b;', 'a.neg().plus(b);'],
  ['-(a + b);', 'a.plus(b).neg();'],
  ['a + /* fee */ b;', 'a.plus(/* fee */ b);'],
  ['a + (n > 1 ? b : c);', 'a.plus(n > 1 ? b : c);'],
  ['(n > 1 ? a : b) + c;', '(n > 1 ? a : b).plus(c);'],
  ['a + (n as any as Decimal);', 'a.plus(n as any as Decimal);'],
  ['const t = `${a * 2}`;', 'const t = `${a.times(2)}`;'],
  ['Math.max(a, b);', 'Decimal.max(a, b);'],
  ['Math.abs(a);', 'a.abs();'],
  ['for (let i = a; i.lt(b); i++) {}', 'for (let i = a; i.lt(b); i = i.plus(1)) {}'],
  ['let d = a; d *= b + 1;', 'let d = a; d = d.times(b.plus(1));'],
  ['a > b;', 'a.gt(b);'],
  ['5 <= a;', 'a.gte(5);'],
  ['if (a === b) {}', 'if (a.eq(b)) {}'],
  ['if (a !== b && n) {}', 'if (!a.eq(b) && n) {}'],
  ['if (!a) {}', 'if (a.isZero()) {}'],
  ['if (a) {}', 'if (!a.isZero()) {}'],
  ['const k = (a.minus(b)) ? 1 : n;', 'const k = !a.minus(b).isZero() ? 1 : n;'],
  ['const k = a || 0;', 'const k = a;'],
  ['list.sort();', 'list.sort((a, b) => a.cmp(b));'],
  ['list.includes(a);', 'list.some((x) => x.eq(a));'],
  ['list.indexOf(a.plus(1));', 'list.findIndex((x) => x.eq(a.plus(1)));'],
  ['new Set(list);', 'new Set(list.map((x) => x.toString()));'],
  ['const m = new Map<any, 1>(); m.set(a, 1);', 'const m = new Map<any, 1>(); m.set(a.toString(), 1);'],
  ['b.plus(Number(a));', 'b.plus(a);'],
  ['let t = 0; t = a.plus(t);', 'let t = new Decimal(0); t = a.plus(t);'],
  ['let t: number = 0; t = a.plus(t);', 'let t: Decimal = new Decimal(0); t = a.plus(t);'],
  ['rows.reduce((s, r) => s.plus(r.price), 0);', 'rows.reduce((s, r) => s.plus(r.price), new Decimal(0));'],
  ['rows.reduce((s, r) => s + r.price, 0);', 'rows.reduce((s, r) => s.plus(r.price), new Decimal(0));'],
];

describe('Fixes for TypeScript and JavaScript', () => {
  for (const [before, after] of cases)
    it(`make of ${before}`, () => {
      assert.equal(fixedBy(`${head}${before}\n`, 'a.ts')[0], `${head}${after}\n`);
    });

  it('start a sum as a decimal when one is added to it', () => {
    const texts = fixedBy(`${head}let t = 0;\nfor (const each of list) t += each;\n`, 'a.ts');
    assert.ok(
      texts.includes(`${head}let t = new Decimal(0);\nfor (const each of list) t = t.plus(each);\n`),
      texts.join(''),
    );
  });

  const kept = [
    'let t = 0; t = a.plus(t);',
    'let t: Decimal = 0; t = a.plus(t);',
    'rows.reduce((s, r) => s.plus(r.price), 0);',
    'rows.reduce((s, r) => r.price.plus(s), 1);',
  ];
  for (const line of kept)
    it(`keep the value, so that they are applied without being asked for: ${line}`, () => {
      assert.deepEqual(changesIn(line), [false]);
    });

  const changed = [
    'let t = 0.1; t = a.plus(t);',
    'let t = 0; if (!t) t = a.plus(t);',
    'let t = 0; t = a.plus(t); const isNone = (t as any) === 0;',
    'const s = { t: 0 as any }; s.t = a.plus(s.t);',
    'const isNone = rows.reduce((s: any, r) => s.plus(r.price), 0) === 0;',
    'rows.reduce((s: any, r) => (s ? r.price.plus(s) : r.price), 0);',
  ];
  for (const line of changed)
    it(`are left to people when the code can tell the decimal from the number: ${line}`, () => {
      const changes = changesIn(line);
      assert.ok(changes.length > 0);
      assert.ok(!changes.includes(false));
    });

  it('are marked if a number becomes a decimal, which other code may not expect', () => {
    const marksOf = (line: string, rules: readonly string[]) =>
      fixesIn(line, rules).map(({ breaksOtherUse = false }) => breaksOtherUse);
    for (const line of changed) assert.ok(!marksOf(line, ['DB101', 'DB102']).includes(false), line);
    assert.deepEqual(marksOf('const k = a * 2;', ['DB104']), [true]);
    assert.deepEqual(marksOf('const k = a < a;', ['DB105']), [false]);
    for (const line of kept) assert.deepEqual(marksOf(line, ['DB101', 'DB102']), [false], line);
  });

  it('import what they need', () => {
    const library = "import { price } from './price';\nexport const rest = 1 - price;\n";
    const [text] = fixedBy(library, 'a.ts', {
      'price.ts': "import Big from 'big.js';\nexport const price = Big(1);\n",
    });
    assert.equal(
      text,
      "import { price } from './price';\nimport Big from 'big.js';\nexport const rest = new Big(1).minus(price);\n",
    );
    const typeOnly = "import type Big from 'big.js';\nexport const rest = (price: Big) => 1 - price;\n";
    const [widened] = fixedBy(typeOnly, 'a.ts');
    assert.equal(
      widened,
      "import Big from 'big.js';\nexport const rest = (price: Big) => new Big(1).minus(price);\n",
    );
    const [required] = fixedBy("const { price } = require('./price');\n1 - price;\n", 'a.js', {
      'price.ts': "import Big from 'big.js';\nexport const price = Big(1);\n",
    });
    assert.equal(
      required,
      "const { price } = require('./price');\nconst Big = require('big.js');\nnew Big(1).minus(price);\n",
    );
  });

  it('call what the library has', () => {
    const big = "import Big from 'big.js';\nconst d = new Big(1);\n";
    assert.deepEqual(fixedBy(`${big}if (!d) {}\n`, 'a.ts'), [`${big}if (d.eq(0)) {}\n`]);
    assert.deepEqual(fixedBy(`${big}-d;\n`, 'a.ts'), [`${big}d.times(-1);\n`]);
    const number = "import BigNumber from 'bignumber.js';\nconst d = new BigNumber(1);\n";
    assert.deepEqual(fixedBy(`${number}-d;\n`, 'a.ts'), [`${number}d.negated();\n`]);
    assert.deepEqual(fixedBy(`${number}[d].sort();\n`, 'a.ts'), [
      `${number}[d].sort((a, b) => a.comparedTo(b));\n`,
    ]);
    const dinero = "import Dinero from 'dinero.js';\nconst d = Dinero({ amount: 1 });\n";
    assert.deepEqual(fixedBy(`${dinero}d + d;\n`, 'a.ts'), [`${dinero}d.add(d);\n`]);
    assert.deepEqual(fixedBy(`${dinero}d + 1;\n`, 'a.ts'), []);
  });

  it('are not offered when a strict compiler would refuse them', () => {
    assert.deepEqual(fixedBy(`${head}declare const m: Decimal | undefined;\nm > a;\n`, 'a.ts'), []);
  });

  it('keep line ends and everything else', () => {
    const text = `${head}/* x */ a > b; // y\n`.replaceAll('\n', '\r\n');
    assert.deepEqual(fixedBy(text, 'a.ts'), [text.replace('a > b', 'a.gt(b)')]);
  });
});

/** Of each fix for a start as a number, whether it changes a value. */
function changesIn(line: string): boolean[] {
  return fixesIn(line, ['DB101', 'DB102']).map(({ changesValue }) => changesValue);
}

function fixesIn(line: string, rules?: readonly string[]): Fix[] {
  const findings = analyserOf({ 'a.ts': `${head}${line}\n` }).findings(`${root}/a.ts`);
  return findings.filter(({ rule }) => rules?.includes(rule) ?? true).flatMap(({ fixes }) => fixes);
}

/** The texts that each offered fix makes; each must parse, and be without the finding that it was for. */
function fixedBy(text: string, name: string, others: Readonly<Record<string, string>> = {}): string[] {
  const file = `${root}/${name}`;
  const analyser = analyserOf({ ...others, [name]: text });
  const findings = analyser.findings(file);
  return findings.flatMap((finding) =>
    finding.fixes.map((fix) => {
      const fixed = applyEdits(text, fix.files[0]?.edits ?? []);
      analyser.update(file, fixed);
      assert.deepEqual(syntaxErrors(name, fixed), [], fixed);
      const ofRule = (each: Finding): boolean => each.rule === finding.rule;
      const left = analyser.findings(file).filter(ofRule);
      assert.ok(left.length < findings.filter(ofRule).length, fixed);
      analyser.update(file, text);
      return fixed;
    }),
  );
}

function syntaxErrors(name: string, text: string): string[] {
  const { diagnostics } = ts.transpileModule(text, { fileName: name, reportDiagnostics: true });
  return (diagnostics ?? []).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
