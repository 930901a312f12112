import { strict as assert } from 'node:assert';
import { parseStrategy } from '../../engine/scenarios';
import { readTime } from '../../engine/data/parseTime';
import { directivesOf } from '../../engine/lint/suppression/directives';
import { misspeltIn } from '../../engine/lint/suppression/misspelt';
import { fixAll } from '../../engine/lint/applyEdits';
import type { Finding } from '../../engine/lint/finding';
import { notebookOf } from '../../engine/lint/notebook/notebook';
import { isExact } from '../../engine/lint/python/exactDouble';
import { TextLines } from '../../engine/lint/textLines';
import { evidenceOf } from '../../engine/lint/typescript/evidence';
import { inBoundedTime } from '../support/processorTime';

const length = 200_000;
const spaces = ' '.repeat(length);
const inputs: [what: string, read: () => unknown][] = [
  ['an import and blanks', () => evidenceOf(`from${spaces}x`, [])],
  [
    'a package and slashes',
    () => evidenceOf(`from 'https://@dinero.js/${'@dinero.js/'.repeat(length / 11)}`, []),
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
  ['a strategy of blanks', () => assert.throws(() => parseStrategy(`sma:${spaces}x`))],
];

describe('a text of 200 KB', () => {
  for (const [what, read] of inputs) {
    it(`is read in bounded time when it has ${what}`, () => {
      inBoundedTime(() => void read());
    });
  }
});

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
