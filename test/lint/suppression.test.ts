import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { RuleCode } from '../../engine/protocol/lint';
import { applyEdits } from '../../engine/lint/applyEdits';
import type { Language } from '../../engine/lint/catalogue';
import type { Finding } from '../../engine/lint/finding';
import { pythonComments } from '../../engine/lint/suppression/pythonComments';
import { scriptComments } from '../../engine/lint/suppression/scriptComments';
import { suppress, type SuppressOptions, type Suppressed } from '../../engine/lint/suppression/suppress';
import { TextLines } from '../../engine/lint/textLines';
import { inBoundedTime } from '../support/processorTime';

/** A finding of the rule at the first place of the marked text. */
function findingAt(text: string, marked: string, rule: RuleCode): Finding {
  const start = text.indexOf(marked);
  assert.notEqual(start, -1, marked);
  const range = { start, end: start + marked.length };
  return { rule, severity: 'error', message: 'found', path: '/w/file', range, related: [], fixes: [] };
}

function applied(
  language: Language,
  text: string,
  findings: readonly Finding[],
  options: Partial<SuppressOptions> = {},
): Suppressed {
  return suppress(findings, {
    path: '/w/file',
    language,
    lines: new TextLines(text),
    requireReason: false,
    isOn: () => true,
    isAnalysed: true,
    ...options,
  });
}

/** Rules of `MARK` in the text that remain. */
function kept(language: Language, text: string, rule: RuleCode = 'DB001'): string[] {
  return applied(language, text, [findingAt(text, 'MARK', rule)]).kept.map((finding) => finding.rule);
}

function unused(language: Language, text: string, options: Partial<SuppressOptions> = {}): string[] {
  return applied(language, text, [], options).kept.map(({ message }) => message);
}

/** The text after every fix of an unused suppression, one after the other. */
function tidied(language: Language, text: string): string {
  const [first] = applied(language, text, []).kept;
  const edits = first?.fixes[0]?.files[0]?.edits;
  return edits === undefined ? text : tidied(language, applyEdits(text, edits));
}

