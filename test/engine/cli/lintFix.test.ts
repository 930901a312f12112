/** What `lint --fix` changes, and what it leaves alone. */
import { strict as assert } from 'node:assert';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { inWorkspace, type Contents } from '../../lint/workspace';
import { lastLine } from './commandLine';
import { hasLinks, lintIn, linting, raising } from './linting';

describe('lint --fix', () => {
  it('applies the fixes that keep every value, and says what it did', () =>
    linting(
      { 'a.py': raising, 'rate.py': 'from decimal import Decimal\nRATE = Decimal(0.1)\n' },
      ['--fix'],
      async (ended, folder) => {
        assert.equal(ended.code, 1, 'the change of a value is left to people');
        assert.equal(
          await readFile(path.join(folder, 'a.py'), 'utf8'),
          raising.replace('1.19', 'Decimal("1.19")'),
        );
        assert.match(ended.stdout, /^rate\.py:2:\d+ DB003/);
        assert.match(ended.stderr, /^fixed: a\.py: DB006 /m);
        assert.equal(lastLine(ended.stderr), '1 fixed in 1 file');
      },
    ));

  if (hasLinks) {
    it('keeps encoding, mark, line ends, mode and links of what it writes', () => {
      const latin1 = Buffer.from(`# coding: latin-1\r\n${raising.replaceAll('\n', '\r\n')}# é`, 'latin1');
      const marked = Buffer.from(`\uFEFF${raising}`, 'utf8');
      const wide = Buffer.from(`\uFEFF${raising}`, 'utf16le');
      return inWorkspace(
        { 'latin1.py': latin1, 'marked.py': marked, 'wide.py': wide, 'to/target.py': raising },
        async (folder) => {
          await chmod(path.join(folder, 'marked.py'), 0o755);
          await symlink('to/target.py', path.join(folder, 'link.py'));
          const { code, stderr } = await lintIn(folder, [
            '--fix',
            'latin1.py',
            'marked.py',
            'wide.py',
            'link.py',
          ]);
          assert.equal(code, 0, stderr);
          const fixed = (text: string) => text.replace('1.19', 'Decimal("1.19")');
          const read = (name: string, encoding: BufferEncoding) =>
            readFile(path.join(folder, name), encoding);
          assert.equal(await read('latin1.py', 'latin1'), fixed(latin1.toString('latin1')));
          assert.equal(await read('marked.py', 'utf8'), fixed(`\uFEFF${raising}`));
          assert.equal(await read('wide.py', 'utf16le'), fixed(`\uFEFF${raising}`));
          assert.equal(await read('to/target.py', 'utf8'), fixed(raising));
          assert.equal((await stat(path.join(folder, 'marked.py'))).mode & 0o777, 0o755);
        },
      );
    });
  }

  it('leaves alone, and reports it, what it cannot write as it was', () => {
    const shiftJis = Buffer.concat([
      Buffer.from(`# coding: shift_jis\n${raising}# `),
      Buffer.from([0x83, 0x65]),
    ]);
    return linting({ 'a.py': shiftJis }, ['--fix'], async ({ code, stderr }, folder) => {
      assert.equal(code, 1);
      assert.match(stderr, /a\.py is not fixed: it cannot be written in the encoding that it has/);
      assert.deepEqual(await readFile(path.join(folder, 'a.py')), shiftJis);
    });
  });

  it('does nothing the second time', () =>
    linting(
      { 'a.py': raising, 'b.py': 'x = 1  # dblint: ignore[DB001]\n' },
      ['--fix'],
      async (first, folder) => {
        assert.equal(lastLine(first.stderr), '2 fixed in 2 files');
        assert.equal(await readFile(path.join(folder, 'b.py'), 'utf8'), 'x = 1\n');
        const second = await lintIn(folder, ['--fix']);
        assert.equal(lastLine(second.stderr), '0 fixed in 0 files');
      },
    ));

  it('leaves alone a suppression of all rules when one is off, and a misspelt one', async () => {
    const text = 'from decimal import Decimal\nx = Decimal(0.1)  # dblint: ignore\n# dblint: ignor[DB003]\n';
    const cases: [Contents, string[]][] = [
      [{}, ['--ignore', 'DB003']],
      [{ 'decimal-benchmark.json': '{"rules": {"DB003": "off"}}' }, []],
      [{ 'decimal-benchmark.json': '{"perFileIgnores": {"*.py": ["DB003"]}}' }, []],
    ];
    for (const [settings, args] of cases) {
      await linting({ 'a.py': text, ...settings }, ['--fix', ...args], async ({ stdout }, folder) => {
        assert.equal(await readFile(path.join(folder, 'a.py'), 'utf8'), text);
        assert.match(stdout, /^a\.py:3:11 DB900 hint .*did you mean ignore\?\n1 finding/);
      });
    }
  });

  it('starts a sum in a script as a decimal', () => {
    const sum = (start: string): string =>
      `import Decimal from 'decimal.js';\nexport const f = (all: Decimal[]): Decimal => all.reduce((s: any, x) => s.plus(x), ${start});\n`;
    return linting({ 'a.ts': sum('0') }, ['--fix'], async ({ code }, folder) => {
      assert.equal(code, 0);
      assert.equal(await readFile(path.join(folder, 'a.ts'), 'utf8'), sum('new Decimal(0)'));
    });
  });

  it('fixes the cells of a notebook, which stays one', () => {
    const source = raising.split(/(?<=\n)/);
    const notebook = {
      cells: [{ cell_type: 'code', metadata: {}, outputs: [], source }],
      metadata: {},
      nbformat: 4,
    };
    return linting({ 'n.ipynb': JSON.stringify(notebook, null, 1) }, ['--fix'], async ({ code }, folder) => {
      assert.equal(code, 0);
      const fixed: unknown = JSON.parse(await readFile(path.join(folder, 'n.ipynb'), 'utf8'));
      const cells = [
        { ...notebook.cells[0], source: source.map((line) => line.replace('1.19', 'Decimal("1.19")')) },
      ];
      assert.deepEqual(fixed, { ...notebook, cells });
    });
  });
});
