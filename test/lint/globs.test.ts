import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import ignore from 'ignore';
import picomatch from 'picomatch';
import { globTest } from '../../engine/lint/files/glob';
import { ignoreRules, maxWildcardCharacters } from '../../engine/lint/files/ignoreRules';
import { Budget } from '../../engine/platform/budget';
import { check } from '../../engine/protocol/check';
import { expandBraces } from '../../engine/protocol/braces';
import { defaultLintSettings, LintSettings } from '../../engine/protocol/lint';
import { inBoundedTime } from '../support/processorTime';

const name = fc.stringMatching(/^\.?[abA]{1,4}(\.py)?$/);
const pathOfNames = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
/** A part of a glob's segment whose meaning every reader of globs agrees on. */
const part = fc.constantFrom('a', 'b', 'A', 'ab', '*', '?', '.py', '.', '[ab]', '[^a]', '[a-b]');
const segment = fc
  .array(part, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').replaceAll(/\*{2,}/g, '*'))
  .filter((text) => !/^\.{1,2}$/.test(text));
const group = fc
  .array(fc.constantFrom('a', 'ab', 'B', '*.py', 'b?', '[ab]'), { minLength: 2, maxLength: 3 })
  .map((segments) => `{${segments.join(',')}}`);
const globSegment = fc.oneof({ weight: 4, arbitrary: segment }, fc.constant('**'), group);
const glob = fc.array(globSegment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));

