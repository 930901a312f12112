import * as v from 'valibot';
import type { NamedSamples } from './named';

const PytestBenchmark = v.looseObject({
  benchmarks: v.array(
    v.looseObject({
      fullname: v.string(),
      name: v.string(),
      stats: v.looseObject({ rounds: v.number(), data: v.optional(v.array(v.number())) }),
    }),
  ),
});

/** What `pytest --benchmark-json` writes, in seconds. */
export function pytestBenchmark(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(PytestBenchmark, data);
  if (!read.success) return null;
  return read.output.benchmarks.map(({ name, stats }) => ({
    name,
    seconds: stats.data ?? [],
    missing: stats.data === undefined ? 'Run pytest with --benchmark-save-data.' : null,
  }));
}
