import { dateOfDay } from '../backtest/equityCurve';
import type { Subject } from '../backtest/describeRun';
import type { NativeBacktest } from '../native';
import type { BacktestResult, LedgerAudit, Fill, Session, Summary } from '../../protocol/backtest';
import type { NativeNumber } from './nativeNumber';

/** What an audited run computed and was seen to do, in plain text. */
export function describeNative<C, F>(
  backtest: NativeBacktest<C, F>,
  number: NativeNumber<C, F>,
  subject: Subject,
): BacktestResult {
  return {
    fills: describeFills(backtest, number, subject.symbols),
    sessions: describeSessions(backtest, number),
    summary: describeSummary(backtest, number, subject),
    evidence: describeEvidence(backtest, number, subject.symbols),
  };
}

/** Quantity, price, notional, commission and cash. */
const valuesPerFill = 5;

function describeFills<C, F>(
  backtest: NativeBacktest<C, F>,
  number: NativeNumber<C, F>,
  symbols: readonly string[],
): Fill[] {
  const times = new Float64Array(backtest.fillCount());
  const places = new Uint32Array(times.length);
  const values = number.allocate(times.length * valuesPerFill * number.width);
  backtest.copyFillTimes(times);
  backtest.copyFillSymbols(places);
  backtest.copyFillValues(values);
  const value = (row: number, column: number) => {
    const element = (row * valuesPerFill + column) * number.width;
    return number.format(number.read(values, element, number.width), 8);
  };
  return Array.from(times, (time, row) => ({
    time,
    symbol: symbols[places[row] ?? 0] ?? '',
    quantity: value(row, 0),
    price: value(row, 1),
    notional: value(row, 2),
    commission: value(row, 3),
    cash: value(row, 4),
  }));
}

function describeSessions<C, F>(backtest: NativeBacktest<C, F>, number: NativeNumber<C, F>): Session[] {
  const { width, returnWidth } = number;
  const days = new Float64Array(backtest.sessionCount());
  const equities = number.allocate(days.length * width);
  const returns = number.allocate(days.length * returnWidth);
  backtest.copySessionDays(days);
  backtest.copyEquities(equities);
  backtest.copyReturns(returns);
  return Array.from(days, (day, row) => ({
    date: dateOfDay(day),
    equity: number.format(number.read(equities, row * width, width), 8),
    return: number.format(number.read(returns, row * returnWidth, returnWidth), 12),
  }));
}

function describeSummary<C, F>(
  backtest: NativeBacktest<C, F>,
  number: NativeNumber<C, F>,
  subject: Subject,
): Summary {
  const summary = backtest.summary();
  const money = (figure: F) => number.format(figure, 8);
  const metric = (figure: F | undefined) => (figure === undefined ? null : number.format(figure, 12));
  return {
    engine: subject.engine,
    scenario: subject.scenario,
    initialCapital: number.restate(subject.initialCapital),
    finalCash: money(summary.finalCash),
    finalEquity: money(summary.finalEquity),
    totalReturn: number.format(summary.totalReturn, 12),
    volatility: metric(summary.volatility),
    sharpe: metric(summary.sharpe),
    maxDrawdown: number.format(summary.maxDrawdown, 12),
    fills: backtest.fillCount(),
    unfilled: summary.unfilled,
    commission: money(summary.commission),
    realised: money(summary.realised),
    turnover: money(summary.turnover),
  };
}

function describeEvidence<C, F>(
  backtest: NativeBacktest<C, F>,
  number: NativeNumber<C, F>,
  symbols: readonly string[],
): LedgerAudit {
  const evidence = backtest.evidence();
  return {
    ties: evidence.ties,
    buys: evidence.buys,
    sells: evidence.sells,
    maxResidual: number.format(evidence.maxResidual, 8),
    finalResidual: number.format(evidence.finalResidual, 8),
    residues: evidence.residues.map(({ symbol, quantity }) => ({
      symbol: symbols[symbol] ?? '',
      quantity: number.format(quantity, 8),
    })),
  };
}