describe('a suppression', () => {
  const silent: [string, Language, string][] = [
    ['on the same line', 'python', 'x = MARK  # dblint: ignore[DB001]\n'],
    ['with a reason', 'python', 'x = MARK  # dblint: ignore[DB001] read by an old client\n'],
    ['of several rules', 'python', 'x = MARK  # dblint: ignore[DB006, DB001]\n'],
    ['in small letters', 'python', 'x = MARK  # DBLINT: Ignore[db001]\n'],
    ['of every rule', 'python', 'x = MARK  # dblint: ignore\n'],
    ['on the line above', 'python', '# dblint: ignore[DB001]\nx = MARK\n'],
    ['above other comments and blank lines', 'python', '# dblint: ignore[DB001]\n# why\n\nx = MARK\n'],
    ['after another comment', 'python', 'x = MARK  # type: ignore # dblint: ignore[DB001]\n'],
    ['for the file', 'python', 'x = MARK\n# dblint: file-ignore[DB001]\n'],
    ['for lines from here on', 'python', '# dblint: disable[DB001]\ny = 1\nx = MARK\n'],
    ['for a range', 'python', '# dblint: disable[DB001]\nx = MARK\n# dblint: enable[DB001]\n'],
    ['as a bare noqa', 'python', 'x = MARK  # noqa\n'],
    ['as a noqa of the rule', 'python', 'x = MARK  # noqa: DB001\n'],
    ['as a noqa beside others', 'python', 'x = MARK  # noqa: E501, DB001\n'],
    ['as a noqa beside others, without commas', 'python', 'x = MARK  # noqa:E501 DB001\n'],
    ['in a line comment of a script', 'script', 'x = MARK; // dblint: ignore[DB001]\n'],
    ['in a block comment', 'script', 'x = MARK; /* dblint: ignore[DB001] */\n'],
    ['above, in JSX', 'script', '<b>\n{/* dblint: ignore[DB001] */}\n{MARK}</b>\n'],
    ['in JSX, beside text', 'script', "<b>it's {MARK}{/* dblint: ignore[DB001] */} more\n</b>\n"],
    ['in JSX, inside the braces', 'script', "<b>it's {MARK /* dblint: ignore[DB001] */} more</b>\n"],
    ['in JSX, between attributes', 'script', '<B\n  a={MARK} // dblint: ignore[DB001]\n/>\n'],
    ['after JSX', 'script', "const b = (\n<b>it's</b>); const x = MARK; // dblint: ignore[DB001]\n"],
    ['after an element of a type', 'script', "x = <A<B<C>> d='' />; y = MARK; // dblint: ignore[DB001]\n"],
    ['after a type assertion', 'script', "x = <T>y; z = 'a'; MARK; // dblint: ignore[DB001]\n"],
    ['after a type parameter', 'script', "f = <T extends X>(y: T) => 'a'; MARK; // dblint: ignore[DB001]\n"],
    ['after comparisons', 'script', "i++ <n; a<b && c>d; 'a'; MARK; // dblint: ignore[DB001]\n"],
    ['after an element in a template', 'script', "`${<i>it's</i>}`; MARK; // dblint: ignore[DB001]\n"],
    ['for ESLint, on the line', 'script', 'x = MARK; // eslint-disable-line db/DB001\n'],
    [
      'for ESLint, on the next line',
      'script',
      '// eslint-disable-next-line no-var, db/DB001 -- old\nx = MARK\n',
    ],
    ['for ESLint, in a block', 'script', '/* eslint-disable db/DB001 */\n\nx = MARK\n'],
    ['for ESLint, of every rule', 'script', '// eslint-disable-next-line\nx = MARK\n'],
    ['with CRLF', 'python', '# dblint: ignore[DB001]\r\nx = MARK\r\n'],
    ['after a string with a mark in it', 'python', 's = "#"; x = MARK  # dblint: ignore[DB001]\n'],
    ['after a regular expression', 'script', 'x = /["\'`]/.test(MARK); // dblint: ignore[DB001]\n'],
    ['after a nested template', 'script', 'x = `${`}${"`"}`}` + MARK; // dblint: ignore[DB001]\n'],
    ['after a nested formatted string', 'python', 'x = f\'{a["#"]:{w}}\' + MARK  # dblint: ignore[DB001]\n'],
  ];
  for (const [what, language, text] of silent) {
    it(`silences: ${what}`, () => assert.ok(!kept(language, text).includes('DB001')));
  }

  const loud: [string, Language, string][] = [
    ['in a string', 'python', 'x = MARK, "# dblint: ignore[DB001]"\n'],
    ['in a docstring', 'python', 'x = MARK; """\n# dblint: file-ignore[DB001]\n"""\n'],
    ['in a template', 'script', 'x = MARK + `// dblint: ignore[DB001]`;\n'],
    ['in the text of JSX', 'script', '<b>\n{MARK} // dblint: ignore[DB001]\n</b>\n'],
    ['in an attribute of JSX', 'script', '<b a="\n" b={MARK} c="// dblint: ignore[DB001]"/>\n'],
    ['in prose', 'python', 'x = MARK  # write dblint: ignore[DB001] here\n'],
    ['one line too far', 'python', 'x = MARK\ny = 1  # dblint: ignore[DB001]\n'],
    ['before its range', 'python', 'x = MARK\n# dblint: disable[DB001]\n'],
    ['after its range', 'python', '# dblint: disable[DB001]\n# dblint: enable[DB001]\nx = MARK\n'],
    ['after a bare end', 'python', '# dblint: disable[DB001]\n# dblint: enable\nx = MARK\n'],
    ['of an unknown word', 'python', 'x = MARK  # dblint: ignore-all[DB001]\n'],
    ['of other tools', 'python', 'x = MARK  # noqa: E501\n'],
    ['of ruff for the file', 'python', '# ruff: noqa: F401\nx = MARK\n'],
    ['in another language', 'python', 'x = MARK  # eslint-disable-line db/DB001\n'],
    ['as ESLint writes no range', 'script', '// eslint-disable db/DB001\nx = MARK\n'],
    ['with no rule', 'python', 'x = MARK  # dblint: ignore[]\n'],
  ];
  for (const [what, language, text] of loud) {
    it(`does not silence: ${what}`, () => {
      assert.ok(kept(language, text).includes('DB001'));
    });
  }

  it('of another rule does not silence, and is unused', () => {
    assert.deepEqual(kept('python', 'x = MARK  # dblint: ignore[DB002]\n'), ['DB001', 'DB900']);
  });

  it('counts only with a reason when one is required, and reports it', () => {
    const text = 'x = MARK  # dblint: ignore[DB001]\n';
    const without = applied('python', text, [findingAt(text, 'MARK', 'DB001')], { requireReason: true });
    assert.deepEqual(
      without.kept.map(({ rule }) => rule),
      ['DB001'],
    );
    assert.deepEqual(without.notes, ['The suppression for line 1 gives no reason, so it does not count.']);
    for (const [language, given] of [
      ['python', 'x = MARK  # dblint: ignore[DB001] measured\n'],
      ['python', 'x = MARK  # noqa: DB001 measured\n'],
      ['script', 'x = MARK // eslint-disable-line db/DB001 -- measured\n'],
    ] as const) {
      const finding = findingAt(given, 'MARK', 'DB001');
      assert.deepEqual(applied(language, given, [finding], { requireReason: true }).kept, [], given);
    }
  });
});

