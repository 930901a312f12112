import { strict as assert } from 'node:assert';
import type { Strategy } from '../../../../engine/protocol/vocabulary';
import { explainDecision } from '../../../../engine/ledger/strategies/explain';
import { bundleOf, dailyBar, usualParameters } from '../backtest/support';

const bundle = bundleOf({
  A: ['1', '2', '3'].map((price, index) => dailyBar(index + 1, price)),
  B: ['0.1', '0.2', '0.3', '0.3', '0.3'].map((price, index) => dailyBar(index + 1, price)),
});

function explain(strategy: Strategy, bar: number, engine: 'native' | 'float', warmup = 0) {
  return explainDecision(bundle, { ...usualParameters, strategy, warmup }, 1, bar, engine);
}

describe('explanation of a decision', () => {
  it('shows both means, exact ones to 12 digits and doubles in full', () => {
    const strategy = { kind: 'sma', fast: 1, slow: 3 } as const;
    assert.deepEqual(explain(strategy, 3, 'native'), {
      engine: 'native',
      decision: 'long',
      values: [
        { label: 'mean of 1', value: '0.3' },
        { label: 'mean of 3', value: '0.266666666667' },
      ],
    });
    const sum = 0.1 + 0.2 + 0.3 + 0.3 - 0.1;
    assert.deepEqual(explain(strategy, 3, 'float').values.at(1), { label: 'mean of 3', value: `${sum / 3}` });
  });

  it('shows a tie that doubles do not see', () => {
    const strategy = { kind: 'sma', fast: 1, slow: 3 } as const;
    assert.equal(explain(strategy, 4, 'native').decision, 'unchanged');
    assert.deepEqual(
      explain(strategy, 4, 'native').values.map(({ value }) => value),
      ['0.3', '0.3'],
    );
    assert.notEqual(explain(strategy, 4, 'float').decision, 'unchanged');
  });

  it('shows a change in percent', () => {
    const strategy = { kind: 'momentum', window: 2, threshold: '5' } as const;
    assert.deepEqual(explain(strategy, 1, 'native'), {
      engine: 'native',
      decision: 'long',
      values: [{ label: 'change over 2 bars, %', value: '100' }],
    });
  });

  it('shows a z-score, or that there is none', () => {
    const strategy = { kind: 'zscore', window: 3, threshold: '2' } as const;
    assert.deepEqual(explain(strategy, 2, 'native').values, [{ label: 'z-score', value: '1' }]);
    assert.deepEqual(explain(strategy, 4, 'native'), {
      engine: 'native',
      decision: 'none',
      values: [{ label: 'z-score', value: 'none, no deviation' }],
    });
  });

  it('has nothing to show until the window is full, and decides nothing in the warm-up', () => {
    const strategy = { kind: 'sma', fast: 1, slow: 3 } as const;
    assert.deepEqual(explain(strategy, 1, 'native'), { engine: 'native', decision: 'none', values: [] });
    assert.equal(explain(strategy, 3, 'native', 4).decision, 'none');
  });

  it('refuses a bar that is not there', () => {
    assert.throws(() => explain({ kind: 'sma', fast: 1, slow: 3 }, 5, 'native'), RangeError);
  });
});
