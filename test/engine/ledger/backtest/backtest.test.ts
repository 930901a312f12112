import { strict as assert } from 'node:assert';
import { FloatArithmetic } from '../../../../engine/ledger/arithmetic/floatArithmetic';
import { Audit } from '../../../../engine/ledger/backtest/audit';
import { runBacktest } from '../../../../engine/ledger/backtest/backtest';
import { planOf } from '../../../../engine/ledger/backtest/backtestPlan';
import { controlWord } from '../../../../engine/platform/runControl';
import { decimalJsEngine } from '../../../../engine/ledger/engines/decimalJs';
import { floatEngine } from '../../../../engine/ledger/engines/float';
import { EngineError } from '../../../../engine/platform/errors';
import { decisionCode } from '../../../../engine/protocol/backtest';
import type { BacktestParameters } from '../../../../engine/protocol/vocabulary';
import {
  bundleOf,
  dailyBar,
  describeWith,
  newControl,
  usualParameters,
  type Described,
  type TestBar,
} from './support';

/** `none`, `unchanged`, `flat` and `long`. */
const letters = ['.', '=', '-', '+'];

function run(
  series: Record<string, readonly TestBar[]>,
  parameters: Partial<BacktestParameters> = {},
): Described & { decided: string } {
  const described = describeWith(decimalJsEngine(), bundleOf(series), { ...usualParameters, ...parameters });
  return { ...described, decided: Array.from(described.decisions, (code) => letters[code]).join('') };
}

function days(prices: readonly string[], volume?: string): TestBar[] {
  return prices.map((price, index) => dailyBar(index + 1, price, volume));
}

function fillsOf({ result }: Described): string[] {
  return result.fills.map(({ time, symbol, quantity }) => {
    return `${new Date(time).toISOString().slice(8, 10)} ${symbol} ${quantity}`;
  });
}

