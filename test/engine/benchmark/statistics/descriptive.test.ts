import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  countOutliers,
  describe as describeValues,
} from '../../../../engine/benchmark/statistics/descriptive';
import { quantile } from '../../../../engine/presentation/quantile';
import reference from '../../../fixtures/statistics/scipy.json';
import { assertClose } from './assertClose';

const times = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('describe', () => {
  for (const expected of reference.describe) {
    it(`agrees with NumPy and SciPy on ${expected.values.length} values`, () => {
      const found = describeValues(expected.values);
      assert.equal(found.n, expected.values.length);
      assert.equal(countOutliers(found.outliers), expected.outliers);
      for (const key of ['median', 'mean', 'min', 'max', 'q1', 'q3', 'sd', 'cv'] as const) {
        assertClose(found[key], expected[key], key);
      }
    });
  }

  it('has no deviation and no coefficient of variation with one value', () => {
    const found = describeValues([7]);
    assert.equal(found.sd, null);
    assert.equal(found.cv, null);
    assert.equal(found.median, 7);
    assert.equal(countOutliers(found.outliers), 0);
  });

  it('refuses to describe nothing', () => {
    assert.throws(() => describeValues([]), RangeError);
  });

  it('counts what lies outside the fences and keeps it in every figure', () => {
    const found = describeValues([10, 11, 12, 13, 14, 100]);
    assert.deepEqual(found.outliers, { lowSevere: 0, lowMild: 0, highMild: 0, highSevere: 1 });
    assert.equal(found.max, 100);
    assertClose(found.mean, 160 / 6, 'mean');
  });

  it('tells mild outliers from severe ones, on either side', () => {
    // Quartiles 10 and 20: inner fences at −5 and 35, outer ones at −20 and 50, and a value on a fence is inside.
    const values = [-21, -20, -6, -5, 10, 10, 10, 15, 20, 20, 20, 35, 36, 50, 51];
    const { q1, q3, outliers } = describeValues([...values, 15, 15]);
    assert.deepEqual([q1, q3], [10, 20]);
    assert.deepEqual(outliers, { lowSevere: 1, lowMild: 2, highMild: 2, highSevere: 1 });
  });

  it('gives the same whatever the order of the values', () => {
    fc.assert(
      fc.property(times, (values) => {
        const [there, back] = [describeValues(values), describeValues([...values].reverse())];
        assert.equal(there.median, back.median);
        assert.deepEqual(there.outliers, back.outliers);
        assertClose(there.mean, back.mean, 'mean');
      }),
    );
  });

  it('scales with the unit, and the coefficient of variation does not', () => {
    fc.assert(
      fc.property(times, (values) => {
        // A power of two scales doubles without rounding.
        const [small, large] = [describeValues(values), describeValues(values.map((value) => value * 1024))];
        for (const key of ['median', 'mean', 'min', 'max', 'q1', 'q3'] as const) {
          assert.equal(large[key], small[key] * 1024);
        }
        assert.equal(large.sd, small.sd === null ? null : small.sd * 1024);
        assert.equal(large.cv, small.cv);
        assert.deepEqual(large.outliers, small.outliers);
      }),
    );
  });

  it('keeps quartiles, median and mean between the ends', () => {
    fc.assert(
      fc.property(times, (values) => {
        const { min, q1, median, q3, max, mean } = describeValues(values);
        assert.ok(min <= q1 && q1 <= median && median <= q3 && q3 <= max);
        assert.ok(mean >= min * (1 - 1e-12) && mean <= max * (1 + 1e-12));
      }),
    );
  });
});

describe('quantile', () => {
  it('interpolates between order statistics as definition 7 does', () => {
    assert.equal(quantile([1, 2, 3, 4], 0.25), 1.75);
    assert.equal(quantile([1, 2, 3, 4], 0), 1);
    assert.equal(quantile([1, 2, 3, 4], 1), 4);
  });
});
