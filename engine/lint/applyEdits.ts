/** Applying edits to a text, and choosing the fixes that can be applied together. */
import type { FileEdits, Finding, Fix, TextEdit } from './finding';

/**
 * The text with the edits made. The edits are given in any order; an insertion where a replaced range starts comes
 * before what replaces it.
 *
 * @throws {RangeError} if two edits overlap, or one reaches beyond the text
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
  const files = new Map<string, TakenEdits>();
  const fixed = findings.filter((finding) => {
    const fix = finding.fixes.find(({ changesValue }) => !changesValue);
    return fix !== undefined && take(fix, files);
  });
  return { files: [...files].map(([path, taken]) => ({ path, edits: taken.edits })), fixed };
}

/** Adds a fix's edits to those taken. @returns false, and adds nothing, if one of them clashes */
function take(fix: Fix, files: Map<string, TakenEdits>): boolean {
  const added = fix.files.map(({ path, edits }) => {
    const taken = files.get(path) ?? new TakenEdits();
    return { path, taken, edits: edits.filter((edit) => !taken.has(edit)) };
  });
  if (added.some(({ taken, edits }) => edits.some((edit) => taken.clashesWith(edit)))) return false;
  for (const { path, taken, edits } of added) {
    files.set(path, taken);
    for (const edit of edits) taken.add(edit);
  }
  return true;
}

/** Edits of one file that go together, ordered by place. */
class TakenEdits {
  readonly edits: TextEdit[] = [];
  readonly #texts = new Set<string>();

  has(edit: TextEdit): boolean {
    return this.#texts.has(identity(edit));
  }

  /** Whether another edit is taken that cannot be made together with this one. */
  clashesWith(edit: TextEdit): boolean {
    const from = this.#indexOf(edit);
    // Taken edits do not overlap, so of the earlier ones only the last can reach this one.
    const before = this.edits[from - 1];
    if (before !== undefined && clash(before, edit)) return true;
    for (let index = from; index < this.edits.length; index += 1) {
      const after = this.edits[index];
      if (after === undefined || after.start > edit.end) return false;
      if (clash(after, edit)) return true;
    }
    return false;
  }

  add(edit: TextEdit): void {
    if (this.has(edit)) return;
    this.#texts.add(identity(edit));
    this.edits.splice(this.#indexOf(edit), 0, edit);
  }

  /** The index of the first taken edit that does not come before this one. */
  #indexOf(edit: TextEdit): number {
    let low = 0;
    let high = this.edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.edits[middle];
      if (other !== undefined && byPlace(other, edit) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function identity({ start, end, text }: TextEdit): string {
  return `${start} ${end} ${text}`;
}

/** Whether two different edits cannot both be made, or not in an order that is given by their places. */
function clash(a: TextEdit, b: TextEdit): boolean {
  return (a.start === b.start && a.end === b.end) || (a.start < b.end && b.start < a.end);
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.start - b.start || a.end - b.end;
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort(byPlace);
}
