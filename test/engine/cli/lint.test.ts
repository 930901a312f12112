/** What `lint` finds, and how it prints it. */
import { strict as assert } from 'node:assert';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { comparing, inWorkspace } from '../../lint/workspace';
import { harmless, hasLinks, hinting, lintIn, linting, notebookOf, raising, recordsOf } from './linting';

describe('lint', () => {
  it('prints a line for each finding, and a closing one', () =>
    linting({ 'a.py': raising, 'b.py': hinting, 'c.ts': comparing }, [], ({ code, stdout, stderr }) => {
      assert.equal(code, 1, stderr);
      assert.deepEqual(stdout.trimEnd().split('\n'), [
        'a.py:5:20 DB006 error float 1.19 * ledger value raises TypeError',
        'b.py:5:20 DB005 hint ledger value compared with float 0.5',
        'c.ts:2:46 DB105 error `>` compares Decimal as text',
        '3 findings in 3 files (2 fixable)',
      ]);
      assert.equal(stderr, '');
    }));

  it('exits with 0 when nothing is found, and when only hints are', async () => {
    await linting({ 'a.py': harmless }, [], ({ code, stdout }) => {
      assert.equal(code, 0);
      assert.equal(stdout, '0 findings in 1 file\n');
    });
    await linting({ 'b.py': hinting }, [], ({ code, stdout }) => {
      assert.equal(code, 0);
      assert.match(stdout, /DB005 hint/);
    });
    await linting({}, [], ({ code, stdout }) => {
      assert.equal(code, 0);
      assert.equal(stdout, '0 findings in 0 files\n');
    });
  });

  it('prints JSON alone on standard output, with lines and columns from 1 in UTF-16 units', () =>
    linting(
      { 'src/a.py': raising.replace('price * 1.19', '"😀" and price * 1.19') },
      ['src', '--format', 'json'],
      (ended) => {
        assert.equal(ended.code, 1);
        const [record, ...others] = recordsOf(ended);
        assert.deepEqual(others, []);
        assert.ok(record !== undefined);
        const { fixes, related, ...rest } = record;
        assert.deepEqual(rest, {
          rule: 'DB006',
          severity: 'error',
          message: 'float 1.19 * ledger value raises TypeError',
          path: 'src/a.py',
          line: 5,
          column: 29,
          endLine: 5,
          endColumn: 33,
        });
        assert.equal(fixes[0]?.kind, 'literal');
        assert.deepEqual(
          related.map(({ path: file }) => file),
          ['src/a.py'],
        );
      },
    ));

  it('prints an empty JSON array when nothing is found', () =>
    linting({ 'a.py': harmless }, ['--format', 'json'], ({ stdout }) => {
      assert.deepEqual(JSON.parse(stdout), []);
    }));

  it('prints paths from the current folder, also of files outside it', () =>
    inWorkspace({ 'in/x.txt': '', 'out/a.py': raising }, async (folder) => {
      const ended = await lintIn(path.join(folder, 'in'), ['../out', '--format', 'json']);
      assert.deepEqual(
        recordsOf(ended).map(({ path: file }) => file),
        ['../out/a.py'],
      );
    }));

  it('prints annotations for a GitHub workflow, with what has a meaning there escaped', () =>
    linting({ 'a,b%.py': raising }, ['--format', 'github'], ({ code, stdout }) => {
      assert.equal(code, 1);
      assert.equal(
        stdout,
        '::error file=a%2Cb%25.py,line=5,endLine=5,col=20,endColumn=24,title=DB006::DB006 float 1.19 * ledger value raises TypeError\n',
      );
    }));

  it('finds what it is asked to select, and not what it is asked to ignore', async () => {
    const contents = { 'a.py': raising, 'c.ts': comparing };
    await linting(contents, ['--select', 'db105'], ({ stdout }) => {
      assert.match(stdout, /DB105/);
      assert.doesNotMatch(stdout, /DB006/);
    });
    await linting(contents, ['--ignore', 'DB105, DB006'], ({ code, stdout }) => {
      assert.equal(code, 0);
      assert.equal(stdout, '0 findings in 2 files\n');
    });
  });

  it('says on standard error what it did not look at, and does not count it', () =>
    linting(
      { 'a.py': Buffer.from([0x61, 0xff]), 'n.ipynb': notebookOf([], 'julia'), 'README.md': '' },
      ['.', 'n.ipynb', 'README.md'],
      ({ code, stdout, stderr }) => {
        assert.equal(code, 0);
        assert.equal(stdout, '0 findings in 0 files\n');
        assert.match(stderr, /^note: a\.py: Not checked: its bytes are not UTF-8\.$/m);
        assert.match(stderr, /^note: n\.ipynb: Not checked: the language of its kernel is julia\.$/m);
        assert.match(stderr, /^note: README\.md: Not checked/m);
      },
    ));

  const unreadable: [string, string | Buffer, RegExp][] = [
    ['a.py', Buffer.from([0x61, 0xff]), /its bytes are not UTF-8/],
    ['nul.ts', 'let x;\0', /it is a binary file/],
    ['big.py', `x = 1\n${'#'.repeat(1100 * 1024)}\n`, /larger than maxFileSizeKb allows/],
    ['n.ipynb', '{"cells": [', /it is no notebook/],
  ];
  for (const [name, content, reason] of unreadable) {
    it(`exits with 2 when a file that was named cannot be checked: ${name}`, () =>
      linting(
        { [name]: content, 'b.py': raising },
        [name, 'b.py'],
        async ({ code, stdout, stderr }, folder) => {
          assert.equal(code, 2);
          assert.match(stderr, new RegExp(`^error: ${name}: Not checked: .*${reason.source}`, 'm'));
          assert.match(stdout, /^b\.py:5:20 DB006/, 'what was found elsewhere is shown');
          assert.equal((await lintIn(folder, ['--fix', name])).code, 2);
          assert.equal((await lintIn(folder, ['--write-baseline', name])).code, 2);
        },
      ));
  }

  it('exits with 3 when a file that was named cannot be analysed, and with 0 when its folder was', async () => {
    const deep = `import Decimal from 'decimal.js';\nexport const x = ${'['.repeat(5_000)}${']'.repeat(5_000)};\n`;
    const files = { 'deep.ts': deep, 'package.json': '{"dependencies": {"decimal.js": "10.6.0"}}' };
    await linting(files, ['deep.ts'], async ({ code, stderr }, folder) => {
      assert.match(stderr, /^error: deep\.ts: Not analyzed: the code is nested too deeply\.$/m);
      assert.equal(code, 3);
      const ofFolder = await lintIn(folder);
      assert.match(ofFolder.stderr, /^note: deep\.ts: Not analyzed: /m);
      assert.equal(ofFolder.code, 0);
    });
  });

  it('names the lines of a notebook that it reports, in its messages and notes, too', () => {
    const source = [
      'from decimal import Decimal\n',
      'def rest(flow: Decimal):\n',
      '    previous = 0.0\n',
      '    return flow - previous\n',
      'x = 1  # dblint: ignore[DB001]\n',
    ];
    const contents = {
      'n.ipynb': notebookOf(source, 'python'),
      'decimal-benchmark.json': '{"requireReason": true}',
    };
    const lines = contents['n.ipynb'].split('\n');
    const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
    return linting(contents, ['--format', 'json'], (ended) => {
      const [record] = recordsOf(ended);
      assert.equal(record?.line, lineOf('previous = 0.0'));
      const met = lineOf('flow - previous');
      assert.equal(record.related[0]?.line, met);
      assert.match(record.message, new RegExp(`on line ${met};`));
      assert.match(ended.stderr, new RegExp(`for line ${lineOf('x = 1')} gives no reason`));
    });
  });

  it('ends on hostile folders', () =>
    inWorkspace(
      {
        'a.py': raising,
        'deep.py': `from decimal import Decimal\nx = ${'('.repeat(20_000)}Decimal(1)${')'.repeat(20_000)}\n`,
        'long.py': `from decimal import Decimal\nx = [${'0.0, '.repeat(100_000)}]\n`,
        'half.py': 'from decimal import Decimal\ndef f(x: Decimal\n  return x +',
        'nul.ts': 'import Decimal from "decimal.js";\0',
        'n.ipynb': '{"cells": [{"cell_type": "code", "source": [1, null, {"source": "x"}]}]}',
      },
      async (folder) => {
        if (hasLinks) {
          await symlink('..', path.join(folder, 'circle'));
          await symlink('self', path.join(folder, 'self'));
        }
        const ended = await lintIn(folder, ['--format', 'json']);
        assert.equal(ended.code, 1, ended.stderr);
        assert.ok(recordsOf(ended).some(({ path: file }) => file === 'a.py'));
      },
    ));
});
