/** Folders of source files for tests of the linter. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter, type Linter, type LinterOptions } from '../../engine/lint/linter';
import type { FileReport } from '../../engine/lint/fileReport';
import { defaultLintSettings } from '../../engine/protocol/lint';

export type Contents = Readonly<Record<string, string | Buffer>>;

/** Writes files, with the folders that they are in. */
export async function writeFiles(folder: string, contents: Contents): Promise<void> {
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Gives a test a folder with files, and removes it afterwards. */
export async function inWorkspace(
  contents: Contents,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'decimal-benchmark-lint-'));
  try {
    await writeFiles(folder, contents);
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A linter for a folder, with the default settings and without baseline and cache unless given. */
export function linterFor(root: string, options: Partial<LinterOptions> = {}): Promise<Linter> {
  return createLinter({ root, settings: defaultLintSettings, baseline: null, cacheFolder: null, ...options });
}

/** Everything that a scan says. */
export async function scanned(linter: Linter, paths: readonly string[]): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for await (const report of linter.scan(paths)) reports.push(report);
  return reports;
}

/** `file:line rule` of each finding of a scan, in order. */
export async function found(
  linter: Linter,
  root: string,
  paths: readonly string[] = [root],
): Promise<string[]> {
  const reports = await scanned(linter, paths);
  return reports.flatMap(({ path: file, findings }) =>
    findings.map(({ rule, range }) => {
      const before = (linter.textOf(file) ?? '').slice(0, range.start);
      return `${path.relative(root, file)}:${before.split('\n').length} ${rule}`;
    }),
  );
}

/** A script with one finding of DB105 at error, in line 2. */
export const comparing =
  "import Decimal from 'decimal.js';\nexport const f = (a: Decimal, b: Decimal) => a > b;\n";
