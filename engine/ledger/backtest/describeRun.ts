import type { Arithmetic } from '../arithmetic/arithmetic';
import type { LedgerAudit, BacktestResult, Fill, Session, Summary } from '../../protocol/backtest';
import type { EngineName } from '../../protocol/vocabulary';
import type { BacktestRun } from './backtest';
import { dateOfDay, type ClosedSession } from './equityCurve';
import type { BookedFill } from './ledger';

/** What a described run is about. */
export interface Subject {
  readonly engine: EngineName;
  readonly scenario: string | null;
  readonly initialCapital: string;
  readonly symbols: readonly string[];
}

/** A run in plain text. */
export function describeRun<N>(
  numbers: Arithmetic<N>,
  run: BacktestRun<N>,
  subject: Subject,
  evidence: LedgerAudit,
): BacktestResult {
  return {
    fills: run.ledger.fills.map((fill) => describeFill(numbers, fill, subject.symbols)),
    sessions: run.curve.sessions.map((session) => describeSession(numbers, session)),
    summary: describeSummary(numbers, run, subject),
    evidence,
  };
}

function describeFill<N>(numbers: Arithmetic<N>, fill: BookedFill<N>, symbols: readonly string[]): Fill {
  return {
    time: fill.time,
    symbol: symbols[fill.symbol] ?? '',
    quantity: numbers.format(fill.quantity),
    price: numbers.format(fill.price),
    notional: numbers.format(fill.notional),
    commission: numbers.format(fill.commission),
    cash: numbers.format(fill.cash),
  };
}

function describeSession<N>(numbers: Arithmetic<N>, session: ClosedSession<N>): Session {
  return {
    date: dateOfDay(session.day),
    equity: numbers.format(session.equity),
    return: numbers.format(session.return),
  };
}

function describeSummary<N>(numbers: Arithmetic<N>, run: BacktestRun<N>, subject: Subject): Summary {
  const { ledger, curve } = run;
  return {
    engine: subject.engine,
    scenario: subject.scenario,
    initialCapital: numbers.format(numbers.parse(subject.initialCapital)),
    finalCash: numbers.format(ledger.cash),
    finalEquity: numbers.format(curve.finalEquity),
    totalReturn: numbers.format(run.totalReturn),
    volatility: run.volatility === null ? null : numbers.format(run.volatility),
    sharpe: run.sharpe === null ? null : numbers.format(run.sharpe),
    maxDrawdown: numbers.format(run.maxDrawdown),
    fills: ledger.fills.length,
    unfilled: run.unfilled,
    commission: numbers.format(ledger.commission),
    realised: numbers.format(ledger.realised),
    turnover: numbers.format(ledger.turnover),
  };
}
