import { strict as assert } from 'node:assert';
import { EngineError } from '../../../engine/platform/errors';
import { check } from '../../../engine/protocol/check';
import { BacktestParameters, scenarioNames, type Strategy } from '../../../engine/protocol/vocabulary';
import {
  parametersFor,
  parametersOf,
  parseStrategy,
  scenarioOf,
  strategyLabel,
} from '../../../engine/ledger/scenarios';

describe('A strategy in text', () => {
  const read: readonly (readonly [string, Strategy, string])[] = [
    ['sma:50,200', { kind: 'sma', fast: 50, slow: 200 }, 'SMA 50/200'],
    [' SMA : 1 , 2 ', { kind: 'sma', fast: 1, slow: 2 }, 'SMA 1/2'],
    ['momentum:1200,5', { kind: 'momentum', window: 1200, threshold: '5' }, 'Momentum 1,200 bars, 5 %'],
    ['momentum:1,0.050', { kind: 'momentum', window: 1, threshold: '0.05' }, 'Momentum 1 bars, 0.05 %'],
    ['zscore:20,2', { kind: 'zscore', window: 20, threshold: '2' }, 'Z-score 20, 2'],
    ['zscore:2,25e-1', { kind: 'zscore', window: 2, threshold: '2.5' }, 'Z-score 2, 2.5'],
  ];
  for (const [text, strategy, label] of read) {
    it(`may be ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseStrategy(text), strategy);
      assert.equal(strategyLabel(strategy), label);
    });
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /"" is not a strategy/],
    ['sma', /"sma" is not a strategy/],
    ['sma:50', /"sma:50" is not a strategy/],
    ['sma:50,200,300', /"50,200,300"|not a strategy/],
    ['macd:12,26', /"macd:12,26" is not a strategy/],
    ['sma:200,50', /shorter than the slow/],
    ['sma:50,50', /shorter than the slow/],
    ['sma:0,50', /at least 1/],
    ['sma:-1,50', /fast window in "sma:-1,50" must be a whole number of bars, not "-1"/],
    ['sma:1.5,50', /whole number/],
    ['momentum:0,5', /at least 1/],
    ['momentum:10,-1', /threshold must not be negative/],
    ['momentum:10,x', /"x" is not a decimal number/],
    ['momentum:10,', /"" is empty/],
    ['zscore:1,2', /at least 2/],
    ['zscore:20,0.000000001', /more than 8 fractional digits/],
  ];
  for (const [text, says] of refused) {
    it(`may not be ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseStrategy(text),
        (error) => error instanceof EngineError && error.code === 'bad-input' && says.test(error.message),
      );
    });
  }
});

describe('The parameters of a backtest', () => {
  it('are in canonical text for every scenario', () => {
    for (const name of scenarioNames) {
      const scenario = scenarioOf(name);
      const parameters = parametersOf(scenario, {});
      assert.deepEqual(check(BacktestParameters, parameters, name), scenario.parameters);
    }
  });

  it('are those that a person gave, whatever their notation', () => {
    const given = { capital: '+5e4', quantity: ' 0.50 ', slippageBps: '0', commission: '.0010' };
    const expected = { capital: '50000', quantity: '0.5', slippageBps: '0', commission: '0.001' };
    const daily = scenarioOf('daily');
    assert.deepEqual(parametersOf(daily, given), { ...daily.parameters, ...expected });
    const strategy = parseStrategy('zscore:20,2');
    assert.deepEqual(parametersFor(strategy, 7, given), { strategy, warmup: 7, ...expected });
    assert.equal(parametersFor(strategy, 0, {}).capital, '100000');
  });

  it('are refused out of their bounds', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      ['capital', '0', /--capital/],
      ['capital', '-1', /--capital/],
      ['capital', 'much', /--capital: "much" is not a decimal/],
      ['quantity', '0', /--quantity/],
      ['slippageBps', '-0.5', /--slippage-bps/],
      ['slippageBps', '10000', /--slippage-bps/],
      ['commission', '-1e-8', /--commission/],
      ['commission', '1e-9', /--commission.*more than 8/],
    ];
    for (const [key, text, says] of refused) {
      assert.throws(() => parametersOf(scenarioOf('daily'), { [key]: text }), says, `${key} ${text}`);
    }
    for (const warmup of [-1, 0.5, Number.NaN, Infinity]) {
      assert.throws(() => parametersFor(parseStrategy('sma:1,2'), warmup, {}), /--warmup/);
    }
  });
});