describe('a glob of the settings', () => {
  it('matches what picomatch matches, if it is an ordinary one', () => {
    fc.assert(
      fc.property(glob, pathOfNames, (pattern, file) => {
        const reference = picomatch(pattern, { dot: true, basename: !pattern.includes('/') });
        assert.equal(globTest([pattern])(file), reference(file));
      }),
      { numRuns: 5_000 },
    );
  });

  const examples: [glob: string, matched: string[], unmatched: string[]][] = [
    ['legacy', ['legacy', 'a/legacy'], ['legacy/a', 'legacy2']],
    ['*_test.py', ['a_test.py', 'x/.b_test.py'], ['a_test.pyi']],
    ['./src/old/', ['src/old'], ['x/src/old', 'src/old/a']],
    ['**/tests/**', ['tests', 'tests/a', 'x/tests/y/z'], ['tests2/a']],
    ['a/**/b', ['a/b', 'a/x/y/b'], ['a/xb', 'b']],
    ['*/**', ['a/b', 'a/b/c'], ['a']],
    ['src/{a,b/c}/*.{ts,js}', ['src/a/x.ts', 'src/b/c/.js'], ['src/c/x.ts', 'src/b/x.ts']],
    ['data_{8..10}.py', ['data_8.py', 'data_10.py'], ['data_1.py', 'data_11.py']],
    ['{a..c}x', ['bx'], ['dx', '{a..c}x/y']],
    ['{a}', ['{a}'], ['a']],
    ['[!a]b', ['xb'], ['ab']],
    ['pages/[id].ts', ['pages/[id].ts', 'pages/i.ts'], ['pages/x.ts']],
    ['[a', ['[a'], ['a']],
    ['\\*', ['*'], ['a']],
    ['!keep', ['a', 'x/a'], ['keep', 'x/keep']],
    ['[[:constructor:]]', ['[[:constructor:]]'], ['a', 'c']],
    ['', [], ['', 'a']],
    ['/', [], ['', 'a']],
  ];
  for (const [pattern, matched, unmatched] of examples) {
    it(`matches paths, their names and nothing else: ${JSON.stringify(pattern)}`, () => {
      const test = globTest([pattern]);
      assert.deepEqual(
        matched.filter((file) => !test(file)),
        [],
      );
      assert.deepEqual(unmatched.filter(test), []);
    });
  }

  for (const text of [
    '(a+)+$',
    'a|b',
    '^a$',
    'a+',
    '@(a|b)',
    '+(a)',
    'a.c',
    '(?=a)',
    '\\d'.replace('\\', ''),
  ]) {
    it(`takes the syntax of regular expressions literally: ${text}`, () => {
      assert.ok(globTest([text])(text));
      assert.ok(globTest([`src/${text}`])(`src/${text}`));
      assert.deepEqual(['a', 'b', 'aa', 'abc'].filter(globTest([text])), []);
    });
  }

  it('is matched in bounded time, whatever its stars and braces', () => {
    const name63 = `${'a'.repeat(63)}.py`;
    const long = 'a'.repeat(255);
    const deep = Array.from({ length: 2000 }, () => 'a').join('/');
    inBoundedTime(() => {
      assert.ok(!globTest(['(a+)+$'])(`${'a'.repeat(43)}.py`));
      assert.ok(!globTest(['*a*a*a*a*a*a*a*a*b'])(name63));
      assert.ok(!globTest([`${'*a'.repeat(400)}b`])(long));
      assert.ok(!globTest([`*${'a'.repeat(250)}b`])(long));
      assert.ok(!globTest([`${'?*'.repeat(400)}b`])(long));
      assert.ok(!globTest([`${'**/a/'.repeat(150)}b`])(deep));
      assert.ok(!globTest([`${'**/*a*/'.repeat(100)}b`])(deep));
      assert.ok(!globTest(['[a'.repeat(400)])(long));
    });
  });

  it('is matched in bounded time, as random ones of few letters are', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '*',
      '**',
      '?',
      '/',
      '**/',
      '[ab]',
      '[',
      ']',
      '{',
      ',',
      '}',
      '(',
      ')+',
      '\\',
    );
    const wild = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
    const path = fc
      .array(fc.constantFrom('a', 'b', '/'), { maxLength: 400 })
      .map((letters) => letters.join(''));
    inBoundedTime(() => {
      fc.assert(
        fc.property(wild, path, (pattern, file) => {
          if (expandBraces(pattern, 1000) !== null) globTest([pattern])(file);
        }),
        { numRuns: 200 },
      );
    });
  });

  it('is compared in few steps with names that end differently', () => {
    const globs = Array.from({ length: 1000 }, (_, index) => `**/*a*a*${index}/*a*b`);
    const names = Array.from({ length: 600 }, (_, index) => `x/${'a'.repeat(240)}${index}.py`);
    const test = globTest(globs);
    const budget = new Budget(10 * globs.length * names.length);
    inBoundedTime(() => assert.ok(!budget.run(() => names.some(test))), 2_500);
    assert.ok(!budget.isSpent);
  });

  it('counts only if it has no wildcards once the steps are spent', () => {
    const test = globTest(['plain.py', 'in/{a,b}.py', '*.ts', '!*.js']);
    const paths = ['x/plain.py', 'in/b.py', 'x.ts', 'x.py'];
    assert.deepEqual(paths.filter(test), paths);
    const spent = new Budget(-1);
    assert.deepEqual(
      paths.filter((file) => spent.run(() => test(file))),
      ['x/plain.py', 'in/b.py'],
    );
  });

  const tooMuch: [what: string, settings: object, message: RegExp][] = [
    [
      'is too long',
      { exclude: ['a'.repeat(1001)] },
      /exclude: a glob has at most 1000 characters, and one has 1001/,
    ],
    [
      'is one of too many',
      { exclude: Array.from({ length: 1001 }, () => 'a') },
      /exclude: at most 1000 globs/,
    ],
    ['has too many alternatives', { exclude: ['{a,b}'.repeat(20)] }, /exclude: at most 1000 globs/],
    ['has too long a range', { exclude: ['{1..999999999}'] }, /exclude: at most 1000 globs/],
    [
      'has deep braces',
      { exclude: [`${'{a,'.repeat(240)}b${'}'.repeat(240)}{c,d,e,f,g}`] },
      /exclude: at most 1000 globs/,
    ],
    [
      'is too long in all',
      { exclude: Array.from({ length: 21 }, () => 'a'.repeat(1000)) },
      /at most 20000 characters/,
    ],
    [
      'is too much for a rule',
      { perFileIgnores: { ['{a,b}'.repeat(20)]: ['DB001'] } },
      /perFileIgnores: at most 1000/,
    ],
  ];
  for (const [what, settings, message] of tooMuch) {
    it(`is refused when it ${what}`, () => {
      inBoundedTime(() => {
        assert.throws(
          () => check(LintSettings, { ...defaultLintSettings, ...settings }, 'settings'),
          message,
        );
      });
    });
  }
});

