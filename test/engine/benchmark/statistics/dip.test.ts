import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { dipOf, dipProbability } from '../../../../engine/benchmark/statistics/dip';
import reference from '../../../fixtures/statistics/inference.json';
import { assertClose } from './assertClose';
import { normalNumbers } from './seeded';

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

describe('the dip', () => {
  for (const { values, dip } of reference.dip) {
    it(`of ${values.length} values is what the package diptest finds`, () => {
      assertClose(dipOf(ascending(values)), dip, 'dip');
    });
  }

  it('lies between 1/2n and 1/4, and does not depend on unit or direction', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, (list) => {
        const dip = dipOf(ascending(list));
        assert.ok(dip >= 1 / (2 * list.length) - 1e-12 && dip <= 0.25 + 1e-12);
        assertClose(dipOf(ascending(list.map((value) => value * 4))), dip, 'dip in another unit');
        assertClose(dipOf(ascending(list.map((value) => -value))), dip, 'dip of the mirrored values');
      }),
    );
  });

  it('is unlikely when values gather at two places, and likely when they gather at one', () => {
    const normal = normalNumbers(20240304);
    const one = ascending(Array.from({ length: 40 }, normal));
    const two = ascending(Array.from({ length: 40 }, (_, index) => normal() + (index % 2) * 6));
    assert.ok(dipProbability(dipOf(one), 40) > 0.2);
    assert.ok(dipProbability(dipOf(two), 40) < 0.01);
  });

  it('of values with one mode seldom seems to have two', () => {
    const normal = normalNumbers(1985);
    const trials = 400;
    let found = 0;
    for (let trial = 0; trial < trials; trial++) {
      if (dipProbability(dipOf(ascending(Array.from({ length: 40 }, normal))), 40) <= 0.05) found++;
    }
    assert.ok(found <= trials * 0.05, `${found} of ${trials}`);
  });

  it('is judged for many values by what it tends to', () => {
    const [p, q] = [dipProbability(0.02, 500), dipProbability(0.01, 2_000)];
    assert.equal(p, q);
  });
});
