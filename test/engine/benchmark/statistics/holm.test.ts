import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { holm, holmLevels } from '../../../../engine/benchmark/statistics/holm';
import { assertClose } from './assertClose';

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe('holm', () => {
  it('adjusts a worked example of four claims', () => {
    // 0.005 × 4, 0.01 × 3, 0.03 × 2, and 0.04 × 1 which is raised to what stands before it.
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    for (const [index, expected] of [0.03, 0.06, 0.06, 0.02].entries()) {
      assertClose(adjusted[index] ?? null, expected, `claim ${index + 1}`);
    }
  });

  it('multiplies by the weights that are left, divided by its own', () => {
    // By p / weight: 0.02 / 4, then 0.006 / 1, then 0.03 / 1.
    const adjusted = holm([0.03, 0.02, 0.006], [1, 4, 1]);
    for (const [index, expected] of [0.03, (0.02 * 6) / 4, 0.03].entries()) {
      assertClose(adjusted[index] ?? null, expected, `claim ${index + 1}`);
    }
    fc.assert(
      fc.property(probabilities, fc.integer({ min: 1, max: 9 }), (list, weight) => {
        const weighted = holm(
          list,
          list.map(() => weight),
        );
        for (const [index, p] of holm(list).entries()) assertClose(weighted[index] ?? null, p, `${index}`);
      }),
    );
  });

  it('leaves a single claim alone, and none below what it was', () => {
    assert.deepEqual(holm([0.04]), [0.04]);
    assert.deepEqual(holm([]), []);
    fc.assert(
      fc.property(probabilities, (list) => {
        const adjusted = holm(list);
        assert.ok(list.every((p, index) => (adjusted[index] ?? NaN) >= p && (adjusted[index] ?? NaN) <= 1));
      }),
    );
  });

  it('does not depend on the order in which claims are given', () => {
    fc.assert(
      fc.property(probabilities, (list) => {
        assert.deepEqual(holm([...list].reverse()), holm(list).reverse());
      }),
    );
  });

  it('takes no claim back when another becomes surer', () => {
    const familyAndPlace = probabilities
      .filter((list) => list.length > 0)
      .chain((list) => fc.tuple(fc.constant(list), fc.nat(list.length - 1)));
    fc.assert(
      fc.property(familyAndPlace, ([list, place]) => {
        const surer = holm(list.map((p, index) => (index === place ? p / 2 : p)));
        assert.ok(holm(list).every((p, index) => (surer[index] ?? NaN) <= p));
      }),
    );
  });

  it('refuses what is no probability', () => {
    assert.throws(() => holm([0.5, 1.5]), RangeError);
    assert.throws(() => holm([NaN]), RangeError);
  });
});

describe('holmLevels', () => {
  it('shares the error among all claims for the surest, and gives all of it to the last', () => {
    const levels = holmLevels([0.01, 0.04, 0.02, 0.005], 0.95);
    for (const [index, expected] of [1 - 0.05 / 3, 0.95, 1 - 0.05 / 2, 1 - 0.05 / 4].entries()) {
      assertClose(levels[index] ?? null, expected, `claim ${index + 1}`);
    }
  });

  it('goes no further than the first that is no claim at its level', () => {
    const levels = holmLevels([0.01, 0.04, 0.03, 0.005], 0.95);
    for (const [index, expected] of [1 - 0.05 / 3, 1 - 0.05 / 2, 1 - 0.05 / 2, 1 - 0.05 / 4].entries()) {
      assertClose(levels[index] ?? null, expected, `claim ${index + 1}`);
    }
  });

  it('decides as the adjusted p-values do, whatever the weights', () => {
    const claim = fc.tuple(fc.double({ min: 0, max: 0.08, noNaN: true }), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 8 }), (claims) => {
        const list = claims.map(([p]) => p);
        const weights = claims.map(([, weight]) => weight);
        const levels = holmLevels(list, 0.95, weights);
        for (const [index, adjusted] of holm(list, weights).entries()) {
          // At the very border the two differ by rounding alone.
          if (Math.abs(adjusted - 0.05) < 1e-9) continue;
          assert.equal(adjusted <= 0.05, (list[index] ?? NaN) <= 1 - (levels[index] ?? NaN));
        }
      }),
    );
  });
});
