import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import type { Finding, Fix, TextEdit } from '../../../engine/lint/finding';

describe('applying edits', () => {
  it('makes them in order of place, whatever the order in which they are given', () => {
    const edits = [
      { start: 6, end: 11, text: 'there' },
      { start: 0, end: 0, text: '> ' },
      { start: 11, end: 11, text: '!' },
    ];
    assert.equal(applyEdits('hello world', edits), '> hello there!');
    assert.equal(applyEdits('hello world', edits.reverse()), '> hello there!');
  });

  it('puts an insertion before what replaces the range that starts there', () => {
    const edits = [
      { start: 1, end: 2, text: 'B' },
      { start: 1, end: 1, text: '-' },
    ];
    assert.equal(applyEdits('abc', edits), 'a-Bc');
  });

  for (const [name, edits] of Object.entries({
    overlap: [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ],
    'leave the text': [{ start: 2, end: 4, text: '' }],
    'end before they start': [{ start: 2, end: 1, text: '' }],
  })) {
    it(`refuses edits that ${name}`, () => {
      assert.throws(() => applyEdits('abc', edits), RangeError);
    });
  }

  it('says what a plain splice from the end says', () => {
    const cases = fc.tuple(fc.string(), fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.string())));
    fc.assert(
      fc.property(cases, ([text, wanted]) => {
        const edits: TextEdit[] = [];
        let from = 0;
        for (const [skip, length, replacement] of wanted) {
          const start = from + skip + 1;
          if (start + length > text.length) break;
          edits.push({ start, end: start + length, text: replacement });
          from = start + length;
        }
        let expected = text;
        for (const { start, end, text: replacement } of [...edits].reverse()) {
          expected = expected.slice(0, start) + replacement + expected.slice(end);
        }
        assert.equal(applyEdits(text, edits), expected);
      }),
    );
  });
});

describe('fixing all', () => {
  it('takes the first fix of each finding that keeps every value', () => {
    const both = finding([fix(true, [replaced(0)]), fix(false, [replaced(1)]), fix(false, [replaced(2)])]);
    const risky = finding([fix(true, [replaced(5)])]);
    const none = finding([]);
    assert.deepEqual(fixAll([both, risky, none]), {
      files: [{ path: '/a.py', edits: [replaced(1)] }],
      fixed: [both],
    });
  });

  it('makes an import once that several fixes bring along', () => {
    const imported = { start: 0, end: 0, text: 'from decimal import Decimal\n' };
    const findings = [
      finding([fix(false, [imported, replaced(4)])]),
      finding([fix(false, [imported, replaced(8)])]),
    ];
    const { files, fixed } = fixAll(findings);
    assert.deepEqual(files, [{ path: '/a.py', edits: [imported, replaced(4), replaced(8)] }]);
    assert.deepEqual(fixed, findings);
  });

  it('leaves a fix that is in the way of another one for the next pass, as a whole', () => {
    const first = finding([fix(false, [replaced(4)])]);
    const second = finding([fix(false, [replaced(2), { start: 4, end: 6, text: 'y' }])]);
    assert.deepEqual(fixAll([first, second]), {
      files: [{ path: '/a.py', edits: [replaced(4)] }],
      fixed: [first],
    });
  });

  it('leaves a second, different insertion at the same place for the next pass', () => {
    const at = (text: string): TextEdit => ({ start: 3, end: 3, text });
    const [first, second] = [finding([fix(false, [at('a')])]), finding([fix(false, [at('b')])])];
    assert.deepEqual(fixAll([first, second]).fixed, [first]);
  });

  it('takes what a comparison of every edit with all others takes', () => {
    const edit = fc
      .tuple(fc.nat(30), fc.nat(3), fc.constantFrom('', 'x', 'y'))
      .map(([start, length, text]): TextEdit => ({ start, end: start + length, text }));
    // The edits of one fix do not overlap.
    const edits = fc
      .array(edit, { maxLength: 3 })
      .filter((some) => !some.some((a) => some.some((b) => clash(a, b))));
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (all) => {
        const taken: TextEdit[] = [];
        const expected = all.map((some) => {
          const fresh = some.filter((one) => !taken.some((other) => isSame(one, other)));
          if (fresh.some((one) => taken.some((other) => clash(one, other)))) return false;
          taken.push(...fresh);
          return true;
        });
        const findings = all.map((some) => finding([fix(false, some)]));
        const { fixed } = fixAll(findings);
        assert.deepEqual(
          findings.map((one) => fixed.includes(one)),
          expected,
        );
      }),
    );
  });

  it('keeps the edits of several files apart', () => {
    const wide = finding([
      {
        ...fix(false, []),
        files: [
          { path: '/a.py', edits: [replaced(4)] },
          { path: '/b.py', edits: [replaced(4)] },
        ],
      },
    ]);
    assert.deepEqual(fixAll([wide, finding([fix(false, [replaced(9)])])]).files, [
      { path: '/a.py', edits: [replaced(4), replaced(9)] },
      { path: '/b.py', edits: [replaced(4)] },
    ]);
  });
});

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function clash(a: TextEdit, b: TextEdit): boolean {
  if (a === b) return false;
  return (a.start === b.start && a.end === b.end) || (a.start < b.end && b.start < a.end);
}

function replaced(start: number): TextEdit {
  return { start, end: start + 1, text: 'x' };
}

function fix(changesValue: boolean, edits: readonly TextEdit[]): Fix {
  return { title: 'Fix', kind: 'literal', changesValue, files: [{ path: '/a.py', edits }] };
}

function finding(fixes: readonly Fix[]): Finding {
  return {
    path: '/a.py',
    range: { start: 0, end: 1 },
    rule: 'DB002',
    severity: 'warning',
    message: 'float default 0.0 for ledger-typed `x`',
    related: [],
    fixes,
  };
}
