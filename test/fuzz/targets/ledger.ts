/** The engines on random bundles: exact ones agree byte for byte, float ones bit for bit, storages up to overflow. */
import { strict as assert } from 'node:assert';
import { arbitraryBacktest } from '../../engine/ledger/exactness/arbitraryBacktest';
import { outcomeWith } from '../../engine/ledger/exactness/outcome';
import { target } from '../target';

export const ledger = target({
  name: 'ledger',
  cases: arbitraryBacktest(),
  limitMs: 20_000,
  check: ({ bundle, parameters }) => {
    const decimal = outcomeWith('decimal.js', bundle, parameters);
    assert.deepEqual(outcomeWith('native', bundle, parameters, 'i128'), decimal);
    const narrow = outcomeWith('native', bundle, parameters, 'i64');
    if (narrow.failure !== 'overflow') assert.deepEqual(narrow, decimal);
    assert.deepEqual(
      outcomeWith('native-float', bundle, parameters),
      outcomeWith('float', bundle, parameters),
    );
    assert.ok(decimal.failure !== 'internal' && narrow.failure !== 'internal', 'an engine has crashed');
  },
  files: (value) => ({ 'backtest.json': JSON.stringify(value, plain, 1) }),
});

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(Object.values(value), String)
    : value;
}
