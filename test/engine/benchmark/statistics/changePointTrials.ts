/** Made-up series of runs with and without a change: what finds changes is tried on them, and the method's figures come of it. */
import { levelChanges } from '../../../../engine/benchmark/statistics/changePoint';
import { normalNumbers, uniformNumbers } from './seeded';

export const noises = ['normal', 'heavy tails', 'slow runs', 'unequal', 'neighbours alike'] as const;
export type NoiseName = (typeof noises)[number];

interface Series {
  readonly noise: NoiseName;
  /** Of the noise, on logarithms. */
  readonly sd: number;
  readonly seed: number;
  /** How many runs at the end are slower, and by how much. */
  readonly last: number;
  readonly percent: number;
}

/** Logarithms of so many runs. */
export function seriesOf(n: number, { noise, sd, seed, last, percent }: Series): number[] {
  const next = noiseOf(noise, seed);
  return Array.from(
    { length: n },
    (_, index) => sd * next() + (index >= n - last ? Math.log1p(percent / 100) : 0),
  );
}

/** Trials of runs without a change in which one was told. */
export function falseAlarms(n: number, trials: number, { noise, sd }: Pick<Series, 'noise' | 'sd'>): number {
  return seeds(trials).filter(
    (seed) => levelChanges(seriesOf(n, { noise, sd, seed: seed + n, last: 0, percent: 0 })).length > 0,
  ).length;
}

/** Share of trials in which the change was told, at most one run beside its place. */
export function found(n: number, trials: number, series: Omit<Series, 'seed'>): number {
  const hits = seeds(trials).filter((seed) =>
    levelChanges(seriesOf(n, { ...series, seed: seed + n })).some(
      ({ at }) => Math.abs(at - (n - series.last)) <= 1,
    ),
  );
  return hits.length / trials;
}

function seeds(trials: number): number[] {
  return Array.from({ length: trials }, (_, trial) => 20_240_304 + 7_919 * trial);
}

function noiseOf(noise: NoiseName, seed: number): () => number {
  const normal = normalNumbers(seed);
  const uniform = uniformNumbers(seed ^ 0x5bd1e995);
  let before = normal();
  switch (noise) {
    case 'normal':
      return normal;
    // Student's t with three degrees of freedom.
    case 'heavy tails':
      return () => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
    // One run in ten is up to many times the noise slower.
    case 'slow runs':
      return () => (uniform() < 0.1 ? 6 * Math.abs(normal()) : normal());
    case 'unequal':
      return () => normal() * (0.5 + 2 * uniform());
    // A correlation of 0.3 from each run to the next.
    case 'neighbours alike':
      return () => {
        before = 0.3 * before + Math.sqrt(1 - 0.3 ** 2) * normal();
        return before;
      };
  }
}
