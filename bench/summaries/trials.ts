/** How often summaries of two lists from one and the same source are called different. */
import { compareSides } from '../../engine/benchmark/compare/compareSides';
import { resolutionOf } from '../../engine/benchmark/compare/roundedNumber';
import type { Side } from '../../engine/benchmark/compare/side';
import { describe } from '../../engine/benchmark/statistics/descriptive';

/** One sample, from uniform numbers below 1. */
export type Source = (uniform: () => number) => number;

const tau = 2 * Math.PI;
const normal: Source = (uniform) => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(tau * uniform());

function lognormal(sigma: number): Source {
  return (uniform) => Math.exp(sigma * normal(uniform));
}

/** Samples of 7 ms and a deviation of 2 %, of which `share` are `times` as long. */
function pauses(share: number, times: number): Source {
  return (uniform) => 7 * (1 + 0.02 * normal(uniform)) * (uniform() < share ? times : 1);
}

export const sources: Readonly<Record<string, Source>> = {
  'normal, deviation 2 %': (uniform) => 1 + 0.02 * normal(uniform),
  'pauses, 1 % × 40': pauses(0.01, 40),
  'pauses, 1 % × 2': pauses(0.01, 2),
  'Pareto, index 2.5': (uniform) => (1 - uniform()) ** (-1 / 2.5),
  'lognormal, σ = 1': lognormal(1),
  'lognormal, σ = 2': lognormal(2),
  exponential: (uniform) => -Math.log(1 - uniform()),
  'bimodal, 1 and 1.5': (uniform) => (uniform() < 0.5 ? 1 : 1.5) * (1 + 0.02 * normal(uniform)),
};

/** What of each side is given: its samples, or a summary without or with its ends. */
export type Given = 'samples' | 'mean, sd' | 'mean, sd, min, max';

export interface Design {
  readonly source: Source;
  /** Samples of a and of b. */
  readonly counts: readonly [number, number];
  /** What b's samples are multiplied by. */
  readonly factor?: number;
  readonly given: Given;
}

/** Share of trials with the word `faster` or `slower`. */
export function shareOfWords(design: Design, trials: number, uniform: () => number): number {
  const { source, counts, factor = 1, given } = design;
  let words = 0;
  for (let trial = 0; trial < trials; trial++) {
    const [a, b] = counts.map((n) => Array.from({ length: n }, () => source(uniform)));
    if (a === undefined || b === undefined) throw new RangeError('a design has two sides');
    const scaled = b.map((value) => value * factor);
    const { verdict } = compareSides(sideOf(a, given), sideOf(scaled, given), false);
    if (verdict === 'faster' || verdict === 'slower') words += 1;
  }
  return words / trials;
}

function sideOf(values: readonly number[], given: Given): Side {
  const rest = { source: given, unit: null, notes: [] };
  if (given === 'samples') return { kind: 'samples', values, resolution: resolutionOf(values), ...rest };
  const { n, mean, sd, min, max } = describe(values);
  const ends = given === 'mean, sd' ? { min: null, max: null } : { min, max };
  const resolution = { mean: resolutionOf([mean]), sd: resolutionOf([sd ?? 0]) };
  return { kind: 'summary', summary: { n, mean, sd: sd ?? 0, ...ends, resolution }, ...rest };
}
