/** All fixes of a file that cannot change a value, until none is left, as edits of the texts as they are now. */
import { applyEdits, fixAll } from '../lint/applyEdits';
import type { FileEdits, TextEdit } from '../lint/finding';
import { isNotebook } from '../lint/languages';
import type { Linter } from '../lint/linter';

/** Passes at most: fixes that undo each other must not run for ever. */
const mostPasses = 12;

/**
 * Tries the fixes on the linter's own texts. Those that it changed are not what the files hold: `restore` is called with
 * their paths, whatever happens.
 * @returns null if one of the files is not the text that was analysed any more: then none is to be changed
 */
export async function fixAllEdits(
  linter: Linter,
  file: string,
  restore: (files: readonly string[]) => Promise<void>,
): Promise<readonly FileEdits[] | null> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  let single: readonly FileEdits[] = [];
  try {
    for (let pass = 1; pass <= mostPasses; pass++) {
      const { files, fixed } = fixAll((await linter.report(file)).findings);
      if (fixed.length === 0) break;
      for (const { path, edits } of files) {
        const text = linter.textOf(path);
        if (text === null) return null;
        if (!before.has(path)) before.set(path, text);
        after.set(path, applyEdits(text, edits));
        linter.update(path, after.get(path) ?? text);
      }
      if (pass === 1) single = files;
      else single = [];
      // One edit over several passes could reach from one cell into another.
      if (isNotebook(file)) break;
    }
  } finally {
    await restore([...before.keys()]);
  }
  if ([...before].some(([path, text]) => linter.textOf(path) !== text)) return null;
  if (single.length > 0) return single;
  return [...before].flatMap(([path, text]) => {
    const edit = difference(text, after.get(path) ?? text);
    return edit === null ? [] : [{ path, edits: [edit] }];
  });
}

/** The smallest replacement that makes one text of the other; null if they are the same. */
export function difference(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
