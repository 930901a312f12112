import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createScriptAnalyser, type ScriptAnalyser } from '../../../engine/lint/typescript/analyser';

const length = 200_000;
/** Several times what a file may take on a busy machine; without limits each of the explosions takes minutes. */
const generousSeconds = 20;
const head = "import Decimal from 'decimal.js';\nconst d = new Decimal(1);\n";

function lines(line: (index: number) => string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
}

describe('the limits of a TypeScript analysis', function () {
  this.timeout(300_000);
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'script-limits-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(name: string, text: string): void {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  function hold(files: Readonly<Record<string, string>>): ScriptAnalyser {
    const analyser = createScriptAnalyser({ decimalTypes: [], maxProgramMemoryMb: 1024, root });
    for (const [name, text] of Object.entries(files)) {
      write(name, text);
      analyser.update(path.join(root, name), text);
    }
    return analyser;
  }

  function rules(analyser: ScriptAnalyser, name: string): string[] {
    return analyser.findings(path.join(root, name)).map(({ rule }) => rule);
  }

  const exploding: [what: string, text: string][] = [
    [
      'recursive conditional types',
      `type T<N extends number, A extends unknown[] = []> = A["length"] extends N ? A : T<N, [...A, A]>;\n${lines(
        (index) => `declare const x${index}: T<${900 + index}>; x${index} > d;`,
        100,
      )}`,
    ],
    [
      'template literal types',
      `type D = "0"|"1"|"2"|"3"|"4"|"5"|"6"|"7"|"8"|"9";\ntype H = \`\${D}\${D}\${D}\${D}\`;\n${lines(
        (index) => `declare const x${index}: \`\${H}a${index}\`; x${index} > d;`,
        500,
      )}`,
    ],
    ['a chain of inferred types', lines((index) => `const x${index} = x${index + 1} > d;`, 7_000)],
  ];
  for (const [what, text] of exploding) {
    it(`stop at ${what}, with a note, and spare other files`, () => {
      const analyser = hold({ 'a.ts': head + text, 'b.ts': `${head}d > d;\n` });
      const before = process.cpuUsage();
      assert.deepEqual(rules(analyser, 'a.ts'), []);
      assert.equal(analyser.ledgerSites(path.join(root, 'a.ts')), 0);
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1e6 < generousSeconds);
      assert.match(analyser.notes(path.join(root, 'a.ts')).join(), /^Not analyzed: .*too many steps/);
      assert.deepEqual(rules(analyser, 'b.ts'), ['DB105']);
      assert.deepEqual(analyser.notes(path.join(root, 'b.ts')), []);
      analyser.update(path.join(root, 'a.ts'), `${head}d > d;\n`);
      assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
      assert.deepEqual(analyser.notes(path.join(root, 'a.ts')), []);
    });
  }

  const growing: [what: string, line: (index: number) => string][] = [
    ['variables', (n) => `function f${n}() { let v${n} = 0; v${n} = d as any; v${n} = v${n}.plus(1); }`],
    ['variables of one name', () => '{ let v = 0; v = d as any; v = v.plus(1); }'],
    ['capitalized names', (n) => `class A${n} {} function f${n}() { let v = 0; v = v.plus(1); }`],
    [
      'aliases',
      (n) => `function f${n}() { let v${n} = 0; v${n} = d as any; const w${n} = v${n}; w${n}.plus(1); }`,
    ],
    ['numbers of decimals', (n) => `function f${n}() { const v${n} = d.toNumber(); d.plus(v${n}); }`],
  ];
  it('take a time that grows with the number of findings', () => {
    // The compiler's start is not measured.
    const analyser = hold({ 'a.ts': `${head}d > d;\n`, 'b.ts': head });
    const seconds = (line: (index: number) => string, count: number) => {
      analyser.update(path.join(root, 'b.ts'), head + lines(line, count));
      assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
      const before = process.cpuUsage();
      assert.equal(rules(analyser, 'b.ts').length, count);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    for (const [what, line] of growing) {
      seconds(line, 50);
      const [few, many] = [seconds(line, 100), seconds(line, 800)];
      // Eight times as many; a search of the file for each would make it 64 times.
      assert.ok(many < 24 * few + 0.2, `${what}: ${few} s, then ${many} s`);
    }
  });

  const nested: [what: string, name: string, text: string][] = [
    ['elements', 'a.tsx', `const x = ${'<a>'.repeat(length / 7)}${'</a>'.repeat(length / 7)};`],
    ['open elements', 'a.tsx', `const x = ${'<a b={'.repeat(length / 6)}`],
    ['open type arguments', 'a.ts', `const x = a${'<a'.repeat(length / 2)}`],
    ['type assertions', 'a.ts', `const x = ${'<a>'.repeat(length / 3)}b;`],
  ];
  for (const [what, name, text] of nested) {
    it(`end at deeply nested ${what}`, () => {
      const analyser = hold({ [name]: head + text });
      assert.deepEqual(rules(analyser, name), []);
      assert.match(analyser.notes(path.join(root, name)).join(), /nested too deeply/);
    });
  }

  it('end when configurations, imports and links lead in a circle', () => {
    write(
      'tsconfig.json',
      JSON.stringify({ extends: './b.json', references: [{ path: '.' }, { path: './c' }] }),
    );
    write(
      'b.json',
      JSON.stringify({ extends: './tsconfig.json', compilerOptions: { paths: { '*': ['*'] } } }),
    );
    write('c/tsconfig.json', JSON.stringify({ files: [], references: [{ path: '..' }] }));
    write('node_modules/p/package.json', JSON.stringify({ name: 'p', exports: { '.': { import: 'p' } } }));
    symlinkSync('.', path.join(root, 'loop'));
    symlinkSync('link.ts', path.join(root, 'link.ts'));
    const imports = "import 'p';\nimport './loop/loop/b';\nimport './link';\n";
    const analyser = hold({
      'a.ts': `${imports}import { d } from './b';\nexport { d };\nd > d;\n`,
      'b.ts': `import './a';\nexport * from './a';\n${head.replace('const', 'export const')}`,
      'c/x.ts': `${head}// @ts-nocheck\n// @ts-expect-error\nd > d;\n`,
    });
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
    assert.deepEqual(rules(analyser, 'c/x.ts'), ['DB105']);
  });

  it('note a package.json that is nested too deeply', () => {
    const deep = `{"name":"p","types":"index.d.ts","x":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    write('node_modules/p/package.json', deep);
    write('node_modules/p/index.d.ts', 'export const p: number;');
    write('package.json', deep);
    const analyser = hold({ 'a.ts': `import { p } from 'p';\n${head}d > d; p;\n` });
    analyser.findings(path.join(root, 'a.ts'));
    assert.match(analyser.notes(path.join(root, 'a.ts')).join(), /nested/);
  });
});
