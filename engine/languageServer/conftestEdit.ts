/** The edit that switches on the trap of `decimal.FloatOperation` in a `conftest.py`, and where it is offered. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { EngineError } from '../platform/errors';
import { readSourceSync } from '../lint/files/sourceText';
import { withTrap } from '../lint/trap/conftest';
import { isInside } from '../platform/isInside';
import type { Documents } from './documents';

export interface ConftestEdit {
  readonly file: string;
  /** The text as it is; null if there is no such file. */
  readonly before: string | null;
  /** The text with the trap; null if it is there already. */
  readonly after: string | null;
}

/** Larger files are no `conftest.py` that anyone wrote. */
const maxConftestKb = 1024;

/**
 * The edit of the folder's own `conftest.py`; where there is none, of the one of its tests.
 * @throws EngineError `bad-input` if that file cannot be read as text
 */
export function conftestEditOf(root: string, documents: Documents): ConftestEdit {
  const file = conftestOfFolder(root, documents);
  const before = textOf(file, documents);
  return { file, before, after: withTrap(before) };
}

/**
 * The edit of the `conftest.py` that is nearest to a file, on the way up to the folder; of the folder's own where there is
 * none on the way. Null if pytest applies a trap to the file already.
 * @throws EngineError `bad-input` if one of them cannot be read as text
 */
export function conftestEditFor(source: string, root: string, documents: Documents): ConftestEdit | null {
  const onTheWay = [...foldersUp(source, root)].map((folder) => path.join(folder, 'conftest.py'));
  const fallback = conftestOfFolder(root, documents);
  const there = [...onTheWay, fallback]
    .map((file) => ({ file, before: textOf(file, documents) }))
    .filter(({ before }) => before !== null);
  if (there.some(({ before }) => withTrap(before) === null)) return null;
  const { file, before } = there[0] ?? { file: fallback, before: null };
  return { file, before, after: withTrap(before) };
}

/** Whether a file is one of pytest's, by its name. */
export function isTestFile(file: string): boolean {
  return /^(?:conftest|test_.*|.*_test)\.py$/.test(path.basename(file));
}

function conftestOfFolder(root: string, documents: Documents): string {
  const own = path.join(root, 'conftest.py');
  const tests = path.join(root, 'tests');
  if (documents.isOpen(own) || existsSync(own)) return own;
  return statSync(tests, { throwIfNoEntry: false })?.isDirectory() === true
    ? path.join(tests, 'conftest.py')
    : own;
}

function* foldersUp(source: string, root: string): Iterable<string> {
  const folder = path.dirname(source);
  if (!isInside(folder, root)) return;
  const names = path
    .relative(root, folder)
    .split(path.sep)
    .filter((name) => name !== '');
  for (let depth = names.length; depth >= 0; depth--) yield path.join(root, ...names.slice(0, depth));
}

/** The text that the editor holds, else the one on the disk; null if there is none. */
function textOf(file: string, documents: Documents): string | null {
  const open = documents.get(documents.uriOf(file));
  if (open !== undefined) return open.getText();
  if (!existsSync(file)) return null;
  const read = readSourceSync(file, maxConftestKb);
  if ('text' in read) return read.text;
  throw new EngineError({
    code: 'bad-input',
    message: `conftest.py cannot be changed: ${read.unread}`,
    where: file,
    remedy: 'Add the trap by hand, as the documentation shows it.',
  });
}
