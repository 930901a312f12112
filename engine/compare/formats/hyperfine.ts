import * as v from 'valibot';
import type { NamedSamples } from './named';

const Hyperfine = v.looseObject({
  results: v.array(v.looseObject({ command: v.string(), times: v.nullish(v.array(v.number())) })),
});

/** What `hyperfine --export-json` writes, in seconds. */
export function hyperfine(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(Hyperfine, data);
  if (!read.success) return null;
  return read.output.results.map(({ command, times }) => ({
    name: command,
    longName: null,
    seconds: times ?? [],
    summary: null,
    missing:
      (times ?? []).length === 0
        ? 'Export the results with --export-json of a hyperfine that keeps times.'
        : null,
  }));
}
