import * as v from 'valibot';
import { resolutionOf } from '../roundedNumber';
import { oneProcess, type NamedSamples } from './named';

const Criterion = v.looseObject({
  sampling_mode: v.string(),
  iters: v.array(v.number()),
  times: v.array(v.number()),
});

/** Criterion's `new/sample.json`: nanoseconds of so many iterations each. The file does not hold the benchmark's name. */
export function criterion(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(Criterion, data);
  if (!read.success) return null;
  const { iters, times } = read.output;
  return [
    {
      name: 'sample',
      longName: null,
      seconds: times.map((ns, index) => ns / (iters[index] ?? NaN) / 1e9),
      resolution: resolutionOf(times) / leastOf(iters) / 1e9,
      summary: null,
      missing: null,
      notes: [oneProcess],
    },
  ];
}

function leastOf(counts: readonly number[]): number {
  return counts.reduce((least, count) => Math.min(least, count), Infinity);
}
