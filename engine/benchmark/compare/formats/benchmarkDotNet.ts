import * as v from 'valibot';
import { resolutionOf } from '../roundedNumber';
import { oneProcess, type NamedSamples } from './named';

const Measurement = v.looseObject({
  IterationMode: v.string(),
  IterationStage: v.optional(v.string()),
  Operations: v.number(),
  Nanoseconds: v.number(),
});

const BenchmarkDotNet = v.looseObject({
  Benchmarks: v.array(
    v.looseObject({
      FullName: v.string(),
      DisplayInfo: v.optional(v.string()),
      /** Null if the benchmark failed. */
      Statistics: v.nullish(v.looseObject({ OriginalValues: v.optional(v.array(v.number())) })),
      Measurements: v.optional(v.array(Measurement)),
    }),
  ),
});
type Benchmark = v.InferOutput<typeof BenchmarkDotNet>['Benchmarks'][number];

/**
 * BenchmarkDotNet's JSON export. The full one has measurements, nanoseconds of several operations each, of which the
 * workload's results are what it reports; the brief one has the same in its statistics, nanoseconds of one operation.
 */
export function benchmarkDotNet(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(BenchmarkDotNet, data);
  if (!read.success) return null;
  return read.output.Benchmarks.map((benchmark) => {
    const { nanoseconds, resolution } = nanosecondsOf(benchmark);
    return {
      name: benchmark.FullName,
      // Jobs have the same full name; this distinguishes them.
      longName: benchmark.DisplayInfo ?? null,
      seconds: nanoseconds.map((ns) => ns / 1e9),
      resolution: resolution / 1e9,
      summary: null,
      missing: missingOf(benchmark, nanoseconds),
      notes: [oneProcess],
    };
  });
}

function nanosecondsOf({ Measurements = [], Statistics }: Benchmark): {
  nanoseconds: readonly number[];
  resolution: number;
} {
  const results = Measurements.filter(isResult);
  if (results.length === 0) {
    const values = Statistics?.OriginalValues ?? [];
    return { nanoseconds: values, resolution: resolutionOf(values) };
  }
  const fewest = results.reduce((least, { Operations }) => Math.min(least, Operations), Infinity);
  return {
    nanoseconds: results.map(({ Nanoseconds, Operations }) => Nanoseconds / Operations),
    resolution: resolutionOf(results.map(({ Nanoseconds }) => Nanoseconds)) / fewest,
  };
}

/** Until version 0.11 a result was a mode of its own. */
function isResult({ IterationMode, IterationStage }: v.InferOutput<typeof Measurement>): boolean {
  return IterationStage === undefined
    ? IterationMode === 'Result'
    : IterationMode === 'Workload' && IterationStage === 'Result';
}

function missingOf({ Statistics }: Benchmark, nanoseconds: readonly number[]): string | null {
  if (nanoseconds.length > 0) return null;
  return Statistics === null
    ? 'BenchmarkDotNet says that it failed: look into its log.'
    : 'Export with JsonExporter.Full, which keeps the measurements.';
}
