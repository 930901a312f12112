/** The labels of a corpus case: end-of-line comments that say what a linter must find on that line, and what it must not. */
import { RuleCode } from '../../../engine/protocol/lint';
import * as v from 'valibot';

export interface Label {
  /** From 1. */
  readonly line: number;
  /** Rules of which one must be found; empty where the line is correct. */
  readonly rules: readonly RuleCode[];
  /** Whether finding it needs more than one function or file. */
  readonly isHard: boolean;
}

/**
 * Reads `# expect: DB001`, `# expect: DB001 or DB002`, `# expect: DB001 hard` and `# ok`, and the same after `//` and
 * within a comment of JSX.
 * @throws where a label names no rule
 */
export function labelsOf(text: string): Label[] {
  return text.split('\n').flatMap((content, index) => {
    const match = /(?:#|\/\/|\/\*) (?:expect: (?<rules>.+?)(?<hard> hard)?|ok)(?: \*\/\})?\s*$/u.exec(
      content,
    );
    if (match === null) return [];
    const rules = match.groups?.['rules']?.split(' or ') ?? [];
    return [
      {
        line: index + 1,
        rules: rules.map((rule) => v.parse(RuleCode, rule)),
        isHard: match.groups?.['hard'] !== undefined,
      },
    ];
  });
}
