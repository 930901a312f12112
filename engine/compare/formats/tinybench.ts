import * as v from 'valibot';
import type { NamedSamples } from './named';

const samples = v.optional(v.array(v.number()));
const Vitest = v.looseObject({
  files: v.array(
    v.looseObject({
      groups: v.array(v.looseObject({ benchmarks: v.array(v.looseObject({ name: v.string(), samples })) })),
    }),
  ),
});
const Tasks = v.array(
  v.looseObject({
    name: v.string(),
    result: v.looseObject({ samples, latency: v.optional(v.looseObject({ samples })) }),
  }),
);
const Bench = v.looseObject({ tasks: Tasks });

/** What `vitest bench --outputJson` writes, in milliseconds. */
export function vitest(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(Vitest, data);
  if (!read.success) return null;
  return read.output.files
    .flatMap(({ groups }) => groups.flatMap(({ benchmarks }) => benchmarks))
    .map((benchmark) => named(benchmark.name, benchmark.samples, 'Set benchmark.includeSamples in vitest.'));
}

/** Tasks of tinybench as JSON, in milliseconds: an array of them, or a Bench with its `tasks`. */
export function tinybench(data: unknown): NamedSamples[] | null {
  const bench = v.safeParse(Bench, data);
  const read = v.safeParse(Tasks, bench.success ? bench.output.tasks : data);
  if (!read.success || read.output.length === 0) return null;
  return read.output.map(({ name, result }) =>
    named(name, result.latency?.samples ?? result.samples, 'Let tinybench retain its samples.'),
  );
}

function named(name: string, milliseconds: number[] | undefined, missing: string): NamedSamples {
  const seconds = (milliseconds ?? []).map((ms) => ms / 1e3);
  return { name, seconds, missing: seconds.length === 0 ? missing : null };
}
