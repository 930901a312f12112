/** Who is measured, how often, and in which order. Pure: nothing here starts, waits or looks at a clock. */
import type { EngineName } from '../../protocol/vocabulary';

/** One measuring process of a launch. */
export interface Participant {
  readonly engine: EngineName;
  /** The second `float`, which measures the noise floor. */
  readonly control: boolean;
}

/** No sample may be shorter than this: below it, timers and interrupts weigh too much. */
export const shortestSampleNs = 20e6;

/** Samples are planned longer than the shortest by this, since a run may still become faster. */
const repeatsMargin = 1.25;

/** An engine whose single run takes longer than this gives one sample a launch. */
const slowRunNs = 2e9;

/** The engines in the order asked for, and `float` a second time if it is among them. */
export function participantsOf(engines: readonly EngineName[]): Participant[] {
  const asked = engines.map((engine) => ({ engine, control: false }));
  return engines.includes('float') ? [...asked, { engine: 'float', control: true }] : asked;
}

/**
 * Samples an engine in each launch, one entry a launch: `runs` spread as evenly as they go, more in the first ones.
 * Fewer runs than launches make as many launches of one.
 */
export function samplesByLaunch(launches: number, runs: number): number[] {
  const count = Math.min(launches, runs);
  const least = Math.floor(runs / count);
  return Array.from({ length: count }, (_, index) => least + (index < runs % count ? 1 : 0));
}

/** How many of a launch's rounds an engine takes part in, once the time of its single run is known. */
export function roundsFor(rounds: number, nsPerRun: number): number {
  return nsPerRun > slowRunNs ? Math.min(1, rounds) : rounds;
}

/** How often a sample repeats the run so that it is not too short. */
export function repeatsFor(nsPerRun: number): number {
  return Math.max(1, Math.ceil((shortestSampleNs * repeatsMargin) / Math.max(nsPerRun, 1)));
}

/** How often a sample that came out too short must repeat the run when it is taken again. */
export function moreRepeats(repeats: number, sampleNs: number): number {
  return Math.max(repeats + 1, repeatsFor(sampleNs / repeats));
}

/**
 * The order of one round: forward and backward in turn, so that drift of the machine hits all alike, and beginning with
 * another participant in each launch, so that none is always the first.
 * @param launch - from 1
 * @param round - from 1
 */
export function orderOf<T>(participants: readonly T[], launch: number, round: number): T[] {
  const start = (launch - 1) % Math.max(1, participants.length);
  const forward = [...participants.slice(start), ...participants.slice(0, start)];
  return round % 2 === 1 ? forward : forward.reverse();
}
