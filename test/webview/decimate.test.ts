import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { columnOf, decimate } from '../../engine/presentation/models/decimate';

describe('decimation', () => {
  it('keeps every point when there is room for it', () => {
    assert.deepEqual(decimate([0, 1, 2], [5, 4, 3], [0, 2], 100), [0, 1, 2]);
  });

  it('keeps the lowest and the highest of every pixel column, and the ends', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 2000,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 120 }), (y, width) => {
        const x = y.map((_, index) => index);
        const domain = [0, Math.max(1, y.length - 1)] as const;
        const kept = decimate(x, y, domain, width);
        const keptSet = new Set(kept);
        assert.ok(keptSet.has(0) && keptSet.has(y.length - 1));
        assert.ok(kept.length <= Math.max(2 * width, 2 * width + 2));
        assert.deepEqual(
          kept,
          [...keptSet].sort((a, b) => a - b),
        );
        const extremesOf = (indices: readonly number[]): Map<number, [number, number]> => {
          const extremes = new Map<number, [number, number]>();
          for (const index of indices) {
            const column = columnOf(x[index] ?? 0, domain, width);
            const value = y[index] ?? 0;
            const [low, high] = extremes.get(column) ?? [value, value];
            extremes.set(column, [Math.min(low, value), Math.max(high, value)]);
          }
          return extremes;
        };
        assert.deepEqual(extremesOf(kept), extremesOf(x));
      }),
    );
  });
});