describe('the lines of a .gitignore', () => {
  const ignoreSegment = fc.oneof({ weight: 4, arbitrary: segment }, fc.constant('**'));
  const line = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '', '/'),
      fc.array(ignoreSegment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/', ' ', '\r'),
    )
    .map(([mark, root, segments, end]) => `${mark}${root}${segments.join('/')}${end}`);

  it('mean what the package `ignore` makes of them', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), pathOfNames, fc.boolean(), (lines, file, isFolder) => {
        const text = lines.join('\n');
        const reference = ignore().add(text);
        const names = file.split('/');
        const above = names.slice(1).map((_, depth) => `${names.slice(0, depth + 1).join('/')}/`);
        // A walk does not enter a folder that is ignored.
        fc.pre(!above.some((folder) => reference.ignores(folder)));
        const { ignored, unignored } = reference.test(isFolder ? `${file}/` : file);
        const expected = ignored || unignored ? ignored : null;
        assert.equal(ignoreRules(text).decide(file, isFolder) === true, expected === true);
      }),
      { numRuns: 5_000 },
    );
  });

  const examples: [text: string, file: string, ignored: boolean | null][] = [
    ['# a\n\n', '# a', null],
    ['\\# a', '# a', true],
    ['\\!a', '!a', true],
    ['a \n', 'a', true],
    ['a\\ \n', 'a ', true],
    ['a\\', 'a', null],
    ['A.py', 'a.PY', true],
    ['[[:upper:]]x', 'ax', true],
    ['[[:digit:]]x', '5x', true],
    ['[[:nonsense:]]x', '5x', null],
    ['[a', '[a', null],
    ['a/**', 'a', null],
    ['a/**', 'a/b', true],
    ['(a+)+$', 'a', null],
    ['a\n!a', 'a', false],
    ['!a\na', 'a', true],
    ['*.py\n!a.py', 'a.py', false],
    ['\uFEFFa', 'a', true],
  ];
  for (const [text, file, ignored] of examples) {
    it(`are read as git reads them: ${JSON.stringify(text)} and ${file}`, () => {
      assert.equal(ignoreRules(text).decide(file, false), ignored);
    });
  }

  it('are matched in bounded time, however many and however long', () => {
    const deep = Array.from({ length: 1000 }, () => 'a').join('/');
    const long = 'a'.repeat(255);
    inBoundedTime(() => {
      const rules = ignoreRules(
        [
          `${'a/**/'.repeat(200)}b`,
          `${'*a'.repeat(2000)}b`,
          '['.repeat(20_000),
          '\\['.repeat(20_000),
          '?'.repeat(4_000),
          'a'.repeat(1_000_000),
        ].join('\n'),
      );
      assert.equal(rules.decide(deep, false), null);
      assert.equal(rules.decide(long, false), null);
      const many = ignoreRules(
        Array.from({ length: 100_000 }, (_, index) => `folder/x${index}.py`).join('\n'),
      );
      for (let index = 0; index < 100_000; index += 1) many.decide(`folder/y${index}.py`, false);
      assert.ok(many.decide('folder/x99999.py', false));
      assert.ok(!many.isCut);
    });
  });

  it('are compared in few steps with names that end differently', () => {
    const rules = ignoreRules(`*a${'?'.repeat(45)}b\n`.repeat(400));
    const names = Array.from({ length: 600 }, (_, index) => `${'a'.repeat(240)}${index}.py`);
    inBoundedTime(() => assert.ok(!names.some((each) => rules.decide(each, false))), 2_500);
  });

  it('count only if they have no wildcards once the steps are spent', () => {
    const rules = ignoreRules('a.py\n*.py\n!b*\n');
    const decided = (file: string) => rules.decide(file, false);
    assert.deepEqual(['a.py', 'b.py', 'c.py'].map(decided), [true, false, true]);
    const spent = new Budget(-1);
    assert.deepEqual(
      ['a.py', 'b.py', 'c.py'].map((file) => spent.run(() => decided(file))),
      [true, null, null],
    );
  });

  it('are cut when those with wildcards are too many, and the rest still counts', () => {
    const rules = ignoreRules(
      ['first*', ...Array.from({ length: 100_000 }, (_, at) => `x*y${at}`), 'last'].join('\n'),
    );
    assert.ok(rules.isCut);
    assert.ok(rules.decide('first1', false));
    assert.ok(rules.decide('last', false));
    assert.equal(rules.decide(`x*y${maxWildcardCharacters * 2}`, false), null);
  });
});
