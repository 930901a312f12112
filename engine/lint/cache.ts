/** Caches the results of an analysis between runs until a file or another input changes. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { readJson } from '../platform/readFile';
import { writeWhole } from '../platform/writeWhole';
import type { RawResult } from './languageAnalysis';
import { SerializedResult } from './serializedResult';

/** Results that are kept at most; those that were used last stay. */
const mostEntries = 24;
/** Results above this are not kept. */
const mostBytes = 32 * 2 ** 20;
/** An unfinished file that is older belongs to a process that was killed. */
const abandonedMs = 60 * 60_000;

const Entry = v.strictObject({
  key: v.string(),
  results: v.record(v.string(), SerializedResult),
});

export interface ResultCache {
  /** Results by file; null if none are kept under the key. A broken entry is none. */
  read(key: string): Promise<ReadonlyMap<string, RawResult> | null>;
  /** Keeps results. That it could not is nobody's trouble but the next run's. */
  write(key: string, results: ReadonlyMap<string, RawResult>): Promise<void>;
}

/** The folder of this user's caches of the product. */
export function defaultCacheFolder(): string {
  const { XDG_CACHE_HOME: base } = process.env;
  const caches = base !== undefined && path.isAbsolute(base) ? base : path.join(homedir(), '.cache');
  return path.join(caches, 'decimal-benchmark', 'lint');
}

/** One text that stands for several, in their order. */
export function cacheKey(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/** A cache of results in a folder, which is made when something is kept. */
export function resultCache(folder: string): ResultCache {
  const fileOf = (key: string) => path.join(folder, `${key.slice(0, 40)}.json`);
  return {
    async read(key) {
      try {
        const entry = v.parse(Entry, await readJson(fileOf(key), 'lintCache'));
        if (entry.key !== key) return null;
        const now = new Date();
        await utimes(fileOf(key), now, now);
        return new Map(Object.entries(entry.results));
      } catch {
        return null;
      }
    },
    async write(key, results) {
      const text = JSON.stringify({ key, results: Object.fromEntries(results) });
      if (text.length > mostBytes) return;
      try {
        await mkdir(folder, { recursive: true });
        await writeWhole(fileOf(key), text, 'replace');
        await prune(folder);
      } catch {
        // A full or read-only disk costs the next run its time, and this one nothing.
      }
    },
  };
}

async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  const entries = await withTimes(folder, /^[0-9a-f]{40}\.json$/, names);
  const surplus = entries.sort((a, b) => b.at - a.at).slice(mostEntries);
  const temporaries = await withTimes(folder, /^[0-9a-f]{40}\.json\.[\w-]+\.tmp$/, names);
  const abandoned = temporaries.filter(({ at }) => at < Date.now() - abandonedMs);
  for (const { name } of [...surplus, ...abandoned]) await rm(path.join(folder, name), { force: true });
}

async function withTimes(
  folder: string,
  pattern: RegExp,
  names: readonly string[],
): Promise<{ name: string; at: number }[]> {
  const chosen = names.filter((name) => pattern.test(name));
  const times = await Promise.all(
    chosen.map(async (name) => {
      // Another process may remove it meanwhile.
      const found = await stat(path.join(folder, name)).catch(() => null);
      return found === null ? null : { name, at: found.mtimeMs };
    }),
  );
  return times.filter((each) => each !== null);
}
