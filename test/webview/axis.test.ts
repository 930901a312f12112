import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { spreadLabels, stickyDomain, stickyReach } from '../../engine/presentation/models/axis';

describe('axes', () => {
  it('stand still until a figure leaves them', () => {
    const kept = stickyDomain(null, [10, 20], 0.1);
    assert.deepEqual(kept, [9, 21]);
    assert.equal(stickyDomain(kept, [9.5, 20.5], 0.1), kept);
    assert.deepEqual(stickyDomain(kept, [9.5, 30], 0), [9.5, 30]);
  });

  it('shrink when figures have become a small part of them', () => {
    assert.deepEqual(stickyDomain([0, 100], [10, 20], 0), [10, 20]);
    assert.equal(stickyReach(100, 10, 0), 10);
  });

  it('have an extent when all figures are equal', () => {
    const [low, high] = stickyDomain(null, [5, 5], 0.1);
    assert.ok(low < 5 && high > 5);
  });

  it('are symmetric when they have a reach', () => {
    assert.equal(stickyReach(null, 2, 0.5), 3);
    assert.equal(stickyReach(3, 2.5, 0.5), 3);
    assert.equal(stickyReach(3, 4, 0.5), 6);
  });
});

describe('labels at lines', () => {
  it('stay where they are while they do not overlap', () => {
    assert.deepEqual(spreadLabels([50, 10, 90], 15, 0, 100), [50, 10, 90]);
  });

  it('are moved apart without changing their order, inside the chart', () => {
    const places = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(places, (wanted) => {
        const spread = spreadLabels(wanted, 20, 0, 400);
        const order = (values: readonly number[]) =>
          values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
        const sorted = order(spread).map((index) => spread[index] ?? 0);
        assert.deepEqual(
          order(spread).map((index) => wanted[index]),
          [...wanted].sort((a, b) => a - b),
        );
        sorted.slice(1).forEach((place, index) => assert.ok(place - (sorted[index] ?? 0) >= 20));
        assert.ok(sorted.every((place) => place >= 0 && place <= 400));
      }),
    );
  });
});
