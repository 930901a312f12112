import type { Sample } from '../../../../engine/protocol/report';
import type { EngineName } from '../../../../engine/protocol/vocabulary';

export interface MadeEngine {
  readonly engine: EngineName;
  readonly control?: boolean;
  /** Nanoseconds of one run, launch by launch. */
  readonly launches: readonly number[];
}

/**
 * Samples with known launch means: each launch has `rounds` samples, spread evenly around its mean by `spread` of it.
 */
export function madeSamples(engines: readonly MadeEngine[], rounds = 8, spread = 0.002): Sample[] {
  const launches = Math.max(...engines.map((engine) => engine.launches.length));
  return Array.from({ length: launches }, (_, launch) =>
    Array.from({ length: rounds }, (_, round) =>
      engines.flatMap(({ engine, control = false, launches: means }, position): Sample[] => {
        const mean = means[launch];
        if (mean === undefined) return [];
        const place = rounds === 1 ? 0 : (2 * round) / (rounds - 1) - 1;
        const ns = mean * (1 + spread * place);
        return [
          {
            engine,
            control,
            launch: launch + 1,
            round: round + 1,
            position: position + 1,
            ns,
            repeats: 3,
            nsPerBar: ns / 1000,
            atMs: launch * 1000 + round * 100 + position,
          },
        ];
      }),
    ),
  ).flat(2);
}

/** Launch means around `mean`, each off by the share given. */
export function around(mean: number, ...shares: readonly number[]): number[] {
  return shares.map((share) => mean * (1 + share));
}
