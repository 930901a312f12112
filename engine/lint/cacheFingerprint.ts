/** What makes two scans the same, so that the results of one are those of the other. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LintSettings } from '../protocol/lint';
import { productVersion } from '../platform/version';
import { cacheKey } from './cache';

export interface ScanContents {
  readonly settings: LintSettings;
  /** Files that are held, with the digest of each; null for one that is not checked. */
  readonly held: readonly (readonly [path: string, digest: string | null])[];
  /** Files that results are wanted of. */
  readonly wanted: readonly string[];
}

/** The key of a scan: by its files, the settings that an analysis depends on, and the program itself. */
export function cacheFingerprint({ settings, held, wanted }: ScanContents): string {
  const { vocabulary, decimalTypes } = settings;
  return cacheKey([
    productVersion,
    programStamp(),
    JSON.stringify({ vocabulary, decimalTypes }),
    JSON.stringify(held),
    JSON.stringify(wanted),
  ]);
}

/** Another one for every build of the program. */
function programStamp(): string {
  const stamps = readdirSync(__dirname)
    .filter((name) => /\.(cjs|wasm|ts)$/.test(name))
    .map((name) => ({ name, ...statsOf(path.join(__dirname, name)) }));
  return JSON.stringify(stamps);
}

function statsOf(file: string): { size: number; mtimeMs: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, mtimeMs };
}
