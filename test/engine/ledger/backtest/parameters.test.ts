import { strict as assert } from 'node:assert';
import { checkParameters, slippageFactors } from '../../../../engine/ledger/backtest/parameters';
import { EngineError } from '../../../../engine/platform/errors';
import type { BacktestParameters } from '../../../../engine/protocol/vocabulary';
import { usualParameters } from './support';

function refusalOf(change: Partial<BacktestParameters>): string {
  try {
    checkParameters({ ...usualParameters, ...change });
  } catch (error) {
    assert.ok(error instanceof EngineError);
    assert.equal(error.code, 'bad-input');
    return error.message;
  }
  return 'accepted';
}

describe('parameters', () => {
  it('accepts the edges', () => {
    assert.equal(refusalOf({}), 'accepted');
    assert.equal(refusalOf({ strategy: { kind: 'momentum', window: 1, threshold: '0' } }), 'accepted');
    assert.equal(refusalOf({ strategy: { kind: 'zscore', window: 2, threshold: '0' } }), 'accepted');
    assert.equal(refusalOf({ capital: '0.00000001', quantity: '0.00000001' }), 'accepted');
    assert.equal(refusalOf({ slippageBps: '9999.99999999', commission: '0' }), 'accepted');
  });

  it('names the option that it refuses', () => {
    assert.match(refusalOf({ strategy: { kind: 'sma', fast: 0, slow: 2 } }), /sma: the fast window/);
    assert.match(refusalOf({ strategy: { kind: 'sma', fast: 1, slow: 2.5 } }), /sma: the slow window/);
    assert.match(refusalOf({ strategy: { kind: 'sma', fast: 5, slow: 5 } }), /shorter .* got 5 and 5/);
    assert.match(
      refusalOf({ strategy: { kind: 'momentum', window: 0, threshold: '5' } }),
      /momentum: the window/,
    );
    assert.match(
      refusalOf({ strategy: { kind: 'momentum', window: 2, threshold: '-5' } }),
      /momentum: the threshold/,
    );
    assert.match(
      refusalOf({ strategy: { kind: 'zscore', window: 1, threshold: '2' } }),
      /zscore: the window/,
    );
    assert.match(
      refusalOf({ strategy: { kind: 'zscore', window: 2, threshold: '-0.1' } }),
      /zscore: the threshold/,
    );
    assert.match(refusalOf({ warmup: -1 }), /--warmup/);
    assert.match(refusalOf({ warmup: NaN }), /--warmup/);
    assert.match(refusalOf({ capital: '0' }), /--capital/);
    assert.match(refusalOf({ quantity: '-1' }), /--quantity/);
    assert.match(refusalOf({ slippageBps: '10000' }), /--slippage-bps/);
    assert.match(refusalOf({ slippageBps: '-1' }), /--slippage-bps/);
    assert.match(refusalOf({ commission: '-0.1' }), /--commission/);
    assert.match(refusalOf({ commission: '0.000000001' }), /--commission/);
  });

  it('turns basis points into exact factors', () => {
    assert.deepEqual(slippageFactors('5'), { buy: '1.0005', sell: '0.9995' });
    assert.deepEqual(slippageFactors('0'), { buy: '1', sell: '1' });
    assert.deepEqual(slippageFactors('0.00000001'), { buy: '1.000000000001', sell: '0.999999999999' });
  });
});
