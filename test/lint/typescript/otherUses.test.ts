/** A start that another use may need as a number is not replaced without being asked for. */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import { analyserOf, root } from './marked';

const repository = path.join(__dirname, '../../..');
const head = `import Decimal from 'decimal.js';
const price = new Decimal('1.5');
`;

/** Programs that print; what they print must not change. */
const programs: Readonly<Record<string, string>> = {
  'compares it': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(t === 0); add();',
  'adds to it': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(t + 1); add();',
  'takes the larger one': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(Math.max(t, 1));',
  'formats it': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(t.toPrecision(3));',
  'writes it as JSON':
    'let t = 0; const add = () => { t = price.plus(t); }; console.log(JSON.stringify([t]));',
  'writes it as JSON by its name':
    'let t = 0; const add = () => { t = price.plus(t); }; console.log(JSON.stringify({ t }));',
  'inspects it': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(t);',
  'looks up by it': 'let t = 0; const add = () => { t = price.plus(t); }; console.log(["a", "b"][t + 1]);',
  'checks whether it is an integer':
    'let t = 0; const add = () => { t = price.plus(t); }; console.log(Number.isInteger(t));',
  'hands it on under another name':
    'let t = 0; const add = () => { t = price.plus(t); }; const u = t; console.log(u === 0);',
  'returns it':
    'function f(all) { let t = 0; for (const each of all) t = price.plus(t); return t; }\nconsole.log(f([]) === 0);',
  'switches on it':
    'let t = 0; const add = () => { t = price.plus(t); }; switch (t) { case 0: console.log("none"); }',
  'spreads it in a call':
    'let t = 0; const add = () => { t = price.plus(t); }; console.log([0].includes(t));',
  'returns a reduce':
    'const sum = (all) => all.reduce((s, x) => price.plus(s), 0);\nconsole.log(sum([]) === 0);',
  'names a reduce':
    'const all = []; const sum = all.reduce((s, x) => price.plus(s), 0); console.log(sum === 0);',
  'keeps a reduce in an object':
    'const all = []; console.log(JSON.stringify({ sum: all.reduce((s, x) => price.plus(s), 0) }));',
  'returns it from a reduce under a condition':
    'console.log([1].reduce((s, x) => (s === 0 ? price : price.plus(s)), 0).toString());',
};

const typed = `import Decimal from 'decimal.js';
declare const a: Decimal, list: Decimal[];
declare function take(x: unknown): void;
declare function takeDecimal(x: Decimal): void;
`;
const unsafe = [
  'export let t = 0; t = a.plus(t);',
  'let t = 0; t = a.plus(t); export { t };',
  'let t = 0; t = a.plus(t); export default t;',
  'let t = 0; t = a.plus(t); take(t);',
  'let t = 0; t = a.plus(t); const k = `${t}`;',
  'let t = 0; t = a.plus(t); const k = t.toFixed(2);',
  'let t: Decimal = 0; if (t) t = a.plus(t);',
  'class A { cash: Decimal = 0; }',
  'const o: { cash: Decimal } = { cash: 0 };',
  'function f(t = 0) { t = a.plus(t); }',
  'export const f = () => list.reduce((s: any, x) => s.plus(x), 0);',
];
const safe = [
  'let t = 0; t = a.plus(t);',
  'let t = 0; t = a.plus(t); takeDecimal(t as any);',
  'function f(): Decimal { let t: any = 0; for (const x of list) t = x.plus(t); return t; }',
  'let t = 0; t = a.plus(t); const u = t; u.plus(a);',
  'export const f = (): Decimal => list.reduce((s: any, x) => s.plus(x), 0);',
  'list.reduce((s: any, x) => (x.isZero() ? s : s.plus(x)), 0);',
];

describe('fixes of starts in scripts that other uses need as numbers', () => {
  for (const [name, text] of Object.entries(programs)) {
    it(`leave a program as it was that ${name}`, () => {
      const before = `${head}${text}\n`;
      const { findings, after } = fixedWhole(before);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(printed(after), printed(before));
    }).timeout(60_000);
  }

  for (const text of unsafe) {
    it(`are not applied without being asked for: ${text}`, () => {
      const starts = startsIn(`${typed}${text}\n`, 'a.ts');
      assert.ok(starts.length > 0, 'there is a fix');
      assert.ok(!starts.includes(false));
    });
  }

  for (const text of safe) {
    it(`are applied: ${text}`, () => {
      assert.deepEqual(startsIn(`${typed}${text}\n`, 'a.ts'), [false]);
    });
  }
});

/** Of each fix of a start, whether it changes a value. */
function startsIn(text: string, name: string): boolean[] {
  const findings = analyserOf({ [name]: text }).findings(`${root}/${name}`);
  return findings
    .filter(({ rule }) => rule === 'DB101' || rule === 'DB102')
    .flatMap(({ fixes }) => fixes.map(({ changesValue }) => changesValue));
}

function fixedWhole(text: string): { findings: number; after: string } {
  const findings = analyserOf({ 'a.js': text }).findings(`${root}/a.js`);
  const after = fixAll(findings).files.reduce((before, { edits }) => applyEdits(before, edits), text);
  return { findings: findings.length, after };
}

function printed(text: string): string {
  const folder = mkdtempSync(path.join(repository, 'node_modules', '.other-uses-'));
  try {
    const file = path.join(folder, 'a.mjs');
    writeFileSync(file, text);
    return execFileSync(process.execPath, [file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
