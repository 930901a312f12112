import { at, type Arithmetic } from '../arithmetic/arithmetic';
import { controlWord, type RunControl } from '../engines/engine';
import { EngineError } from '../errors';
import { decisionCode } from '../protocol/backtest';
import type { BacktestParameters } from '../protocol/vocabulary';
import { indicatorOf } from '../strategies/indicatorOf';
import type { Indicator, Outcome } from '../strategies/outcome';
import { EquityCurve } from './equityCurve';
import { Ledger, type FillTerms, type Holding } from './ledger';
import { slippageFactors } from './parameters';
import type { Series } from './series';

/** A backtest ready to be run, in one number system. */
export interface BacktestPlan<N> {
  readonly numbers: Arithmetic<N>;
  readonly parameters: BacktestParameters;
  readonly series: readonly Series<N>[];
  /** Every distinct time of all symbols, ascending. */
  readonly timeline: Float64Array;
  readonly control: RunControl;
}

/** Sees the bookkeeping of a run that is not timed. */
export interface Observer<N> {
  decided(series: Series<N>, bar: number, outcome: Outcome): void;
  filled(ledger: Ledger<N>): void;
}

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

/** The control block is looked at after so many bars: often enough to stop within milliseconds in every number system. */
const barsPerCheck = 8192;

/**
 * The event loop. At each distinct time: fill what is pending, mark the closes, decide, and value.
 * A symbol's fill, mark and decision touch no other symbol but through cash, which only fills move, so the three are made
 * symbol by symbol.
 * @throws {@link EngineError} `cancelled`, or `no-return` for a session after one with equity 0
 */
export function runBacktest<N>(plan: BacktestPlan<N>, observer: Observer<N> | null): BacktestRun<N> {
  const { numbers, parameters, timeline, control } = plan;
  const capital = numbers.parse(parameters.capital);
  const long = numbers.parse(parameters.quantity);
  const ledger = new Ledger(numbers, termsOf(numbers, parameters), capital, plan.series.length);
  const curve = new EquityCurve(numbers, capital);
  const feeds = feedsOf(plan, ledger.holdings);

  let isTrading = false;
  let barsDone = 0;
  let nextCheck = 0;
  for (const time of timeline) {
    for (const feed of feeds) {
      if (feed.nextTime !== time) continue;
      const { series, holding } = feed;
      const bar = feed.bar;
      if (!numbers.isZero(holding.pending)) {
        const open = at(series.open, bar);
        const isFilled = ledger.fill(series.symbol, holding, time, open, at(series.volume, bar));
        if (isFilled && observer !== null) observer.filled(ledger);
      }
      holding.close = at(series.close, bar);
      const outcome = feed.indicator.decide(bar);
      if (outcome === decisionCode.long) ledger.order(holding, long);
      else if (outcome === decisionCode.flat) ledger.order(holding, numbers.zero);
      if (observer !== null) observer.decided(series, bar, outcome);

      isTrading ||= bar >= parameters.warmup;
      feed.bar = bar + 1;
      feed.nextTime = bar + 1 < series.length ? at(series.time, bar + 1) : NaN;
      barsDone++;
    }
    if (isTrading) curve.record(time, ledger.equity());
    if (barsDone >= nextCheck) {
      nextCheck = barsDone + barsPerCheck;
      reportTo(control, barsDone);
    }
  }
  reportTo(control, barsDone);
  curve.finish();
  return summarise(numbers, ledger, curve);
}

/** One symbol on its way through the loop. */
interface Feed<N> {
  readonly series: Series<N>;
  readonly holding: Holding<N>;
  readonly indicator: Indicator;
  /** The next bar, and its time; NaN, which equals no time, after the last. */
  bar: number;
  nextTime: number;
}

function feedsOf<N>(plan: BacktestPlan<N>, holdings: readonly Holding<N>[]): Feed<N>[] {
  const { numbers, parameters } = plan;
  return holdings.map((holding, symbol) => {
    const series = at(plan.series, symbol);
    const input = { close: series.close, warmup: parameters.warmup };
    return {
      series,
      holding,
      indicator: indicatorOf(numbers, input, parameters.strategy),
      bar: 0,
      nextTime: series.length > 0 ? at(series.time, 0) : NaN,
    };
  });
}

function termsOf<N>(numbers: Arithmetic<N>, parameters: BacktestParameters): FillTerms<N> {
  const factors = slippageFactors(parameters.slippageBps);
  return {
    buyFactor: numbers.parse(factors.buy),
    sellFactor: numbers.parse(factors.sell),
    commission: numbers.parse(parameters.commission),
  };
}

function summarise<N>(numbers: Arithmetic<N>, ledger: Ledger<N>, curve: EquityCurve<N>): BacktestRun<N> {
  return {
    ledger,
    curve,
    totalReturn: curve.totalReturn(),
    maxDrawdown: curve.maxDrawdown(),
    ...numbers.annualise(curve.sessions.map((session) => session.return)),
    unfilled: ledger.holdings.filter((holding) => !numbers.isZero(holding.pending)).length,
  };
}

function reportTo(control: RunControl, barsDone: number): void {
  Atomics.store(control, controlWord.barsDone, barsDone);
  if (Atomics.load(control, controlWord.cancel) !== 1) return;
  throw new EngineError({ code: 'cancelled', message: 'The run was cancelled', where: null, remedy: null });
}
