import * as v from 'valibot';
import type { NamedSamples } from './named';

const BenchmarkDotNet = v.looseObject({
  Benchmarks: v.array(
    v.looseObject({
      FullName: v.string(),
      Measurements: v.optional(
        v.array(
          v.looseObject({
            IterationMode: v.string(),
            IterationStage: v.string(),
            Operations: v.number(),
            Nanoseconds: v.number(),
          }),
        ),
      ),
    }),
  ),
});

/** BenchmarkDotNet's full JSON export: the results of the workload, a nanosecond figure of so many operations each. */
export function benchmarkDotNet(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(BenchmarkDotNet, data);
  if (!read.success) return null;
  return read.output.Benchmarks.map(({ FullName, Measurements }) => ({
    name: FullName,
    seconds: (Measurements ?? [])
      .filter(
        ({ IterationMode, IterationStage }) => IterationMode === 'Workload' && IterationStage === 'Result',
      )
      .map(({ Nanoseconds, Operations }) => Nanoseconds / Operations / 1e9),
    missing:
      Measurements === undefined ? 'Export with JsonExporter.Full, which keeps the measurements.' : null,
  }));
}
