import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createScriptAnalyser, type ScriptAnalyser } from '../../../engine/lint/typescript/analyser';

describe('Projects of TypeScript and JavaScript', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'scripts-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(files: Readonly<Record<string, unknown>>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    }
  }

  function hold(files: Readonly<Record<string, string>>, maxProgramMemoryMb = 1024): ScriptAnalyser {
    write(files);
    const analyser = createScriptAnalyser({ decimalTypes: [], maxProgramMemoryMb, root });
    for (const [name, text] of Object.entries(files)) analyser.update(path.join(root, name), text);
    return analyser;
  }

  function rules(analyser: ScriptAnalyser, name: string): string[] {
    return analyser.findings(path.join(root, name)).map(({ rule }) => rule);
  }

  const money = "import Decimal from 'decimal.js';\nexport const price = new Decimal(1);\n";

  it('resolve imports by the paths of their configuration, also of one that it extends', () => {
    write({
      'base.json': { compilerOptions: { paths: { '@core/*': ['./core/*'] } } },
      'tsconfig.json': { extends: './base.json' },
    });
    const analyser = hold({
      'core/money.ts': money,
      'app/a.ts': "import { price } from '@core/money';\nprice > price;\n",
    });
    assert.deepEqual(rules(analyser, 'app/a.ts'), ['DB105']);
  });

  it('take the options of the first project that a list of projects names', () => {
    write({
      'tsconfig.json': {
        files: [],
        references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }],
      },
      'tsconfig.node.json': {},
      'tsconfig.app.json': { compilerOptions: { strict: true, paths: { '~/*': ['./src/*'] } } },
    });
    const analyser = hold({
      'src/money.ts': money,
      'src/a.ts': "import { price } from '~/money';\nexport const none = () => !price;\n",
    });
    assert.deepEqual(rules(analyser, 'src/a.ts'), ['DB106']);
  });

  it('see decimals of each other', () => {
    write({ 'core/tsconfig.json': {}, 'app/tsconfig.json': {} });
    const analyser = hold({
      'core/money.ts': money,
      'app/a.ts': "import { price } from '../core/money';\nprice > price;\n",
    });
    assert.deepEqual(rules(analyser, 'app/a.ts'), ['DB105']);
    analyser.update(path.join(root, 'core/money.ts'), 'export const price = 1;\n');
    assert.deepEqual(rules(analyser, 'app/a.ts'), []);
  });

  it('read what a package that is installed says of its types', () => {
    write({
      'node_modules/prices/package.json': {
        name: 'prices',
        types: 'index.d.ts',
        dependencies: { 'big.js': '6' },
      },
      'node_modules/prices/index.d.ts': "import Big from 'big.js';\nexport declare const price: Big;\n",
    });
    const analyser = hold({ 'a.ts': "import { price } from 'prices';\nprice > price;\n" });
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
  });

  it('read packages again when others were installed', () => {
    const declared = (type: string): Readonly<Record<string, unknown>> => ({
      'node_modules/prices/package.json': { types: 'index.d.ts', dependencies: { 'big.js': '6' } },
      'node_modules/prices/index.d.ts': `import Big from 'big.js';\nexport declare const price: ${type};\n`,
      'node_modules/.package-lock.json': { type },
    });
    const text = "import { price } from 'prices';\nprice > price;\n";
    write(declared('Big'));
    const analyser = hold({ 'a.ts': text });
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
    analyser.update(path.join(root, 'a.ts'), `${text}\n`);
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
    write(declared('number'));
    analyser.update(path.join(root, 'a.ts'), text);
    assert.deepEqual(rules(analyser, 'a.ts'), []);
  });

  it('read files that the analyser does not hold from the disk', () => {
    write({ 'generated/money.ts': money });
    const analyser = hold({
      'a.ts': "import Big from 'big.js';\nimport { price } from './generated/money';\nprice > price;\n",
    });
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB105']);
  });

  it('follow their configuration when it changes', () => {
    write({ 'tsconfig.json': { compilerOptions: { strict: false } } });
    const text = "import Decimal from 'decimal.js';\nexport const f = (d: Decimal) => !d;\n";
    const analyser = hold({ 'a.ts': text });
    assert.deepEqual(rules(analyser, 'a.ts'), []);
    write({ 'tsconfig.json': { compilerOptions: { strict: true, target: 'es2022' } } });
    analyser.update(path.join(root, 'a.ts'), `${text}\n`);
    assert.deepEqual(rules(analyser, 'a.ts'), ['DB106']);
  });

  it('are given up with a note when they need more memory than they may', () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `f${index}.ts`,
        `${money}export const list = [${'price, '.repeat(5_000)}];\nprice > price;\n`,
      ]),
    );
    const analyser = hold(files, 64);
    assert.deepEqual(rules(analyser, 'f1.ts'), []);
    assert.match(analyser.notes(path.join(root, 'f1.ts'))[0] ?? '', /needs more than 64 MB/);
  });

  it('say the same after their memory was given back', () => {
    const analyser = hold({ 'a.ts': `${money}price > price;\n` });
    const before = analyser.findings(path.join(root, 'a.ts'));
    analyser.release();
    assert.deepEqual(analyser.findings(path.join(root, 'a.ts')), before);
  });

  it('count the places that hold a decimal', () => {
    const analyser = hold({
      'a.ts': `${money}export const f = (x: Decimal, y: number) => ({ sum: x, y });\n`,
    });
    assert.equal(analyser.ledgerSites(path.join(root, 'a.ts')), 3);
  });
});
