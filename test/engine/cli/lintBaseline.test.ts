/** What a baseline of `lint` hides. */
import { strict as assert } from 'node:assert';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeFiles } from '../../lint/workspace';
import { harmless, lintIn, linting, notebookOf, raising } from './linting';

describe('a baseline', () => {
  const both = raising.replace('price * 1.19', 'price * 1.19 if price < 0.5 else price');
  const name = '.decimal-benchmark-lint-baseline.json';

  const narrower: [string, string, string[], RegExp][] = [
    ['a path', '.', ['--write-baseline', 'in'], /5 findings .*: 2 found now, 3 kept/],
    ['a folder that the command runs in', 'in', ['--write-baseline'], /5 findings .*: 2 found now, 3 kept/],
    ['a rule', '.', ['--write-baseline', '--select', 'DB006'], /5 findings .*: 3 found now, 2 kept/],
    ['all but a rule', '.', ['--write-baseline', '--ignore', 'DB006'], /5 findings .*: 2 found now, 3 kept/],
  ];
  for (const [what, cwd, args, message] of narrower) {
    it(`keeps what it knows of other files and rules when it is written for ${what}`, () =>
      linting(
        { 'in/a.py': both, 'b.py': both, 'c.py': raising },
        ['--write-baseline'],
        async ({ stderr }, folder) => {
          assert.match(stderr, /with 5 findings written/);
          const before = await readFile(path.join(folder, name), 'utf8');
          const again = await lintIn(path.join(folder, cwd), args);
          assert.equal(again.code, 0);
          assert.match(again.stderr, message);
          assert.equal(await readFile(path.join(folder, name), 'utf8'), before);
        },
      ));
  }

  it('keeps the findings of two that write it at once for different rules', () =>
    linting({ 'a.py': both }, [], async (_, folder) => {
      const [one, other] = await Promise.all(
        ['DB005', 'DB006'].map((rule) => lintIn(folder, ['--write-baseline', '--select', rule])),
      );
      assert.deepEqual([one?.code, other?.code], [0, 0]);
      assert.equal((await lintIn(folder)).stdout, '0 findings in 1 file\n');
    }));

  it('drops what is gone of the files and rules that it is written for, and nothing else', () =>
    linting(
      { 'in/a.py': both, 'in/gone.py': raising, 'b.py': both },
      ['--write-baseline'],
      async (_, folder) => {
        await rm(path.join(folder, 'in/gone.py'));
        await writeFiles(folder, { 'in/a.py': harmless, 'b.py': harmless });
        const { stderr } = await lintIn(folder, ['--write-baseline', 'in', '--select', 'DB006']);
        assert.match(stderr, /with 3 findings .*: 0 found now, 3 kept of other files and rules/);
        const { files } = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as {
          files: Record<string, Record<string, unknown>>;
        };
        const rules = Object.entries(files).map(([file, each]) => [file, Object.keys(each)]);
        assert.deepEqual(rules, [
          ['b.py', ['DB005', 'DB006']],
          ['in/a.py', ['DB005']],
        ]);
      },
    ));

  it('holds for the cells of a notebook', () =>
    linting(
      { 'n.ipynb': notebookOf(raising.split(/(?<=\n)/), 'python') },
      ['--write-baseline'],
      async (_, folder) => {
        assert.equal((await lintIn(folder)).stdout, '0 findings in 1 file\n');
      },
    ));

  it('that is broken is written anew for all, and not for a part', () =>
    linting({ 'in/a.py': raising, [name]: '{' }, ['--write-baseline', 'in'], async (ended, folder) => {
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, /is no baseline/);
      assert.equal((await lintIn(folder, ['--write-baseline'])).code, 0);
      assert.equal((await lintIn(folder)).code, 0);
    }));

  it('hides what old code has, wherever the lines move, and nothing new', () =>
    linting({ 'a.py': raising }, ['--write-baseline'], async ({ code, stderr }, folder) => {
      assert.equal(code, 0);
      assert.match(stderr, /Baseline with 1 finding written to \.decimal-benchmark-lint-baseline\.json/);
      assert.equal((await lintIn(folder)).stdout, '0 findings in 1 file\n');
      await writeFiles(folder, { 'a.py': `# moved\n\n${raising.replace('price *', 'price  *')}` });
      assert.equal((await lintIn(folder)).code, 0);
      await writeFiles(folder, {
        'a.py': `${raising}\n\ndef more(price: Decimal):\n    return price * 1.19\n`,
      });
      const again = await lintIn(folder);
      assert.equal(again.code, 1, 'the same line a second time is new');
      assert.match(again.stdout, /^a\.py:9:/);
    }));

  it('can have another name', () =>
    linting({ 'a.py': raising }, ['--write-baseline', '--baseline', 'old.json'], async (_ended, folder) => {
      assert.equal((await lintIn(folder)).code, 1);
      assert.equal((await lintIn(folder, ['--baseline', 'old.json'])).code, 0);
    }));
});
