/** Mutated sources: no crash, an incremental analysis equals a cold one, and fixes keep the syntax and reach an end. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import type { Linter } from '../../../engine/lint/linter';
import type { FileReport } from '../../../engine/lint/fileReport';
import { linterFor } from '../../lint/workspace';
import { mutatedText } from '../mutate';
import { target } from '../target';

const corpus = path.join(__dirname, '..', '..', 'lint', 'corpus');
const root = '/fuzz-project';
/** More than any source here needs; a fix that always leaves another one would never end. */
const mostPasses = 12;
const largestSource = 12_000;

type Name = 'a.py' | 'a.ts' | 'a.jsx' | 'a.ipynb';

interface Case {
  readonly name: Name;
  readonly before: string;
  readonly after: string;
}

function sourcesIn(folder: string, extension: string): string[] {
  return readdirSync(path.join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => readFileSync(path.join(corpus, folder, name), 'utf8'))
    .filter(({ length }) => length <= largestSource);
}

const python = [...sourcesIn('python', '.py'), ...sourcesIn('unseen/python', '.py')];
const scripts = [...sourcesIn('scripts', '.ts'), ...sourcesIn('unseen/scripts', '.ts')];
const notebooks = python.slice(0, 12).map((source) =>
  JSON.stringify({
    cells: [
      { cell_type: 'markdown', source: '# Prose' },
      { cell_type: 'code', source: source.split(/(?<=\n)/) },
      { cell_type: 'code', source: 'y = 0.0\n' },
    ],
    metadata: {},
    nbformat: 4,
  }),
);

function casesOf(name: Name, texts: readonly string[]): fc.Arbitrary<Case> {
  const text = mutatedText(texts);
  return fc.record({ name: fc.constant(name), before: text, after: text });
}

/** One for all cases: what it reports may depend only on the files that it holds. */
let warmLinter: Promise<Linter> | null = null;

export const linter = target<Case>({
  name: 'linter',
  cases: fc.oneof(
    { weight: 4, arbitrary: casesOf('a.py', python) },
    { weight: 2, arbitrary: casesOf('a.ts', scripts) },
    { weight: 1, arbitrary: casesOf('a.jsx', scripts) },
    { weight: 1, arbitrary: casesOf('a.ipynb', notebooks) },
  ),
  limitMs: 30_000,
  check: async ({ name, before, after }) => {
    const file = path.join(root, name);
    const warm = await (warmLinter ??= linterFor(root));
    warm.update(file, before);
    assertPlaces(await warm.report(file), before);
    warm.update(file, after);
    const report = await warm.report(file);
    assertPlaces(report, after);
    warm.update(file, null);
    const cold = await linterFor(root);
    cold.update(file, after);
    assert.deepEqual(report, await cold.report(file), 'an incremental analysis against a cold one');

    let [text, left] = [after, report];
    for (let pass = 0; ; pass++) {
      const edits = fixAll(left.findings).files.filter(({ path: each }) => each === file);
      if (edits.length === 0) break;
      assert.ok(pass < mostPasses, 'fixes do not come to an end');
      text = edits.reduce((edited, { edits: made }) => applyEdits(edited, made), text);
      cold.update(file, text);
      left = await cold.report(file);
    }
    if (text !== after && isSound(name, after, report)) {
      assert.ok(isSound(name, text, left), `the fixed source cannot be parsed:\n${text}`);
    }
  },
  files: ({ name, before, after }) => ({ [`before/${name}`]: before, [`after/${name}`]: after }),
});

function assertPlaces({ findings, suppressed }: FileReport, text: string): void {
  for (const { range } of [...findings, ...suppressed.map(({ finding }) => finding)]) {
    assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length, 'a place outside');
  }
}

/** Whether the whole source was parsed without an error. */
function isSound(name: Name, text: string, { notes }: FileReport): boolean {
  if (name === 'a.py' || name === 'a.ipynb') return notes.length === 0;
  const { diagnostics = [] } = ts.transpileModule(text, { fileName: name, reportDiagnostics: true });
  return diagnostics.length === 0;
}
