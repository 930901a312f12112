import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { arbitraryBacktest } from './arbitraryBacktest';
import { outcomeWith } from './outcome';

const runs = { numRuns: 400 };

describe('engines on random bundles', () => {
  it('agree to the last digit when they are exact, and i64 stops when i128 goes on', () => {
    const seen = { agreed: 0, overflowed: 0, traded: 0, tied: 0 };
    fc.assert(
      fc.property(arbitraryBacktest(), ({ bundle, parameters }) => {
        const decimal = outcomeWith('decimal.js', bundle, parameters);
        const narrow = outcomeWith('native', bundle, parameters, 'i64');
        const wide = outcomeWith('native', bundle, parameters, 'i128');
        assert.deepEqual(wide, decimal);
        if (narrow.failure === 'overflow') seen.overflowed++;
        else assert.deepEqual(narrow, decimal);
        if (decimal.failure === null) seen.agreed++;
        if ((decimal.evidence?.sells ?? 0) > 0) seen.traded++;
        if ((decimal.evidence?.ties ?? 0) > 0) seen.tied++;
      }),
      runs,
    );
    // A generator that reaches none of these would prove nothing.
    assert.ok(seen.agreed > 200 && seen.traded > 100 && seen.tied > 50, JSON.stringify(seen));
    assert.ok(seen.overflowed > 0, JSON.stringify(seen));
  });

  it('agree bit for bit when they are floats', () => {
    fc.assert(
      fc.property(arbitraryBacktest(), ({ bundle, parameters }) => {
        const float = outcomeWith('float', bundle, parameters);
        assert.deepEqual(outcomeWith('native-float', bundle, parameters), float);
      }),
      runs,
    );
  });

  it('conserve money exactly at every fill when they are exact', () => {
    fc.assert(
      fc.property(arbitraryBacktest(), ({ bundle, parameters }) => {
        for (const name of ['decimal.js', 'native'] as const) {
          const { evidence } = outcomeWith(name, bundle, parameters, 'i128');
          if (evidence === null) continue;
          assert.equal(evidence.maxResidual, '0');
          assert.equal(evidence.finalResidual, '0');
          assert.deepEqual(evidence.residues, []);
        }
      }),
      runs,
    );
  });
});
