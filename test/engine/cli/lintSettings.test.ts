/** What `lint` takes from settings, and what it refuses. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { inWorkspace, writeFiles } from '../../lint/workspace';
import { lintIn, linting, raising } from './linting';

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
