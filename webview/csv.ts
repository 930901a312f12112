import type { Sample, ScenarioReport } from '../engine/protocol/report';

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

/** Every sample of every scenario, control samples included, one a line; the same bytes as the report's own CSV. */
export function samplesCsv(scenarios: readonly ScenarioReport[]): string {
  const lines = scenarios.flatMap(({ head, samples }) =>
    samples.map((sample) => [head.key, ...columns.map((column) => String(sample[column]))].join(',')),
  );
  return [['scenario', ...columns].join(','), ...lines, ''].join('\n');
}
