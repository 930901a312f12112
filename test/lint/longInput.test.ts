import { strict as assert } from 'node:assert';
import { parseStrategy } from '../../engine/scenarios';
import { readTime } from '../../engine/data/parseTime';
import { directivesOf } from '../../engine/lint/suppression/directives';
import { misspeltIn } from '../../engine/lint/suppression/misspelt';
import { isExact } from '../../engine/lint/python/exactDouble';
import { TextLines } from '../../engine/lint/textLines';
import { evidenceOf } from '../../engine/lint/typescript/evidence';

const length = 200_000;
/** Several times what linear work takes on a busy machine, and far below what quadratic work takes. */
const generousMs = 5_000;

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
  ['a strategy of blanks', () => assert.throws(() => parseStrategy(`sma:${spaces}x`))],
];

describe('a text of 200 KB', () => {
  for (const [what, read] of inputs) {
    it(`is read in bounded time when it has ${what}`, () => {
      const start = performance.now();
      read();
      assert.ok(performance.now() - start < generousMs);
    });
  }
});
