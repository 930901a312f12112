/** Samples grouped by what is independent: the launch. */
import type { Sample } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import type { LaunchPair } from '../statistics/ratio';

/** One engine's processes, or those of `float`'s control. */
export interface SampleSource {
  readonly engine: EngineName;
  readonly control: boolean;
}

/** Rounds in a launch; the two differ where launches have unlike numbers of rounds. */
export interface RoundCount {
  readonly least: number;
  readonly most: number;
}

/**
 * The launches in which both sources have samples, in order.
 * @param provisional - more samples are to come: a last launch with fewer rounds than one before it is still under
 *   way, and is left out so that the estimate does not jump about while it fills
 */
export function launchPairs(
  samples: readonly Sample[],
  numerator: SampleSource,
  denominator: SampleSource,
  provisional: boolean,
): LaunchPair[] {
  const tops = byLaunch(samples, numerator);
  const bottoms = byLaunch(samples, denominator);
  const pairs = [...tops]
    .sort(([a], [b]) => a - b)
    .flatMap(([launch, top]) => {
      const bottom = bottoms.get(launch);
      return bottom === undefined ? [] : [{ numerator: top, denominator: bottom }];
    });
  const last = pairs.at(-1);
  const underWay = last !== undefined && pairs.some((pair) => rounds(pair) > rounds(last));
  return provisional && underWay ? pairs.slice(0, -1) : pairs;
}

/** How many rounds the launches have, counting what both sides have. */
export function countRounds(launches: readonly LaunchPair[]): RoundCount {
  const counts = launches.map(rounds);
  return launches.length === 0
    ? { least: 0, most: 0 }
    : { least: Math.min(...counts), most: Math.max(...counts) };
}

/** A source's samples, by launch. */
export function byLaunch<S extends SampleSource & Pick<Sample, 'launch'>>(
  samples: readonly S[],
  source: SampleSource,
): Map<number, S[]> {
  const launches = new Map<number, S[]>();
  for (const sample of samples) {
    if (sample.engine !== source.engine || sample.control !== source.control) continue;
    const launch = launches.get(sample.launch);
    if (launch === undefined) launches.set(sample.launch, [sample]);
    else launch.push(sample);
  }
  return launches;
}

function rounds({ numerator, denominator }: LaunchPair): number {
  return Math.min(numerator.length, denominator.length);
}
