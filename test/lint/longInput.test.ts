import { strict as assert } from 'node:assert';
import { parseStrategy } from '../../engine/ledger/scenarios';
import { readTime } from '../../engine/ledger/data/parseTime';
import { suppress } from '../../engine/lint/suppression/suppress';
import { directivesOf } from '../../engine/lint/suppression/directives';
import { misspeltIn } from '../../engine/lint/suppression/misspelt';
import { fixAll } from '../../engine/lint/applyEdits';
import type { Finding } from '../../engine/lint/finding';
import { notebookOf } from '../../engine/lint/notebook/notebook';
import { suppressionFix } from '../../engine/lint/suppression/suppressionFix';
import { scriptComments } from '../../engine/lint/suppression/scriptComments';
import { pythonOfCell } from '../../engine/lint/notebook/pythonOfCell';
import { withTrap } from '../../engine/lint/trap/conftest';
import { timeRemedy, valueRemedy } from '../../engine/ledger/data/csvRemedies';
import { readDecimal } from '../../engine/ledger/data/parseDecimal';
import { readFigure, readList } from '../../engine/benchmark/compare/figures';
import { formatScaled } from '../../engine/ledger/arithmetic/decimalText';
import { isExact } from '../../engine/lint/python/exactDouble';
import { TextLines } from '../../engine/lint/textLines';
import { textFactsOf } from '../../engine/lint/typescript/textFacts';
import { inBoundedTime } from '../support/processorTime';

const length = 200_000;
const spaces = ' '.repeat(length);
const inputs: [what: string, read: () => unknown][] = [
  ['an import and blanks', () => textFactsOf(`from${spaces}x`, [])],
  [
    'a package and slashes',
    () => textFactsOf(`from 'https://@dinero.js/${'@dinero.js/'.repeat(length / 11)}`, []),
  ],
  [
    'a comment of marks',
    () => directivesOf('python', new TextLines(`x = 1 ${'#'.repeat(length)} dblint: x`)),
  ],
  ['misspelt marks', () => misspeltIn('script', new TextLines(`${'/'.repeat(length)} dblint:`))],
  ['a reason of blanks', () => directivesOf('python', new TextLines(`x = 1 # dblint: ignore${spaces}x`))],
  [
    'open brackets',
    () => directivesOf('python', new TextLines(`x = 1 ${'# dblint: ignore['.repeat(length / 17)}`)),
  ],
  [
    'suppressions and no code',
    () => directivesOf('python', new TextLines('# dblint: ignore\n'.repeat(length / 17))),
  ],
  ['a literal of zeros', () => isExact(`0.1${'0'.repeat(length)}1`)],
  ['a time of blanks', () => readTime(`1${spaces}1`)],
  ['a notebook cell of empty strings', () => notebookOf(notebook(Array(66_000).fill('')))],
  ['thousands of fixes', () => fixAll(fixes(8_000))],
  [
    'suppressions of many codes',
    () => deletions(`x = 1 # dblint: ignore[${'DB001, '.repeat(length / 70)}]\n`),
  ],
  ['a suppression after blanks', () => deletions(`x = 1${spaces}# dblint: ignore\n`)],
  ['a cell of blanks', () => pythonOfCell(`${spaces}x`)],
  ['a cell of names', () => pythonOfCell(`${'a, '.repeat(length / 3)}x`)],
  ['a cell of question marks', () => pythonOfCell('a ?'.repeat(length / 3))],
  ['a price of commas', () => valueRemedy(`${'1,'.repeat(length / 2)}x`, 'malformed', false)],
  ['a price of digits', () => valueRemedy(`${'1'.repeat(length)}x`, 'malformed', false)],
  ['a time of points', () => timeRemedy(`${'1'.repeat(length)}.x`)],
  ['a list of blanks', () => assert.throws(() => readList(`1${spaces}x`, '--a'))],
  ['a figure of digits', () => assert.throws(() => readFigure(`${'1'.repeat(length)}x`, 'sample 1', '--a'))],
  ['a decimal of zeros', () => readDecimal(`1.${'0'.repeat(length)}1`, true)],
  ['a decimal of blanks', () => readDecimal(`1${spaces}x`, true)],
  ['a fraction of zeros', () => formatScaled(10n ** 20_000n + 1n, 20_000)],
  ['a line of carriage returns', () => new TextLines('\r'.repeat(length)).textOf(1)],
  ['a conftest of imports', () => withTrap(`import ${'a, '.repeat(length / 3)}b c\n`)],
  ['a conftest of parentheses', () => withTrap(`import os ${'(\n'.repeat(length / 2)}`)],
  ['a script of open regular expressions', () => scriptComments(`x = ${'/[ = '.repeat(length / 5)}`)],
  ['a script of open type arguments', () => scriptComments(`x = ${'<a<b<c<'.repeat(length / 7)}`)],
  ['a script of open elements', () => scriptComments(`x = ${'<a b={'.repeat(length / 6)}`)],
  ['a script of compiler directives', () => scriptComments('// @ts-ignore\n'.repeat(length / 14))],
  [
    'braces of blanks and comments',
    () => scriptComments(`x = <a>{${' '.repeat(length / 2)}${'/**/'.repeat(length / 8)}}</a>`),
  ],
  ['a suppression of many codes', () => suppressed(`y = 0.0  # noqa: ${'DB001 '.repeat(length / 6)}\n`)],
  ['many suppressions on one line', () => suppressed(`y = 0.0  ${'# noqa: DB001 '.repeat(length / 14)}\n`)],
  ['many ranges of suppression', () => suppressed('# dblint: disable[DB001]\n'.repeat(length / 25))],
  ['a strategy of blanks', () => assert.throws(() => parseStrategy(`sma:${spaces}x`))],
];

function deletions(text: string): void {
  const lines = new TextLines(text);
  for (const directive of directivesOf('python', lines)) {
    suppressionFix(directive, null, lines);
    for (const code of directive.codes ?? []) suppressionFix(directive, code, lines);
  }
}

describe('a text of 200 KB', () => {
  for (const [what, read] of inputs) {
    it(`is read in bounded time when it has ${what}`, () => {
      inBoundedTime(() => void read());
    });
  }
});

function suppressed(text: string): unknown {
  const lines = new TextLines(text);
  return suppress([], {
    path: 'a.py',
    language: 'python',
    lines,
    requireReason: false,
    isOn: () => true,
    isAnalysed: true,
  });
}

function notebook(source: readonly string[]): string {
  const cell = { cell_type: 'code', metadata: {}, outputs: [], source };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

function fixes(count: number): Finding[] {
  return Array.from({ length: count }, (_, index) => {
    const edits = [
      { start: 0, end: 0, text: 'from decimal import Decimal\n' },
      { start: 10 * index + 10, end: 10 * index + 13, text: 'Decimal(0)' },
    ];
    const fix = {
      title: '',
      kind: 'literal' as const,
      changesValue: false,
      files: [{ path: 'a.py', edits }],
    };
    const range = { start: 0, end: 1 };
    return {
      rule: 'DB001',
      severity: 'warning',
      path: 'a.py',
      range,
      message: '',
      related: [],
      fixes: [fix],
    };
  });
}
