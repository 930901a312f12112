import type { Sample } from '../../protocol/report';
import { engineNames } from '../../protocol/vocabulary';
import type { EngineName } from '../../protocol/vocabulary';

/** One marker shape an engine, the same in every chart. Names are chart.js point styles. */
export const markers = {
  float: 'circle',
  'decimal.js': 'rect',
  'native-float': 'triangle',
  native: 'rectRot',
} as const satisfies Record<EngineName, string>;

/** Line dashes in pixels: engines stay distinguishable without color. */
export const dashes: Readonly<Record<EngineName, readonly number[]>> = {
  float: [5, 3],
  'decimal.js': [2, 2],
  'native-float': [8, 3, 2, 3],
  native: [],
};

/** What an engine is, for a reader who meets its name for the first time. */
export const engineHelp: Readonly<Record<EngineName, string>> = {
  float: 'JavaScript numbers: IEEE 754 doubles, in the code a JavaScript developer would write.',
  'decimal.js': 'Exact decimals in JavaScript, by the decimal.js library.',
  'native-float': 'The Rust engine over f64: the same program as native, with the other number.',
  native: 'Exact decimals in Rust: fixed point with 8 fractional digits.',
};

/** Counted samples by engine, the control left out, in the order of `engineNames`. */
export function samplesByEngine(
  samples: readonly Sample[],
  hidden: readonly EngineName[],
): [EngineName, Sample[]][] {
  const groups = new Map<EngineName, Sample[]>();
  for (const sample of samples) {
    if (sample.control || hidden.includes(sample.engine)) continue;
    const group = groups.get(sample.engine);
    if (group === undefined) groups.set(sample.engine, [sample]);
    else group.push(sample);
  }
  return engineNames.flatMap((engine) => {
    const group = groups.get(engine);
    return group === undefined ? [] : [[engine, group] satisfies [EngineName, Sample[]]];
  });
}
