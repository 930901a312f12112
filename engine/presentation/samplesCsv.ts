import type { Sample, ScenarioReport } from '../protocol/report';

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

/**
 * Every sample of every scenario, control samples included, one a line under a header; numbers at full precision.
 * As RFC 4180 has it but with LF.
 */
export function samplesCsv(scenarios: readonly ScenarioReport[]): string {
  const lines = scenarios.flatMap(({ head, samples }) =>
    samples.map((sample) => [head.key, ...columns.map((column) => String(sample[column]))].join(',')),
  );
  return [['scenario', ...columns].join(','), ...lines, ''].join('\n');
}
