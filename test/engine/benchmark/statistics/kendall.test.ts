import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { trendOf } from '../../../../engine/benchmark/statistics/kendall';
import reference from '../../../fixtures/statistics/inference.json';
import { assertClose } from './assertClose';

describe('a trend', () => {
  for (const { values, tau, p } of reference.kendall) {
    it(`is found as SciPy finds it in ${values.length} values`, () => {
      const found = trendOf(values);
      assertClose(found?.tau ?? null, tau, 'tau');
      // Beyond fifty values the distribution is taken as normal.
      assertClose(found?.p ?? null, p, 'p', values.length <= 50 ? 1e-9 : 1e-3);
    });
  }

  it('is as sure as it can be when every value is larger than the one before', () => {
    assertClose(trendOf([1, 2, 3, 4, 5])?.p ?? null, 2 / 120, 'p of five');
    assert.equal(trendOf([1, 2, 3])?.tau, 1);
  });

  it('is none with one value, or when all are equal', () => {
    assert.equal(trendOf([1]), null);
    assert.equal(trendOf([2, 2, 2, 2])?.tau, 0);
    assertClose(trendOf([2, 2, 2, 2])?.p ?? null, 1, 'p');
  });

  it('falls as it rises when the series is turned round', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 60 }), (series) => {
        const [there, back] = [trendOf(series), trendOf(series.toReversed())];
        assertClose(back?.tau ?? null, -(there?.tau ?? NaN), 'tau');
        assertClose(back?.p ?? null, there?.p ?? NaN, 'p');
      }),
    );
  });
});
