/** A baseline: the findings that old code has already, so that only new ones are shown. */
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../platform/errors';
import { fileReasonOf } from '../platform/fileReason';
import { readJsonSync, readTextSync } from '../platform/readFile';
import { check, ProtocolError } from '../protocol/check';
import { RuleCode, ruleCodes } from '../protocol/lint';
import { withFileLock } from '../platform/fileLock';
import { writeWhole } from '../platform/writeWhole';
import type { Finding } from './finding';
import { fingerprintOf } from './fingerprint';
import type { TextLines } from './textLines';

/** The name of a baseline that is used without being asked for. */
export const baselineName = '.decimal-benchmark-lint-baseline.json';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** For each file, relative to the baseline's folder: how many findings of a rule have a fingerprint. */
const BaselineFile = v.strictObject({
  version: v.literal(1),
  files: v.record(v.string(), v.record(RuleCode, v.record(v.string(), count))),
});
type BaselineCounts = v.InferOutput<typeof BaselineFile>['files'];

export interface FindingsBaseline {
  /** Parts a file's findings into those that are new and those that the baseline knows. */
  part(file: string, findings: readonly Finding[], lines: TextLines): PartedFindings;
  /** How many findings the baseline knows in the files of a folder. */
  countBelow(folder: string): number;
  /** How many findings the baseline knows in one file. */
  countIn(file: string): number;
}

interface PartedFindings {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
}

/** The baseline in a folder; null if there is none. */
export function defaultBaseline(folder: string): string | null {
  const file = path.join(folder, baselineName);
  return existsSync(file) ? file : null;
}

/** @throws EngineError `bad-input` if the file cannot be read or is no baseline */
export function readBaseline(file: string): FindingsBaseline {
  return new StoredBaseline(path.dirname(file), countsOf(file));
}

/** What {@link writeBaseline} takes of a file. */
export interface BaselineEntry {
  /** Absolute. */
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly lines: TextLines;
}

/** What was looked for, and where: a baseline's other entries stay when it is written anew. */
export interface BaselineScope {
  /** @param file - absolute */
  holdsFile(file: string): boolean;
  holdsRule(rule: RuleCode): boolean;
}

/** Everything: nothing of an older baseline stays. */
export const wholeScope: BaselineScope = { holdsFile: () => true, holdsRule: () => true };

/**
 * Writes the findings of all files as the new baseline, in one step and under its lock, so that of two programs with
 * different scopes neither loses the other's entries.
 * @returns how many findings that are out of scope stay in it
 * @throws EngineError `bad-input` if entries may have to stay of a file that cannot be read or is no baseline;
 *   FileLockError
 */
export function writeBaseline(
  file: string,
  entries: readonly BaselineEntry[],
  scope: BaselineScope = wholeScope,
): Promise<number> {
  return withFileLock(file, () => writeMerged(file, entries, scope));
}

async function writeMerged(
  file: string,
  entries: readonly BaselineEntry[],
  scope: BaselineScope,
): Promise<number> {
  refuseForeign(file);
  const files = scope === wholeScope || !existsSync(file) ? {} : countsOutside(scope, file);
  const keptCount = Object.values(files).reduce((sum, rules) => sum + countOf(rules), 0);
  for (const entry of entries) {
    const rules = files[keyOf(path.dirname(file), entry.path)] ?? {};
    for (const finding of entry.findings) {
      const counts = (rules[finding.rule] ??= {});
      const fingerprint = fingerprintOf(finding, entry.lines);
      counts[fingerprint] = (counts[fingerprint] ?? 0) + 1;
    }
    if (entry.findings.length > 0) files[keyOf(path.dirname(file), entry.path)] = rules;
  }
  await writeWhole(file, `${JSON.stringify({ version: 1, files: inOrder(files) }, null, 2)}\n`);
  return keptCount;
}

