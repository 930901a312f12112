import { strict as assert } from 'node:assert';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { decimalJsEngine } from '../../../../engine/ledger/engines/decimalJs';
import { floatEngine } from '../../../../engine/ledger/engines/float';
import type { BacktestResult } from '../../../../engine/protocol/backtest';
import type { EngineName } from '../../../../engine/protocol/vocabulary';
import { scenarioOf } from '../../../../engine/ledger/scenarios';
import type { Description } from '../../../../engine/benchmark/verdict/description';
import { resultsOf } from '../../../../engine/benchmark/verdict/results';

const bundle = generateBundle('daily');
const { parameters } = scenarioOf('daily');

describe('What the engines computed', () => {
  const exact = described('decimal.js');
  const float = described('float');

  it('names what floats changed and the bar where it began, with both sets of numbers', () => {
    const { floatEffect } = resultsOf([float, exact], bundle, parameters);
    assert.ok(floatEffect?.first);
    assert.equal(floatEffect.changed, true);
    assert.equal(floatEffect.headline, 'Floats changed the result');
    assert.ok(floatEffect.differingFills >= Math.abs(floatEffect.extraFills));
    assert.equal(floatEffect.extraFills, float.result.fills.length - exact.result.fills.length);

    const { first } = floatEffect;
    const symbolIndex = bundle.symbols.indexOf(first.symbol);
    const row = (bundle.offsets[symbolIndex] ?? 0) + first.bar;
    assert.equal(bundle.time[row], first.time);
    assert.notEqual(exact.decisions[row], float.decisions[row]);
    assert.equal(first.exact.engine, 'decimal.js');
    assert.equal(first.float.engine, 'float');
    assert.notDeepEqual(first.exact.decision, first.float.decision);
    assert.equal(first.tie, true);
    assert.equal(first.exact.values[0]?.value, first.exact.values[1]?.value);
    assert.match(floatEffect.firstText ?? '', /floats go (long|flat) where the two means are equal$/);
  });

  it('finds no earlier bar when decisions differ', () => {
    const { floatEffect } = resultsOf([float, exact], bundle, parameters);
    const earlier = exact.decisions.filter(
      (code, row) =>
        code !== float.decisions[row] && (bundle.time[row] ?? 0) < (floatEffect?.first?.time ?? 0),
    );
    assert.equal(earlier.length, 0);
    assert.equal(
      floatEffect?.differingDecisions,
      exact.decisions.filter((code, row) => code !== float.decisions[row]).length,
    );
  });

  it('says that an engine held against itself changed nothing, to the last digit', () => {
    const same: Description = { ...exact, engine: 'float' };
    const { floatEffect, equity } = resultsOf([same, exact], bundle, parameters);
    assert.deepEqual(
      [floatEffect?.changed, floatEffect?.headline, floatEffect?.detail, floatEffect?.firstText],
      [false, 'Floats made the same trades here', 'final equity the same to the last digit', null],
    );
    assert.ok(floatEffect?.metrics.every(({ difference }) => difference === '0'));
    assert.ok(equity.difference?.every((text) => text === '0'));
  });

  it('says what differs when trades are the same and only digits are not', () => {
    const drifted = changed(exact, 'float', (result) => {
      result.summary.finalEquity = `${result.summary.finalEquity}01`;
      result.evidence.residues = [{ symbol: 'SYM000', quantity: '0.00000000000001' }];
    });
    const { floatEffect } = resultsOf([drifted, exact], bundle, parameters);
    assert.equal(floatEffect?.changed, false);
    assert.match(
      floatEffect.detail,
      /^final equity 0\.0+1 (lower|higher), 1 position not zero after closing$/,
    );
  });

  it('counts a fill of another quantity on both sides, and one of another price not at all', () => {
    const other = changed(exact, 'float', ({ fills }) => {
      const [first, second] = fills;
      assert.ok(first !== undefined && second !== undefined);
      first.quantity = '99';
      second.price = '1';
    });
    const { floatEffect } = resultsOf([other, exact], bundle, parameters);
    assert.deepEqual([floatEffect?.differingFills, floatEffect?.extraFills], [2, 0]);
    assert.match(floatEffect?.detail ?? '', /^2 fills differ, /);
  });

  it('finds twins identical whatever their names', () => {
    const { agreements, engines } = resultsOf([{ ...exact, engine: 'native' }, exact], bundle, parameters);
    assert.deepEqual(agreements[0], {
      engines: ['native', 'decimal.js'],
      word: 'identical',
      firstDifference: null,
    });
    assert.equal(engines[0]?.traceDigest, engines[1]?.traceDigest);
    assert.equal(agreements[1]?.word, 'not compared');
  });

  it('shows the first trace line in which twins differ, with the name of neither', () => {
    const wrong = changed(exact, 'native', ({ summary }) => {
      summary.engine = 'native';
      summary.turnover = '1';
    });
    const [agreement] = resultsOf([wrong, exact], bundle, parameters).agreements;
    assert.equal(agreement?.word, 'different');
    assert.match(agreement.firstDifference?.[0] ?? '', /^\{"type":"summary","scenario":.*"turnover":"1"\}$/);
  });

  it('takes a missing line for a difference', () => {
    const short = changed(exact, 'native', ({ fills }) => {
      fills.pop();
    });
    assert.equal(resultsOf([short, exact], bundle, parameters).agreements[0]?.word, 'different');
  });

  it('has no float effect when one side was left out', () => {
    const { floatEffect, equity } = resultsOf([exact], bundle, parameters);
    assert.equal(floatEffect, null);
    assert.equal(equity.float, null);
    assert.equal(equity.difference, null);
    assert.equal(equity.dates.length, equity.exact?.length);
  });

  it('says that nothing was filled', () => {
    const empty = (engine: EngineName): Description =>
      changed(exact, engine, (result) => {
        result.fills = [];
        result.summary.fills = 0;
      });
    const { floatEffect } = resultsOf([empty('float'), empty('native')], bundle, parameters);
    assert.equal(floatEffect?.headline, 'No order was filled, with floats or without');
  });
});

function described(name: 'decimal.js' | 'float'): Description {
  const engine = name === 'float' ? floatEngine() : decimalJsEngine();
  const control = new Int32Array(new SharedArrayBuffer(8));
  const decisions = new Uint8Array(bundle.time.length);
  return { engine: name, result: engine.prepare(bundle, parameters, control).describe(decisions), decisions };
}

/** A copy under another engine's name, with one thing changed. */
function changed(
  { result, decisions }: Description,
  engine: EngineName,
  change: (result: BacktestResult) => void,
): Description {
  const copy = structuredClone(result);
  change(copy);
  return { engine, result: copy, decisions };
}