describe('backtest', () => {
  it('decides on a close and fills at the next open', () => {
    const ran = run({ A: days(['10', '11', '12', '11', '10']) });
    assert.equal(ran.decided, '.++--');
    assert.deepEqual(fillsOf(ran), ['03 A 100', '05 A -100']);
    assert.equal(ran.result.fills[0]?.price, '12.006');
  });

  it('leaves the target as it is when both means are equal, and counts the tie', () => {
    const ran = run({ A: days(['10', '11', '11', '11', '10', '10']) });
    assert.equal(ran.decided, '.+==-=');
    assert.equal(ran.result.evidence.ties, 3);
  });

  it('keeps a pending order through ties, and cancels it with the opposite decision', () => {
    const bars = days(['10', '11', '11', '11', '10', '10'], '0');
    const [, , , fourth] = bars;
    assert.ok(fourth);
    const kept = run({ A: bars.with(3, { ...fourth, volume: '1000000' }) });
    assert.deepEqual(fillsOf(kept), ['04 A 100']);
    const cancelled = run({ A: bars });
    assert.deepEqual(fillsOf(cancelled), []);
    assert.equal(cancelled.result.summary.unfilled, 0);
  });

  it('sells only what was bought when a partly filled order is replaced', () => {
    const ran = run({ A: days(['10', '11', '12', '11', '10', '9'], '300') });
    assert.equal(ran.decided, '.++---');
    assert.deepEqual(fillsOf(ran), ['03 A 30', '04 A 30', '05 A -30', '06 A -30']);
  });

  it('counts an order placed on the last bar as unfilled', () => {
    const ran = run({ A: days(['10', '11']) });
    assert.equal(ran.result.summary.unfilled, 1);
    assert.equal(ran.result.summary.fills, 0);
  });

  it('feeds the warm-up to the indicators and does not trade in it', () => {
    const ran = run({ A: days(['10', '11', '12', '13', '12']) }, { warmup: 3 });
    assert.equal(ran.decided, '...+-');
    assert.deepEqual(
      ran.result.sessions.map(({ date }) => date),
      ['2024-01-04', '2024-01-05'],
    );
  });

  it('records nothing when every bar is warm-up', () => {
    const { result } = run({ A: days(['10', '11', '12']) }, { warmup: 3 });
    assert.deepEqual(result.sessions, []);
    assert.equal(result.summary.finalEquity, '100000');
    assert.equal(result.summary.totalReturn, '0');
    assert.equal(result.summary.maxDrawdown, '0');
    assert.equal(result.summary.sharpe, null);
  });

  it('records sessions before the window is full, when there is no warm-up', () => {
    const { result } = run({ A: days(['10', '11']) }, { strategy: { kind: 'sma', fast: 1, slow: 9 } });
    assert.deepEqual(
      result.sessions.map(({ equity }) => equity),
      ['100000', '100000'],
    );
  });

  it('runs a single bar', () => {
    const { result, decided } = run({ A: days(['10']) });
    assert.equal(decided, '.');
    assert.equal(result.sessions.length, 1);
    assert.equal(result.summary.fills, 0);
  });

  it('fills at the next bar that the symbol has, and values it at its last close meanwhile', () => {
    const gap = days(['10', '11', '12', '13', '14']).filter((_, index) => index !== 2 && index !== 4);
    const ran = run({ A: gap, B: days(['1', '1', '1', '1', '1']) }, { slippageBps: '0', commission: '0' });
    assert.deepEqual(fillsOf(ran), ['04 A 100']);
    const equities = ran.result.sessions.map(({ equity }) => equity);
    assert.deepEqual(equities, ['100000', '100000', '100000', '100000', '100000']);
  });

  it('trades from the first time on at which any symbol is past its own warm-up', () => {
    const late = days(['10', '11', '12', '13']).slice(2);
    const { result } = run({ A: late, B: days(['1', '2', '3', '4']) }, { warmup: 2 });
    assert.deepEqual(
      result.sessions.map(({ date }) => date),
      ['2024-01-03', '2024-01-04'],
    );
  });

  it('fills in symbol order within a time', () => {
    const prices = days(['10', '11', '12']);
    const ran = run({ B: prices, A: prices });
    assert.deepEqual(fillsOf(ran), ['03 A 100', '03 B 100']);
    assert.deepEqual(
      ran.result.fills.map(({ cash }) => cash),
      ['98799.3', '97598.6'],
    );
  });

  it('marks the close of a bar before it values, and fills before it marks', () => {
    const bars = days(['10', '11', '12', '12']);
    const [, , third] = bars;
    assert.ok(third);
    const { result } = run(
      { A: bars.with(2, { ...third, open: '12', close: '15' }) },
      { slippageBps: '0', commission: '0' },
    );
    assert.deepEqual(
      result.sessions.map(({ equity }) => equity),
      ['100000', '100000', '100300', '100000'],
    );
  });

  it('pays the slippage and commission that were asked for', () => {
    const { result } = run(
      { A: days(['10', '11', '12']) },
      { slippageBps: '12.5', commission: '0.25', quantity: '8' },
    );
    assert.equal(result.fills[0]?.price, '12.015');
    assert.equal(result.fills[0].commission, '2');
  });

  it('names the session after one that ended with an equity of 0', () => {
    const bars = [dailyBar(1, '0.4'), dailyBar(2, '0.9'), dailyBar(3, '1'), dailyBar(4, '1')];
    const [, , third] = bars;
    assert.ok(third);
    const broke = bars.with(2, { ...third, open: '1', close: '0.5' });
    const parameters = { capital: '5.01', quantity: '10', slippageBps: '0' };
    for (const engine of [decimalJsEngine(), floatEngine()]) {
      const prepared = engine.prepare(
        bundleOf({ A: broke }),
        { ...usualParameters, ...parameters },
        newControl(),
      );
      assert.throws(
        () => prepared.run(),
        (error) =>
          error instanceof EngineError && error.code === 'no-return' && error.message.includes('2024-01-04'),
      );
    }
  });

  it('stops when it is canceled, and shows how many bars it has done', () => {
    const control = newControl();
    const prepared = floatEngine().prepare(
      bundleOf({ A: days(['10', '11', '12']) }),
      usualParameters,
      control,
    );
    prepared.run();
    assert.equal(control[controlWord.barsDone], 3);
    control[controlWord.cancel] = 1;
    assert.throws(
      () => prepared.run(),
      (error) => error instanceof EngineError && error.code === 'cancelled',
    );
  });

  it('counts buys and sells, and finds every cent again when arithmetic is exact', () => {
    const ran = run({ A: days(['10', '11', '12', '11', '10', '11', '12']) });
    assert.deepEqual(ran.result.evidence, {
      ties: 0,
      buys: 2,
      sells: 1,
      maxResidual: '0',
      finalResidual: '0',
      residues: [],
    });
  });

  it('sees doubles lose cents, and sells every unit in them all the same', () => {
    const volumes = ['0', '0', '1', '2', '1', '2', '9', '9'];
    const prices = ['10', '11', '12', '13', '12', '11', '10', '9'];
    const bundle = bundleOf({ A: prices.map((price, index) => dailyBar(index + 1, price, volumes[index])) });
    const parameters = { ...usualParameters, quantity: '0.7' };
    const exact = describeWith(decimalJsEngine(), bundle, parameters).result.evidence;
    const float = describeWith(floatEngine(), bundle, parameters).result.evidence;
    assert.equal(exact.maxResidual, '0');
    assert.ok(Number(float.maxResidual) > 0 && Number(float.maxResidual) < 1e-9);
    assert.deepEqual([exact.residues, float.residues], [[], []]);
  });

  it('reports a position that is left when a sale is booked in other steps than it was ordered', () => {
    const numbers = new FloatArithmetic();
    const decisions = new Uint8Array(1);
    const audit = new Audit(numbers, 100_000, decisions);
    const run = runBacktest(
      planOf(numbers, bundleOf({ A: days(['10']) }), usualParameters, newControl()),
      audit,
    );
    audit.decided(0, 0, decisionCode.flat);
    run.ledger.positions[0] = 0.1 + 0.2 - 0.3;
    assert.deepEqual(audit.evidence(run, ['A']).residues, [
      { symbol: 'A', quantity: '0.00000000000000005551115123125783' },
    ]);
    run.ledger.pending[0] = -1;
    assert.deepEqual(audit.evidence(run, ['A']).residues, []);
  });
});

