import * as v from 'valibot';
import { resolutionOf } from '../roundedNumber';
import type { NamedSamples } from './named';

const Hyperfine = v.looseObject({
  results: v.array(
    v.looseObject({
      command: v.string(),
      times: v.nullish(v.array(v.number())),
      /** Null if a signal ended the command. */
      exit_codes: v.nullish(v.array(v.nullable(v.number()))),
    }),
  ),
});

/** What `hyperfine --export-json` writes, in seconds: each sample is of a process of its own. */
export function hyperfine(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(Hyperfine, data);
  if (!read.success) return null;
  return read.output.results.map(({ command, times, exit_codes: exitCodes }) => ({
    name: command,
    longName: null,
    seconds: times ?? [],
    resolution: resolutionOf(times ?? []),
    summary: null,
    missing:
      (times ?? []).length === 0
        ? 'Export the results with --export-json of a hyperfine that keeps times.'
        : null,
    notes: failuresIn(exitCodes ?? []),
  }));
}

/** With `--ignore-failure`, what is timed may be how fast a command fails. */
function failuresIn(exitCodes: readonly (number | null)[]): string[] {
  const failed = exitCodes.filter((code) => code !== 0).length;
  return failed === 0 ? [] : [`the command failed in ${failed} of ${exitCodes.length} runs.`];
}
