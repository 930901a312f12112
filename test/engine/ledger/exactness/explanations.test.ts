import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decimalJsEngine } from '../../../../engine/ledger/engines/decimalJs';
import { floatEngine } from '../../../../engine/ledger/engines/float';
import { decisionCode } from '../../../../engine/protocol/backtest';
import { explainDecision } from '../../../../engine/ledger/strategies/explain';
import { describeWith } from '../backtest/support';
import { arbitraryBacktest } from './arbitraryBacktest';

describe('explanations', () => {
  it('tell the decision that the engine made, at any bar', () => {
    const place = fc.tuple(arbitraryBacktest(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(place, ([{ bundle, parameters }, anySymbol, anyBar]) => {
        const symbol = anySymbol % bundle.symbols.length;
        const first = bundle.offsets[symbol] ?? 0;
        const bars = (bundle.offsets[symbol + 1] ?? first) - first;
        fc.pre(bars > 0);
        const bar = anyBar % bars;
        // A capital that no loss uses up, so that every run ends.
        const lasting = { ...parameters, capital: '1000000000000000000000000000000000000.00000001' };
        for (const engine of [decimalJsEngine(), floatEngine()]) {
          const { decisions } = describeWith(engine, bundle, lasting);
          const view = explainDecision(bundle, lasting, symbol, bar, engine.name);
          assert.equal(decisionCode[view.decision], decisions[first + bar]);
        }
      }),
    );
  });
});
