import type { Arithmetic } from '../arithmetic/arithmetic';
import { controlWord, type RunControl } from '../../platform/runControl';
import { EngineError } from '../../platform/errors';
import { EquityCurve } from './equityCurve';
import { EventLoop, type Observer } from './eventLoop';
import { Ledger } from './ledger';
import type { BacktestPlan } from './backtestPlan';

/** What one run has computed. Nothing in it is text yet. */
export interface BacktestRun<N> {
  readonly ledger: Ledger<N>;
  readonly curve: EquityCurve<N>;
  readonly totalReturn: N;
  readonly maxDrawdown: N;
  readonly volatility: N | null;
  readonly sharpe: N | null;
  /** Symbols whose order is still pending after the last bar. */
  readonly unfilled: number;
}

/** The control block is read after this many bars: often enough to stop within milliseconds in every number system. */
const barsPerCheck = 8192;

/**
 * Runs a whole backtest.
 * @throws {@link EngineError} `cancelled`, or `no-return` for a session after one with equity 0
 */
export function runBacktest<N>(plan: BacktestPlan<N>, observer: Observer<N> | null): BacktestRun<N> {
  const { numbers, capital, control } = plan;
  const ledger = new Ledger(numbers, plan.terms, capital, plan.offsets.length - 1);
  const curve = new EquityCurve(numbers, capital);
  const loop = new EventLoop(plan, ledger, observer);

  let nextCheck = 0;
  for (const time of plan.timeline) {
    loop.step(time);
    if (loop.isTrading) curve.record(time, ledger.equity());
    if (loop.barsDone >= nextCheck) {
      nextCheck = loop.barsDone + barsPerCheck;
      attend(control, loop.barsDone);
    }
  }
  attend(control, loop.barsDone);
  curve.finish();
  return summarise(numbers, ledger, curve);
}

function summarise<N>(numbers: Arithmetic<N>, ledger: Ledger<N>, curve: EquityCurve<N>): BacktestRun<N> {
  return {
    ledger,
    curve,
    totalReturn: curve.totalReturn(),
    maxDrawdown: curve.maxDrawdown(),
    ...numbers.annualise(curve.sessions.map((session) => session.return)),
    unfilled: Array.from(ledger.pending).filter((pending) => !numbers.isZero(pending)).length,
  };
}

/** Shows how far the run has come, and stops it where that was asked for. */
function attend(control: RunControl, barsDone: number): void {
  Atomics.store(control, controlWord.barsDone, barsDone);
  if (Atomics.load(control, controlWord.cancel) !== 1) return;
  throw new EngineError({ code: 'cancelled', message: 'The run was canceled', where: null, remedy: null });
}