describe('an unused suppression', () => {
  it('is found code by code', () => {
    assert.deepEqual(unused('python', 'x = 1  # dblint: ignore[DB001, DB002]\n'), [
      'unused suppression DB001',
      'unused suppression DB002',
    ]);
    assert.deepEqual(unused('script', '// eslint-disable-next-line db/DB105, eqeqeq\nx = 1\n'), [
      'unused suppression DB105',
    ]);
    assert.deepEqual(unused('python', 'x = 1  # dblint: ignore\n'), ['unused suppression of every rule']);
  });

  it('is none when it is for other tools, or for a rule that is switched off', () => {
    const others = 'x = 1  # noqa\ny = 1  # noqa: E501\nz = 1  # noqa: ABC123\n';
    assert.deepEqual(unused('python', others), []);
    assert.deepEqual(
      unused('script', '// eslint-disable-next-line\nx = 1\n// eslint-disable-line no-var\n'),
      [],
    );
    const isOn = (rule: RuleCode) => rule !== 'DB001';
    assert.deepEqual(unused('python', 'x = 1  # dblint: ignore[DB001]\n', { isOn }), []);
    for (const bare of ['x = 1  # dblint: ignore\n', '# dblint: file-ignore\n', '# dblint: disable\n'])
      assert.deepEqual(unused('python', bare, { isOn }), [], bare);
    assert.deepEqual(unused('script', 'x = 1  // dblint: ignore\n', { isOn }), [
      'unused suppression of every rule',
    ]);
  });

  it('is distinguished from a mistake, which is named and left for its author', () => {
    const mistakes: [string, string][] = [
      ['x = 1  # dblint: ignore[DB999]\n', 'DB999 is no rule, so it silences nothing'],
      ['x = 1  # dblint: ignore[DB03]\n', 'DB03 is no rule, so it silences nothing; did you mean DB003?'],
      ['x = 1  # dblint: ignore[]\n', 'this suppression names no rule, so it silences nothing'],
      [
        'x = 1  # dblint: ignor[DB003]\n',
        '`dblint: ignor` is no directive, so it silences nothing; did you mean ignore?',
      ],
      [
        'x = 1  # dblint: off[DB003]\n',
        '`dblint: off` is no directive, so it silences nothing; there are ignore, file-ignore, disable, enable',
      ],
    ];
    for (const [text, message] of mistakes) {
      const { kept: findings } = applied('python', text, []);
      assert.deepEqual(
        findings.map((each) => [each.rule, each.message, each.fixes.length]),
        [['DB900', message, 0]],
      );
    }
    assert.deepEqual(unused('python', '# dblint: see the guide\n'), []);
    assert.equal(
      tidied('python', 'x = 1  # dblint: ignore[DB001, DB999] why\n'),
      'x = 1  # dblint: ignore[DB999] why\n',
    );
  });

  it('is none of our business in a noqa of a file that was not analysed', () => {
    assert.deepEqual(unused('python', 'x = 1  # noqa: DB001\n', { isAnalysed: false }), []);
  });

  it('can itself be silenced for the file', () => {
    assert.deepEqual(unused('python', '# dblint: file-ignore[DB900]\nx = 1  # dblint: ignore[DB001]\n'), []);
  });

  const tidy: [Language, string, string][] = [
    ['python', 'x = 1  # dblint: ignore[DB001]\ny = 2\n', 'x = 1\ny = 2\n'],
    ['python', 'x = 1  # dblint: ignore[DB001, DB002] old\r\n', 'x = 1\r\n'],
    ['python', '    # dblint: ignore[DB001] old\n    x = 1\n', '    x = 1\n'],
    ['python', 'x = 1  # dblint: ignore[DB001] # noqa: E501\n', 'x = 1 # noqa: E501\n'],
    ['python', 'x = 1  # noqa: E501, DB001, W605\n', 'x = 1  # noqa: E501, W605\n'],
    ['python', 'x = 1  # noqa: DB001,E501\n', 'x = 1  # noqa: E501\n'],
    ['python', 'x = 1  # noqa: DB001, E501, DB002\n', 'x = 1  # noqa: E501\n'],
    ['python', 'x = 1  # noqa: E501 DB001\n', 'x = 1  # noqa: E501\n'],
    ['python', 'x = 1  # noqa: DB001\n', 'x = 1\n'],
    ['script', 'x(); // dblint: ignore[DB105]', 'x();'],
    ['script', 'x(/* dblint: ignore[DB105] */);\n', 'x();\n'],
    ['script', '<b>\n  {/* dblint: ignore[DB105] */}\n</b>\n', '<b>\n</b>\n'],
    ['script', '<b>{x} {/* dblint: ignore[DB105] */} y</b>\n', '<b>{x}  y</b>\n'],
    ['script', '<b>{x /* dblint: ignore[DB105] */} y</b>\n', '<b>{x} y</b>\n'],
    ['script', 'if (x) {/* dblint: ignore[DB105] */}\n', 'if (x) {}\n'],
    ['script', '// eslint-disable-next-line db/DB105 -- old\nx();\n', 'x();\n'],
    ['script', 'f = () => { return/* dblint: ignore[DB105] */5; };\n', 'f = () => { return 5; };\n'],
    ['script', 'c = a+/* dblint: ignore[DB105] */+b;\n', 'c = a+ +b;\n'],
    ['script', 'c = a + /* dblint: ignore[DB105] */ +b;\n', 'c = a + +b;\n'],
    ['script', 'f = () => { return /* dblint: ignore[DB105]\n*/ 5; };\n', 'f = () => { return\n 5; };\n'],
    ['script', 'let v = 1\n/* dblint: ignore[DB105]\n*/ v++;\n', 'let v = 1\n\n v++;\n'],
    ['script', 'x(); // dblint: ignore[DB105] x\u2028y();\n', 'x();\u2028y();\n'],
    ['script', 'x(); //* dblint: ignore[DB105]\n', 'x(); //* dblint: ignore[DB105]\n'],
    ['python', '# dblint: ignore[DB001]\n# é\n# coding: ascii\n', '\n# é\n# coding: ascii\n'],
    ['python', '# dblint: ignore[DB001] coding: latin-1\n', '# dblint: ignore[DB001] coding: latin-1\n'],
    [
      'script',
      '// eslint-disable-next-line db/DB105, eqeqeq -- old\nx();\n',
      '// eslint-disable-next-line eqeqeq -- old\nx();\n',
    ],
  ];
  for (const [language, before, after] of tidy) {
    it(`is deleted and nothing else: ${JSON.stringify(before)}`, () => {
      assert.equal(tidied(language, before), after);
    });
  }

  it('is left alone when only another one of its codes is unused', () => {
    const text = 'x = MARK  # dblint: ignore[DB001, DB002] old\n';
    const [only] = applied('python', text, [findingAt(text, 'MARK', 'DB001')]).kept;
    const edits = only?.fixes[0]?.files[0]?.edits ?? [];
    assert.equal(applyEdits(text, edits), 'x = MARK  # dblint: ignore[DB001] old\n');
  });
});

