/** The example workspace's data. After a wanted change of the generator, `UPDATE_BASELINES=1` writes it again. */
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCsv } from '../../../../engine/ledger/data/csv';
import { exportCsv } from '../../../../engine/ledger/data/exportCsv';
import { generateExample } from '../../../../engine/ledger/data/generate';
import { engineOf } from '../../../../engine/ledger/engines';
import type { BacktestResult } from '../../../../engine/protocol/backtest';
import { parametersFor, parseStrategy } from '../../../../engine/ledger/scenarios';
import { useFolder } from './support';

const file = path.join(__dirname, '..', '..', '..', '..', 'docs', 'example-workspace', 'prices.csv');

describe('The example workspace', () => {
  const folder = useFolder();

  it('holds what the generator writes, byte for byte', async () => {
    if (process.env['UPDATE_BASELINES'] === '1') await exportCsv(generateExample(), file);
    const fresh = path.join(folder(), 'prices.csv');
    await exportCsv(generateExample(), fresh);
    assert.equal(await readFile(file, 'utf8'), await readFile(fresh, 'utf8'));
  });

  it('trades on both sides with sma:20,50, and floats trade otherwise', async () => {
    const bundle = await readCsv(file, { roundInputs: false, range: 'i64' });
    const parameters = parametersFor(parseStrategy('sma:20,50'), 0, {});
    const describeWith = (engine: 'decimal.js' | 'float'): BacktestResult =>
      engineOf(engine, 'i64')
        .prepare(bundle, parameters, new Int32Array(new SharedArrayBuffer(8)))
        .describe(new Uint8Array(bundle.time.length));
    const exact = describeWith('decimal.js');
    assert.ok(exact.evidence.buys >= 10 && exact.evidence.sells >= 10 && exact.evidence.ties > 0);
    assert.notEqual(describeWith('float').summary.fills, exact.summary.fills);
  });
});
