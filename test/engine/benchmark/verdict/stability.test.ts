import { strict as assert } from 'node:assert';
import { stabilityOf } from '../../../../engine/benchmark/verdict/stability';
import { madeSamples } from './madeSamples';

const five = [100, 101, 99, 100, 102];

/** Samples whose scatter within a launch is known: `native` against `float`, both in percent. */
function samples(native: number, float: number, launches = five, rounds = 8) {
  return [
    ...madeSamples([{ engine: 'native', launches }], rounds, native / 100),
    ...madeSamples([{ engine: 'float', launches }], rounds, float / 100),
  ];
}

describe('Stability', () => {
  it('is reported with both deviations and the samples that they rest on', () => {
    assert.deepEqual(stabilityOf(samples(1, 4)), {
      word: 'steadier',
      text: 'Standard deviation: exact decimals 1.2 % of the mean (40 samples), JavaScript floats 2.8 % of the mean (40 samples). Within a launch, exact decimals scatter less (compared in 5 launches).',
    });
  });

  it('turns its word when the two are swapped', () => {
    assert.equal(stabilityOf(samples(4, 1)).word, 'less steady');
  });

  it('shows no difference when launches do not agree', () => {
    const mixed = [
      ...samples(1, 2, [100]),
      ...samples(2, 1, [100]).map((sample) => ({ ...sample, launch: 2 })),
      ...samples(1, 1.1, [100]).map((sample) => ({ ...sample, launch: 3 })),
    ];
    assert.equal(stabilityOf(mixed).word, 'no difference shown');
  });

  it('shows nothing from launches of a single round', () => {
    const found = stabilityOf(samples(1, 4, five, 1));
    assert.equal(found.word, 'no difference shown');
    assert.match(found.text, /No difference in stability is shown: no launch has two rounds\.$/);
  });

  it('is not measured without both engines', () => {
    assert.equal(stabilityOf(madeSamples([{ engine: 'native', launches: five }])).word, 'not measured');
  });
});
