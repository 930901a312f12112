import type { Comparison } from '../../protocol/report';
import type { SampleSource } from './launches';

export interface ComparedPair {
  readonly id: Comparison['id'];
  readonly label: string;
  readonly numerator: SampleSource;
  readonly denominator: SampleSource;
}

const engine = (name: SampleSource['engine']): SampleSource => ({ engine: name, control: false });

/** What a run compares, in the order in which it is shown. */
export const comparedPairs: readonly ComparedPair[] = [
  {
    id: 'exact-against-js-float',
    label: 'exact against JavaScript floats',
    numerator: engine('native'),
    denominator: engine('float'),
  },
  {
    id: 'exact-against-rust-float',
    label: 'exact against the same Rust, f64',
    numerator: engine('native'),
    denominator: engine('native-float'),
  },
  {
    id: 'decimaljs-against-js-float',
    label: 'decimal.js against JavaScript floats',
    numerator: engine('decimal.js'),
    denominator: engine('float'),
  },
  {
    id: 'noise-floor',
    label: 'JavaScript floats against themselves',
    numerator: engine('float'),
    denominator: { engine: 'float', control: true },
  },
];
