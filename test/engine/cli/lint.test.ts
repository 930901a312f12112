import { strict as assert } from 'node:assert';
import { chmod, readFile, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { FindingRecord } from '../../../engine/protocol/lint';
import { comparing, inWorkspace, writeFiles, type Contents } from '../../lint/workspace';
import { lastLine, run, type Ended } from './commandLine';

const raising = 'from decimal import Decimal\n\n\ndef tax(price: Decimal):\n    return price * 1.19\n';
const hinting = 'from decimal import Decimal\n\n\ndef low(price: Decimal):\n    return price < 0.5\n';
const harmless = 'x = 0.0\n';

/** On Windows, links take a privilege, and files have no modes. */
const hasLinks = process.platform !== 'win32';

/** Runs `lint` in a folder with files, keeping nothing between runs. */
function linting(
  contents: Contents,
  args: readonly string[],
  test: (ended: Ended, folder: string) => Promise<void> | void,
) {
  return inWorkspace(contents, async (folder) => {
    await test(await lintIn(folder, args), folder);
  });
}

function lintIn(folder: string, args: readonly string[] = []): Promise<Ended> {
  return run(['lint', '--no-cache', ...args], { cwd: folder });
}

/** A notebook with one cell of code, written as Jupyter does. */
function notebookOf(source: readonly string[], language: string): string {
  const cells = [{ cell_type: 'code', metadata: {}, outputs: [], source }];
  return JSON.stringify({ cells, metadata: { kernelspec: { language } }, nbformat: 4 }, null, 1);
}

function recordsOf({ stdout }: Ended): FindingRecord[] {
  return v.parse(v.array(FindingRecord), JSON.parse(stdout));
}

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

  it('exits with 0 where nothing is found, and where only hints are', async () => {
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

  it('prints an empty JSON array where nothing is found', () =>
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
        assert.match(stderr, /^note: a\.py: It is not looked at: its bytes are not UTF-8\.$/m);
        assert.match(stderr, /^note: n\.ipynb: It is not looked at: its kernel speaks julia\.$/m);
        assert.match(stderr, /^note: README\.md: It is not looked at/m);
      },
    ));

  const unreadable: [string, string | Buffer, RegExp][] = [
    ['a.py', Buffer.from([0x61, 0xff]), /its bytes are not UTF-8/],
    ['nul.ts', 'let x;\0', /it is a binary file/],
    ['big.py', `x = 1\n${'#'.repeat(1100 * 1024)}\n`, /more than maxFileSizeKb allows/],
    ['n.ipynb', '{"cells": [', /it is no notebook/],
  ];
  for (const [name, content, reason] of unreadable) {
    it(`exits with 2 where a file that was named cannot be looked at: ${name}`, () =>
      linting(
        { [name]: content, 'b.py': raising },
        [name, 'b.py'],
        async ({ code, stdout, stderr }, folder) => {
          assert.equal(code, 2);
          assert.match(stderr, new RegExp(`^error: ${name}: It is not looked at: .*${reason.source}`, 'm'));
          assert.match(stdout, /^b\.py:5:20 DB006/, 'what was found elsewhere is shown');
          assert.equal((await lintIn(folder, ['--fix', name])).code, 2);
          assert.equal((await lintIn(folder, ['--write-baseline', name])).code, 2);
        },
      ));
  }

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

  it('leaves alone, and says so, what it cannot write as it was', () => {
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

  it('leaves alone a suppression of all rules where one is off, and a misspelt one', async () => {
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
      `import Decimal from 'decimal.js';\nexport const f = (all: Decimal[]) => all.reduce((s: any, x) => s.plus(x), ${start});\n`;
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
    it(`keeps what it knows of other files and rules where it is written for ${what}`, () =>
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

describe('the settings of lint', () => {
  it('come from pyproject.toml, then from decimal-benchmark.json, and options win', () =>
    linting(
      {
        'pyproject.toml':
          '[tool.decimal-benchmark]\nexclude = ["old"]\n\n[tool.decimal-benchmark.rules]\nDB006 = "hint"\n',
        'a.py': raising,
        'old/b.py': raising,
      },
      [],
      async ({ code, stdout }, folder) => {
        assert.equal(code, 0);
        assert.match(stdout, /^a\.py:5:20 DB006 hint .*\n1 finding in 1 file/);
        await writeFiles(folder, { 'decimal-benchmark.json': '{"rules": {"DB006": "off"}}' });
        assert.equal((await lintIn(folder)).stdout, '0 findings in 1 file\n');
        assert.match((await lintIn(folder, ['--select', 'DB006'])).stdout, /DB006 error/);
      },
    ));

  it('hold for a file in a folder below, and from a folder elsewhere', () =>
    inWorkspace(
      { 'p/decimal-benchmark.json': '{"exclude": ["x/*.py"]}', 'p/x/a.py': raising, 'p/b.py': raising },
      async (folder) => {
        assert.match((await lintIn(path.join(folder, 'p/x'), ['..'])).stdout, /^\.\.\/b\.py.*\n1 finding/);
        assert.match((await lintIn(folder, ['p'])).stdout, /^p\/b\.py.*\n1 finding/);
      },
    ));

  it('leave out rules in some files, but not those that are selected', () =>
    linting(
      { 'tests/test_a.py': 'from decimal import Decimal\nx = Decimal(0.1)\n' },
      [],
      async ({ stdout }, folder) => {
        assert.equal(stdout, '0 findings in 1 file\n');
        assert.match((await lintIn(folder, ['--select', 'DB003'])).stdout, /^tests\/test_a\.py:2:5 DB003/);
      },
    ));

  it('can be those of a file that is named', () =>
    linting(
      { 'a.py': raising, 'own.json': '{"rules": {"DB006": "off"}}' },
      ['--config', 'own.json'],
      ({ code }) => {
        assert.equal(code, 0);
      },
    ));
});

describe('bad usage of lint', () => {
  const cases: [string[], RegExp][] = [
    [['gone.py'], /gone\.py: there is no such file or folder/],
    [['--select', 'DB999'], /There is no rule DB999/],
    [['--ignore', ''], /There is no rule without a code/],
    [['--format', 'xml'], /text, json, sarif, github/],
    [['--baseline', 'gone.json'], /gone\.json: there is no such file/],
    [['--baseline', 'other.json'], /other\.json is no baseline/],
    [['--config', 'gone.json'], /gone\.json: there is no such file/],
    [['--config', 'other.json'], /settings in .*other\.json: nonsense/],
    [['--config', 'broken.toml'], /Cannot read the settings in .*broken\.toml/],
    [['--fix', '--write-baseline'], /--fix and --write-baseline exclude each other/],
    [['--write-baseline', '--baseline', 'gone/b.json'], /gone\/b\.json: there is no such file or folder/],
  ];
  for (const [args, message] of cases) {
    it(`is refused with exit code 2 and one message: ${args.join(' ')}`, () =>
      linting(
        { 'other.json': '{"nonsense": 1}', 'broken.toml': '[tool.decimal-benchmark\n' },
        args,
        ({ code, stdout, stderr }) => {
          assert.equal(code, 2, stderr);
          assert.equal(stdout, '');
          assert.match(stderr, message);
          assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
        },
      ));
  }

  const unknown: [string, string, RegExp][] = [
    ['decimal-benchmark.json', '{"exlude": []}', /\.json: exlude is no setting; did you mean exclude\?/],
    ['decimal-benchmark.json', '{"colour": []}', /\.json: colour is no setting(?!; did)/],
    [
      'pyproject.toml',
      '[tool.decimal-benchmark.vocabulary]\nowner = []\n',
      /toml: vocabulary\.owner is no setting; did you mean owners\?/,
    ],
  ];
  for (const [name, text, message] of unknown) {
    it(`says what is no setting, and what was meant: ${text.trim()}`, () =>
      linting({ [name]: text }, [], ({ code, stderr }) => {
        assert.equal(code, 2);
        assert.match(stderr, message);
      }));
  }

  it('names the setting that is wrong', () =>
    linting(
      { 'pyproject.toml': '[tool.decimal-benchmark]\nmaxFileSizeKb = "big"\n' },
      [],
      ({ code, stderr }) => {
        assert.equal(code, 2);
        assert.match(
          stderr,
          /\[tool\.decimal-benchmark\] in .*pyproject\.toml: maxFileSizeKb must be number, got "big"/,
        );
      },
    ));
});
