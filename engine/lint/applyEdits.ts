/** Applying edits to a text, and choosing the fixes that can be applied together. */
import type { FileEdits, Finding, Fix, TextEdit } from './finding';

/**
 * The text with the edits made. The edits are given in any order; an insertion where a replaced range starts comes
 * before what replaces it.
 *
 * @throws {RangeError} where two edits overlap, or one reaches beyond the text
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < done || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(
        `the edit of ${edit.start} to ${edit.end} overlaps another one or leaves the text`,
      );
    }
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** Fixes that go together. */
export interface FixedTogether {
  /** Edits of all of them, a file once. */
  readonly files: readonly FileEdits[];
  /** The findings that are fixed by them; the others need another pass, or have no such fix. */
  readonly fixed: readonly Finding[];
}

/**
 * Chooses, for each finding, its first fix that cannot change a value, as long as it gets along with those chosen
 * before. What several fixes have in common, such as an import, is done once. A finding whose fix is in the way of
 * another one is left for the next pass.
 */
export function fixAll(findings: readonly Finding[]): FixedTogether {
  const files = new Map<string, TextEdit[]>();
  const fixed = findings.filter((finding) => {
    const fix = finding.fixes.find(({ changesValue }) => !changesValue);
    return fix !== undefined && take(fix, files);
  });
  return { files: [...files].map(([path, edits]) => ({ path, edits: inOrder(edits) })), fixed };
}

/** Adds a fix's edits to those taken, or adds nothing and says no. */
function take(fix: Fix, files: Map<string, TextEdit[]>): boolean {
  const added = fix.files.map(({ path, edits }) => {
    const taken = files.get(path) ?? [];
    return { path, taken, edits: edits.filter((edit) => !taken.some((other) => isSame(edit, other))) };
  });
  if (added.some(({ taken, edits }) => edits.some((edit) => taken.some((other) => clash(edit, other))))) {
    return false;
  }
  for (const { path, taken, edits } of added) files.set(path, [...taken, ...edits]);
  return true;
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Whether two different edits cannot both be made, or not in an order that is given by their places. */
function clash(a: TextEdit, b: TextEdit): boolean {
  return (a.start === b.start && a.end === b.end) || (a.start < b.end && b.start < a.end);
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
