import * as v from 'valibot';
import { resolutionOf } from '../roundedNumber';
import { oneProcess, type NamedSamples } from './named';

const samples = v.optional(v.array(v.number()));
const Tasks = v.array(
  v.looseObject({
    name: v.string(),
    /** Absent until the task has run. */
    result: v.optional(
      v.looseObject({
        state: v.optional(v.string()),
        error: v.optional(v.unknown()),
        samples,
        latency: v.optional(v.looseObject({ samples })),
      }),
    ),
  }),
);
const Bench = v.looseObject({ tasks: Tasks });
type Result = v.InferOutput<typeof Tasks>[number]['result'];

/** Tasks of tinybench as JSON, `{ name, result }`, in milliseconds: an array of them, or an object with `tasks`. */
export function tinybench(data: unknown): NamedSamples[] | null {
  const bench = v.safeParse(Bench, data);
  const read = v.safeParse(Tasks, bench.success ? bench.output.tasks : data);
  if (!read.success || read.output.every(({ result }) => result === undefined)) return null;
  return read.output.map(({ name, result }) => {
    // From version 3 on, latency has the times, and throughput their inverses.
    const milliseconds = result?.latency?.samples ?? result?.samples ?? [];
    return {
      name,
      longName: null,
      seconds: milliseconds.map((ms) => ms / 1e3),
      resolution: resolutionOf(milliseconds) / 1e3,
      summary: null,
      missing: milliseconds.length > 0 ? null : missingOf(result),
      notes: [oneProcess],
    };
  });
}

function missingOf(result: Result): string {
  if (result === undefined || result.state === 'not-started') return 'Save it after it has run.';
  return result.error === undefined && result.state !== 'errored'
    ? 'Give tinybench retainSamples: true.'
    : 'Its task threw an error: mend that first.';
}
