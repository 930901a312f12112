/** What is measured: the engines, and the loop written by hand. */
import { slippageFactors } from '../engine/ledger/backtest/parameters';
import type { Bundle } from '../engine/ledger/data/bundle';
import { toFloat64 } from '../engine/ledger/data/columns';
import type { RunControl } from '../engine/platform/runControl';
import { engineOf } from '../engine/ledger/engines/index';
import type { BacktestResult } from '../engine/protocol/backtest';
import type { BacktestParameters } from '../engine/protocol/vocabulary';
import { handwrittenSma, type HandwrittenInput, type HandwrittenResult } from './handwritten';

export const subjectNames = ['float', 'native', 'native-float', 'hand-written'] as const;
export type SubjectName = (typeof subjectNames)[number];

/** One run of a subject, ready to be timed. */
export function subjectOf(name: SubjectName, bundle: Bundle, parameters: BacktestParameters): () => void {
  if (name === 'hand-written') {
    const input = handwrittenInput(bundle, parameters);
    handwrittenEqualsFloat(handwrittenSma(input), bundle, parameters);
    return () => {
      handwrittenSma(input);
    };
  }
  const prepared = engineOf(name, 'i64').prepare(bundle, parameters, newControl());
  return () => {
    prepared.run();
  };
}

function newControl(): RunControl {
  return new Int32Array(new SharedArrayBuffer(8));
}

function handwrittenInput(bundle: Bundle, parameters: BacktestParameters): HandwrittenInput {
  const { strategy } = parameters;
  if (strategy.kind !== 'sma') throw new Error('The loop written by hand knows SMA crossovers only');
  const factors = slippageFactors(parameters.slippageBps);
  return {
    offsets: bundle.offsets,
    timeline: bundle.timeline,
    time: bundle.time,
    open: toFloat64(bundle.open),
    close: toFloat64(bundle.close),
    volume: toFloat64(bundle.volume),
    fast: strategy.fast,
    slow: strategy.slow,
    warmup: parameters.warmup,
    capital: Number(parameters.capital),
    quantity: Number(parameters.quantity),
    buyFactor: Number(factors.buy),
    sellFactor: Number(factors.sell),
    commission: Number(parameters.commission),
  };
}

/** The loop written by hand is a yardstick only if it computes the same, to the last bit. */
function handwrittenEqualsFloat(
  own: HandwrittenResult,
  bundle: Bundle,
  parameters: BacktestParameters,
): void {
  const decisions = new Uint8Array(bundle.time.length);
  const float = engineOf('native-float', 'i64').prepare(bundle, parameters, newControl()).describe(decisions);
  const fills = float.fills.flatMap((fill) => [
    fill.time,
    bundle.symbols.indexOf(fill.symbol),
    ...[fill.quantity, fill.price, fill.notional, fill.commission, fill.cash].map(Number),
  ]);
  requireEqual('fills', own.fills, fills);
  requireEqual('sessions', own.sessions, float.sessions.flatMap(sessionNumbers));
  const { summary } = float;
  requireEqual(
    'metrics',
    [own.finalEquity, own.maxDrawdown, own.volatility, own.sharpe, own.realised, own.turnover],
    [
      summary.finalEquity,
      summary.maxDrawdown,
      summary.volatility,
      summary.sharpe,
      summary.realised,
      summary.turnover,
    ].map(Number),
  );
}

function sessionNumbers(session: BacktestResult['sessions'][number]): number[] {
  return [Date.parse(session.date) / 86_400_000, Number(session.equity), Number(session.return)];
}

function requireEqual(what: string, own: readonly number[], float: readonly number[]): void {
  const differs = own.length !== float.length || own.some((value, index) => value !== float[index]);
  if (differs) throw new Error(`The loop written by hand computes other ${what} than the float engines`);
}
