/** Recall and precision on code of others: cases rewritten from published packages, each labelled by reading. */
import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createLinter } from '../../engine/lint/linter';
import { TextLines } from '../../engine/lint/textLines';
import { defaultLintSettings } from '../../engine/protocol/lint';
import { labelsOf } from './corpus/labels';
import { scoreOf, type LabelledFile, type Score } from './corpus/score';

const corpus = path.join(import.meta.dirname, 'corpus');

for (const [language, room, least] of [
  ['Python', 'python', { found: 30, correct: 60 }],
  ['TypeScript and JavaScript', 'scripts', { found: 30, correct: 60 }],
  ['Python, first seen on 24 November 2026', 'unseen/python', { found: 30, correct: 40 }],
  ['TypeScript and JavaScript, first seen on 24 November 2026', 'unseen/scripts', { found: 30, correct: 40 }],
] as const) {
  describe(`The corpus of ${language}`, function () {
    let score: Score;

    before(async () => {
      const folder = path.join(corpus, room);
      const cases = await readdir(folder);
      const files = await Promise.all(cases.sort().map((name) => lintCase(path.join(folder, name))));
      score = scoreOf(files.flat());
      console.table(Object.fromEntries(score.rows.map(({ rule, ...row }) => [rule, row])));
    });

    it(`holds at least ${least.found} lines to find and ${least.correct} correct ones that look alike`, () => {
      assert.ok(score.plain + score.hard >= least.found && score.correct >= least.correct);
    });

    it('has every plain line found', () => assert.deepEqual(score.missedPlain, []));

    it('has at least three quarters of the hard lines found', () => {
      assert.ok(4 * score.missedHard.length <= score.hard, `missed: ${score.missedHard.join(', ')}`);
    });

    it('has no correct line flagged at warning or above', () => assert.deepEqual(score.flagged, []));

    it('has no other line flagged at warning or above', () => assert.deepEqual(score.unasked, []));
  });
}

/** Lints a folder as a workspace of its own. */
async function lintCase(folder: string): Promise<LabelledFile[]> {
  const linter = await createLinter({
    root: folder,
    settings: defaultLintSettings,
    baseline: null,
    cacheFolder: null,
  });
  const files: LabelledFile[] = [];
  for await (const { path: file, findings, notes } of linter.scan([folder])) {
    assert.deepEqual(notes, []);
    const text = await readFile(file, 'utf8');
    const lines = new TextLines(text);
    files.push({
      path: path.relative(corpus, file),
      labels: labelsOf(text),
      found: findings.map(({ rule, severity, range }) => ({
        rule,
        severity,
        line: lines.lineOf(range.start),
        endLine: lines.lineOf(range.end),
      })),
    });
  }
  linter.release();
  return files;
}
