import type { Report, Sample } from '../protocol/report';

const columns = [
  'engine',
  'control',
  'launch',
  'round',
  'position',
  'ns',
  'repeats',
  'nsPerBar',
  'atMs',
] as const satisfies readonly (keyof Sample)[];

/** Every sample of every scenario, one a line, as RFC 4180 has it but with LF; numbers at full precision. */
export function samplesCsv({ scenarios }: Report): string {
  const lines = scenarios.flatMap(({ head, samples }) =>
    samples.map((sample) => [head.key, ...columns.map((column) => String(sample[column]))].join(',')),
  );
  return [['scenario', ...columns].join(','), ...lines, ''].join('\n');
}
