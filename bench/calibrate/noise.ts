/** Made-up samples with the noise that launches and rounds were found to have. */
import type { Sample } from '../../engine/protocol/report';
import type { EngineName } from '../../engine/protocol/vocabulary';

export interface NoiseModel {
  readonly name: string;
  /** Standard deviations of the logarithm. */
  readonly launchSd: number;
  readonly roundSd: number;
  /** Share of processes that are slow for their whole life, and by how much. */
  readonly slowShare: number;
  readonly slowFactor: number;
  /** A half-width that takes more than one look and fewer than all. */
  readonly wantedPercent: number;
}

export const noiseModels: readonly NoiseModel[] = [
  {
    name: 'quiet: launches 1 %, rounds 1 %',
    launchSd: 0.01,
    roundSd: 0.01,
    slowShare: 0,
    slowFactor: 1,
    wantedPercent: 1.5,
  },
  {
    name: 'usual: launches 3 %, rounds 1 %',
    launchSd: 0.03,
    roundSd: 0.01,
    slowShare: 0,
    slowFactor: 1,
    wantedPercent: 4,
  },
  {
    name: 'draws: as usual, and one process in eight takes 1.5 times as long',
    launchSd: 0.03,
    roundSd: 0.01,
    slowShare: 1 / 8,
    slowFactor: 1.5,
    wantedPercent: 15,
  },
];

/** The two that are compared, and the control of the second. */
const sources: readonly { engine: EngineName; control: boolean }[] = [
  { engine: 'native', control: false },
  { engine: 'float', control: false },
  { engine: 'float', control: true },
];

/** Uniform numbers above 0 and below 1, the same for the same seed: mulberry32. */
export function uniformFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/**
 * One launch of three processes that do the same, but that `native` takes longer.
 * @param slowedBy - a share: 0.05 for 5 %
 */
export function madeLaunch(
  launch: number,
  rounds: number,
  slowedBy: number,
  model: NoiseModel,
  uniform: () => number,
): Sample[] {
  return sources.flatMap(({ engine, control }, position) => {
    const slow = uniform() < model.slowShare ? model.slowFactor : 1;
    const own = engine === 'native' ? 1 + slowedBy : 1;
    const mean = 1e6 * own * slow * Math.exp(model.launchSd * normal(uniform));
    return Array.from({ length: rounds }, (_, round): Sample => {
      const ns = mean * Math.exp(model.roundSd * normal(uniform));
      return {
        engine,
        control,
        launch,
        round: round + 1,
        position: position + 1,
        ns,
        repeats: 1,
        nsPerBar: ns / 1000,
        atMs: 0,
      };
    });
  });
}

/** A standard normal number (Box and Muller, 1958). */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
