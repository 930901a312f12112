import { strict as assert } from 'node:assert';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import fc from 'fast-check';
import { estimateMean, intervalOf, tProbability } from '../../../../engine/benchmark/statistics/interval';
import reference from '../../../fixtures/statistics/inference.json';
import { assertClose } from './assertClose';

describe('distributions', () => {
  it('have the quantiles of t that SciPy has, with whole and broken degrees of freedom', () => {
    for (const { probability, df, quantile } of reference.tQuantiles) {
      assertClose(tQuantile(probability, df), quantile, `quantile ${probability} of t with ${df}`, 1e-9);
    }
  });

  it('have the probabilities of t that SciPy has', () => {
    for (const { t, df, probability } of reference.tProbabilities) {
      assertClose(tCdf(t, df) / probability, 1, `probability of ${t} with ${df}`, 1e-9);
    }
  });

  it('have the quantiles of the normal distribution that SciPy has, and back', () => {
    for (const { probability, quantile } of reference.normal) {
      assertClose(normalQuantile(probability, 0, 1), quantile, `quantile ${probability}`, 1e-9);
      assertClose(normalCdf(quantile, 0, 1) / probability, 1, `probability of ${quantile}`, 1e-9);
    }
  });
});

describe('tProbability', () => {
  const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 12 });

  it('is the level at which the interval leaves the hypothesis and its margin', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.5, noNaN: true }), (list, margin) => {
        const estimate = estimateMean(list);
        assert.ok(estimate !== null);
        const p = tProbability(estimate, 0.1, margin);
        if (p < 1e-6 || p > 1 - 1e-6) return;
        const { low, high } = intervalOf(estimate, 1 - p);
        const end = estimate.mean > 0.1 ? low - (0.1 + margin) : 0.1 - margin - high;
        assertClose(end, 0, 'the distance of the nearer end', 1e-6);
      }),
    );
  });

  it('is 1 inside the margin, and 0 outside when nothing scatters', () => {
    const still = { mean: 0.3, standardError: 0, degreesOfFreedom: 4 };
    assert.equal(tProbability(still, 0, 0.3), 1);
    assert.equal(tProbability(still, 0, 0.2), 0);
  });
});