describe('the search for comments', () => {
  const pieces = [
    '#',
    '//',
    '/*',
    '*/',
    '"',
    "'",
    '"""',
    "'''",
    '`',
    '${',
    '}',
    '{',
    '\\',
    '\n',
    '\r\n',
    '\r',
    'f',
    'rb',
    ' ',
    'x',
    '/',
    '[',
    ']',
    '(',
    ')',
    ':',
    'return',
    '<',
    '>',
    '<b>',
    '</b>',
    '<i a={',
    '/>',
    '\u2028',
    '\0',
    'é',
    '😀',
    '# dblint: ignore[DB001]',
    '// dblint: disable[',
    '# noqa: DB001',
    '/* eslint-disable db/DB105 */',
    '# dblint: enable',
    '# dblint: file-ignore',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

  it('ends on any text, with comments that do not overlap and begin with their marks', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const [comments, mark] of [
          [pythonComments(source), /^#/],
          [scriptComments(source), /^\/[/*]/],
        ] as const) {
          let end = 0;
          for (const comment of comments) {
            assert.ok(comment.start >= end && comment.end > comment.start && comment.end <= source.length);
            assert.match(source.slice(comment.start, comment.end), mark);
            end = comment.end;
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('finds every comment that is written after whole tokens', () => {
    const token = fc.constantFrom(
      '"#"',
      "'//'",
      'x',
      '1',
      ' + ',
      '(a)',
      '"""#\n"""',
      "f'{x!r:>{w}}'",
      "b'\\''",
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const code = tokens.join(' ');
        assert.deepEqual(pythonComments(`${code} # here\n`), [
          { start: code.length + 1, end: code.length + 7 },
        ]);
      }),
    );
  });

  it('leads to suppressions whose fixes apply, and end, on any text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Language>('python', 'script'), (source, language) => {
        let current = source;
        for (let pass = 0; pass <= source.length; pass += 1) {
          const [first] = applied(language, current, []).kept;
          const edits = first?.fixes[0]?.files[0]?.edits;
          if (edits === undefined) return;
          const next = applyEdits(current, edits);
          assert.ok(next.length < current.length, JSON.stringify(current));
          current = next;
        }
        assert.fail('there is always another one');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('many suppressions of many findings', () => {
  const count = 10_000;
  /** Of one rule, each on a line of its own from the given one on. */
  const findingsFrom = (text: string, first: number): Finding[] => {
    const lines = new TextLines(text);
    return Array.from({ length: count }, (_, index) => {
      const start = lines.startOf(Math.min(first + index, lines.count));
      return { ...findingAt('x', 'x', 'DB006'), range: { start, end: start + 1 } };
    });
  };
  const codes = Array.from({ length: count }, () => 'DB006').join(',');
  const texts: Readonly<Record<string, readonly [text: string, first: number]>> = {
    'of the whole file': ['#dblint:file-ignore[DB006]\n'.repeat(count) + 'x\n'.repeat(count), count + 1],
    'from every line on': ['x # dblint: disable[DB006]\n'.repeat(count), 1],
    'of one line': [`x # dblint: ignore[${codes}]`, 1],
  };
  for (const [name, [text, first]] of Object.entries(texts)) {
    it(`take no longer than each by itself, for those ${name}`, () => {
      const findings = findingsFrom(text, first);
      inBoundedTime(() => {
        assert.deepEqual(applied('python', text, findings), { kept: [], silenced: findings, notes: [] });
      });
    });
  }

  it('silence what each does by itself, and are unused only if they silence none', () => {
    const written = fc.constantFrom(
      'x',
      'x # dblint: ignore[DB001]',
      'x # dblint: ignore[DB001, DB006]',
      'x # dblint: ignore',
      '# dblint: ignore[DB900]',
      'x # dblint: disable[DB006]',
      'x # dblint: enable[DB006]',
      'x # dblint: file-ignore[DB001]',
    );
    const place = fc.record({
      rule: fc.constantFrom<RuleCode>('DB001', 'DB006', 'DB900'),
      first: fc.integer({ min: 1, max: 8 }),
      more: fc.nat(2),
    });
    const isIdle = ({ message }: Finding): boolean => message.startsWith('unused suppression');
    const idleOf = (text: string, findings: readonly Finding[]): string[] =>
      applied('python', text, findings)
        .kept.filter(isIdle)
        .map(({ message, range }) => `${range.start} ${message}`);
    fc.assert(
      fc.property(fc.array(written, { minLength: 8, maxLength: 8 }), fc.array(place), (all, places) => {
        const text = all.join('\n');
        const lines = new TextLines(text);
        const findings = places.map(({ rule, first, more }): Finding => {
          const range = { start: lines.startOf(first), end: lines.startOf(first + more) + 1 };
          return { ...findingAt('x', 'x', rule), range };
        });
        assert.deepEqual(
          applied('python', text, findings).silenced,
          findings.filter((finding) => applied('python', text, [finding]).silenced.length === 1),
        );
        const idle = findings.map((finding) => new Set(idleOf(text, [finding])));
        assert.deepEqual(
          idleOf(text, findings),
          idleOf(text, []).filter((key) => idle.every((each) => each.has(key))),
        );
      }),
      { numRuns: 100 },
    );
  });
});
