import * as v from 'valibot';
import { resolutionOf } from '../roundedNumber';
import { oneProcess, type NamedSamples } from './named';

const PytestBenchmark = v.looseObject({
  benchmarks: v.array(
    v.looseObject({
      fullname: v.string(),
      name: v.string(),
      stats: v.looseObject({ rounds: v.number(), data: v.optional(v.array(v.number())) }),
    }),
  ),
});

/** What pytest-benchmark writes, in seconds of one iteration; `--benchmark-save` omits the samples by default. */
export function pytestBenchmark(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(PytestBenchmark, data);
  if (!read.success) return null;
  return read.output.benchmarks.map(({ name, fullname, stats }) => ({
    name,
    longName: fullname,
    seconds: stats.data ?? [],
    resolution: resolutionOf(stats.data ?? []),
    summary: null,
    missing:
      (stats.data ?? []).length === 0
        ? 'Run pytest with --benchmark-json, or with --benchmark-save-data beside --benchmark-save.'
        : null,
    notes: [oneProcess],
  }));
}
