import { strict as assert } from 'node:assert';
import { createScriptAnalyser, type ScriptAnalyser } from '../../../engine/lint/typescript/analyser';
import type { Finding } from '../../../engine/lint/finding';

/** A folder that is on no disk: what is linted is only what the analyser holds. */
export const root = '/workspace-of-a-test';

export function analyserOf(
  files: Readonly<Record<string, string>>,
  decimalTypes: readonly string[] = [],
): ScriptAnalyser {
  const analyser = createScriptAnalyser({ decimalTypes, maxProgramMemoryMb: 8192, root });
  for (const [name, text] of Object.entries(files)) analyser.update(`${root}/${name}`, text);
  return analyser;
}

/** What is found in the file of that name. */
export function found(files: Readonly<Record<string, string>>, name: string): readonly Finding[] {
  return analyserOf(files).findings(`${root}/${name}`);
}

/**
 * Holds what is found in every file against the marks in it: `// DB104 error` at the end of each line on which that is
 * found, several with commas; nothing on the others.
 */
export function checkMarked(
  files: Readonly<Record<string, string>>,
  decimalTypes: readonly string[] = [],
): void {
  const analyser = analyserOf(files, decimalTypes);
  for (const [name, text] of Object.entries(files)) {
    const lines = text.split('\n');
    const expected = lines.flatMap((line, index) =>
      marksOf(line).map((mark) => `${index + 1} ${mark} | ${line}`),
    );
    const actual = analyser.findings(`${root}/${name}`).map(({ rule, severity, range }) => {
      const line = lineOf(text, range.start);
      return `${line} ${rule} ${severity} | ${lines[line - 1] ?? ''}`;
    });
    assert.deepEqual(actual.sort(), expected.sort(), name);
  }
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function marksOf(line: string): string[] {
  const marks = /\/\/ ((?:DB\d+ \w+(?:, )?)+)$/.exec(line)?.[1];
  return marks?.split(', ') ?? [];
}
