import * as v from 'valibot';
import type { SummaryFigures } from '../side';
import { resolutionOf } from '../roundedNumber';
import { oneProcess, type NamedSamples } from './named';

const Benchmark = v.looseObject({
  name: v.string(),
  sampleCount: v.optional(v.number()),
  mean: v.optional(v.number()),
  sd: v.nullish(v.number()),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
});
type Benchmark = v.InferOutput<typeof Benchmark>;

const Vitest = v.looseObject({
  files: v.array(
    v.looseObject({
      groups: v.array(v.looseObject({ fullName: v.string(), benchmarks: v.array(Benchmark) })),
    }),
  ),
});

/**
 * What `vitest bench --outputJson` writes, in milliseconds. Its `samples` are empty whatever the settings are, so that
 * a benchmark is judged by its summary.
 */
export function vitest(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(Vitest, data);
  if (!read.success) return null;
  return read.output.files.flatMap(({ groups }) =>
    groups.flatMap(({ fullName, benchmarks }) =>
      benchmarks.map((benchmark) => {
        const summary = summaryOf(benchmark);
        return {
          name: benchmark.name,
          longName: `${fullName} > ${benchmark.name}`,
          seconds: [],
          resolution: Infinity,
          summary,
          missing: summary === null ? 'Run it again: vitest has not measured it to its end.' : null,
          notes: [oneProcess],
        };
      }),
    ),
  );
}

/** Null if the benchmark has not been measured to its end. */
function summaryOf({ sampleCount, mean, sd, min, max }: Benchmark): SummaryFigures | null {
  if (sampleCount === undefined || sampleCount < 1 || mean === undefined) return null;
  // One sample has no deviation.
  if (sampleCount > 1 && typeof sd !== 'number') return null;
  return {
    n: sampleCount,
    mean: mean / 1e3,
    sd: (sd ?? 0) / 1e3,
    min: min === undefined ? null : min / 1e3,
    max: max === undefined ? null : max / 1e3,
    resolution: { mean: resolutionOf([mean]) / 1e3, sd: resolutionOf([sd ?? 0]) / 1e3 },
  };
}