/** A damaged baseline is replaced; a file that never was one is not. @throws EngineError `bad-input` */
function refuseForeign(file: string): void {
  if (!existsSync(file)) return;
  // The default name belongs to this program, unless a link leads from it to another file.
  if (path.basename(file) === baselineName && !lstatSync(file).isSymbolicLink()) return;
  const text = readTextSync(file, 'lintBaseline');
  if (text.trim() === '' || /^\s*\{[^]*"files"\s*:/.test(text)) return;
  throw new EngineError({
    code: 'bad-input',
    message: `${file} is no baseline, and is left as it is`,
    where: null,
    remedy: 'Move it away, or name another file with --baseline.',
  });
}

/** By names of files and codes of rules: what has not changed must not move in the file, which people review. */
function inOrder(files: BaselineCounts): BaselineCounts {
  return sortedKeys(
    Object.fromEntries(Object.entries(files).map(([key, rules]) => [key, sortedKeys(rules)])),
  );
}

function sortedKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The entries of a baseline that a scope does not hold. */
function countsOutside(scope: BaselineScope, file: string): BaselineCounts {
  const kept: BaselineCounts = {};
  for (const [key, rules] of Object.entries(countsOf(file))) {
    const isHeld = scope.holdsFile(path.resolve(path.dirname(file), key));
    const others = ruleCodes.flatMap((rule) => {
      const counts = rules[rule];
      return counts === undefined || (isHeld && scope.holdsRule(rule)) ? [] : [[rule, counts] as const];
    });
    if (others.length > 0) kept[key] = Object.fromEntries(others);
  }
  return kept;
}

function countOf(rules: BaselineCounts[string]): number {
  return Object.values(rules)
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, each) => sum + each, 0);
}

class StoredBaseline implements FindingsBaseline {
  readonly #folder: string;
  readonly #counts: BaselineCounts;

  constructor(folder: string, counts: BaselineCounts) {
    this.#folder = folder;
    this.#counts = counts;
  }

  part(file: string, findings: readonly Finding[], lines: TextLines): PartedFindings {
    const rules = this.#counts[keyOf(this.#folder, file)];
    if (rules === undefined) return { fresh: findings, known: [] };
    const seen = new Map<string, number>();
    const isKnown = (finding: Finding) => {
      const fingerprint = fingerprintOf(finding, lines);
      const key = `${finding.rule} ${fingerprint}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      return (seen.get(key) ?? 0) <= (rules[finding.rule]?.[fingerprint] ?? 0);
    };
    const known = findings.filter(isKnown);
    return { fresh: findings.filter((finding) => !known.includes(finding)), known };
  }

  countBelow(folder: string): number {
    const prefix = keyOf(this.#folder, folder);
    const isBelow = (key: string) => prefix === '' || key.startsWith(`${prefix}/`);
    return Object.keys(this.#counts)
      .filter(isBelow)
      .reduce((sum, key) => sum + this.#countOf(key), 0);
  }

  countIn(file: string): number {
    return this.#countOf(keyOf(this.#folder, file));
  }

  #countOf(key: string): number {
    return countOf(this.#counts[key] ?? {});
  }
}

function countsOf(file: string): BaselineCounts {
  try {
    return check(BaselineFile, readJsonSync(file, 'lintBaseline'), `baseline ${file}`).files;
  } catch (error) {
    const reason = fileReasonOf(error);
    if (reason === null && !(error instanceof SyntaxError) && !(error instanceof ProtocolError)) throw error;
    const message =
      reason === null
        ? `${file} is no baseline: ${error instanceof Error ? error.message : ''}`
        : `Cannot read the baseline ${file}: ${reason.reason}`;
    throw new EngineError(
      {
        code: 'bad-input',
        message,
        where: null,
        remedy:
          reason?.remedy ?? 'Write it again with --write-baseline, without paths, --select and --ignore.',
      },
      { cause: error },
    );
  }
}

function keyOf(folder: string, file: string): string {
  return path.relative(folder, file).replaceAll(path.sep, '/');
}