describe('momentum', () => {
  const strategy = { kind: 'momentum', window: 2, threshold: '5' } as const;

  it('holds what rose by more than the threshold until it falls by more', () => {
    const ran = run({ A: days(['100', '105', '110.26', '104.747', '99.50', '100']) }, { strategy });
    // 5 % is the edge, 110.26 / 105 above it, −5 % (104.747 / 110.26 is −5 % exactly) the other edge.
    assert.equal(ran.decided, '.=+=-=');
    assert.equal(ran.result.evidence.ties, 2);
  });

  it('compares the closes at the two ends of the window', () => {
    const ran = run({ A: days(['100', '1', '106', '1', '100']) }, { strategy: { ...strategy, window: 3 } });
    assert.equal(ran.decided, '..+=-');
  });
});

describe('z-score', () => {
  const strategy = { kind: 'zscore', window: 3, threshold: '1' } as const;

  it('buys far below the mean, sells far above, and decides nothing without deviation', () => {
    // (1, 1, 4): z = 2 / √3. (4, 4, 4): none. (4, 4, 1): −2 / √3. (1, 2, 3): z = 1, an edge.
    const ran = run({ A: days(['1', '1', '4', '4', '4', '1', '2', '3', '3']) }, { strategy });
    assert.equal(ran.decided, '..-=.+===');
    assert.equal(ran.result.evidence.ties, 1);
  });
});
