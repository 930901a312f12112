import { strict as assert } from 'node:assert';
import { decimalJsEngine } from '../../../../engine/ledger/engines/decimalJs';
import { floatEngine } from '../../../../engine/ledger/engines/float';
import { bundleOf, describeWith, usualParameters, type TestBar } from './support';

function bar(time: string, price: string): TestBar {
  return { time, open: price, close: price, volume: '1000000' };
}

const bundle = bundleOf(
  {
    A: [
      bar('2024-08-01T14:30', '10'),
      bar('2024-08-01T14:31', '10.1'),
      bar('2024-08-02T14:30', '10.2'),
      bar('2024-08-02T14:31', '10.1'),
      bar('2024-08-05T14:30', '10.1'),
    ],
  },
  'daily',
);

describe('trace', () => {
  it('has one line a fill and a session in order of time, and the summary last', () => {
    assert.deepEqual(describeWith(decimalJsEngine(), bundle, usualParameters).trace, [
      '{"type":"session","date":"2024-08-01","equity":"100000","return":"0"}',
      '{"type":"fill","time":1722609000000,"symbol":"A","quantity":"100","price":"10.2051","notional":"1020.51","commission":"0.1","cash":"98979.39"}',
      '{"type":"session","date":"2024-08-02","equity":"99989.39","return":"-0.0001061"}',
      '{"type":"fill","time":1722868200000,"symbol":"A","quantity":"-100","price":"10.09495","notional":"1009.495","commission":"0.1","cash":"99988.785"}',
      '{"type":"session","date":"2024-08-05","equity":"99988.785","return":"-0.000006050642"}',
      '{"type":"summary","engine":"decimal.js","scenario":"daily","initialCapital":"100000","finalCash":"99988.785","finalEquity":"99988.785","totalReturn":"-0.00011215","volatility":"0.000945914986","sharpe":"-9.959302968129","maxDrawdown":"0.00011215","fills":2,"unfilled":0,"commission":"0.2","realised":"-11.015","turnover":"2030.005"}',
    ]);
  });

  it('prints doubles as the shortest text that reads back, and their own engine', () => {
    const { trace, result } = describeWith(floatEngine(), bundle, usualParameters);
    // 10.2 × 1.0005, just as a JavaScript console prints it.
    assert.equal(result.fills[0]?.price, `${10.2 * 1.0005}`);
    assert.match(trace.at(-1) ?? '', /^{"type":"summary","engine":"float","scenario":"daily"/);
  });

  it('says null for own data and for metrics that are not defined', () => {
    const own = bundleOf({ A: [bar('2024-08-01T14:30', '10')] });
    const summary = describeWith(decimalJsEngine(), own, usualParameters).trace.at(-1);
    assert.match(summary ?? '', /"scenario":null.*"volatility":null,"sharpe":null/);
  });

  it('writes the same bytes when it is run again, after timed runs too', () => {
    for (const engine of [decimalJsEngine(), floatEngine()]) {
      const control = new Int32Array(new SharedArrayBuffer(8));
      const prepared = engine.prepare(bundle, usualParameters, control);
      const first = prepared.describe(new Uint8Array(5));
      prepared.run();
      assert.deepEqual(prepared.describe(new Uint8Array(5)), first);
    }
  });
});
