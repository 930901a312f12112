import type { BacktestResult } from '../../protocol/backtest';
import { dayMs } from './equityCurve';

/**
 * The trace as JSON lines, without line ends: fills in order of time, each session after the fills of its date, and the
 * summary last. The order of keys is part of the format.
 */
export function traceLines(result: BacktestResult): string[] {
  const { fills, sessions, summary } = result;
  const lines: string[] = [];
  let next = 0;
  for (const session of sessions) {
    const end = Date.parse(session.date) + dayMs;
    for (let fill = fills[next]; fill !== undefined && fill.time < end; fill = fills[++next]) {
      const { time, symbol, quantity, price, notional, commission, cash } = fill;
      lines.push(JSON.stringify({ type: 'fill', time, symbol, quantity, price, notional, commission, cash }));
    }
    lines.push(
      JSON.stringify({ type: 'session', date: session.date, equity: session.equity, return: session.return }),
    );
  }
  lines.push(
    JSON.stringify({
      type: 'summary',
      engine: summary.engine,
      scenario: summary.scenario,
      initialCapital: summary.initialCapital,
      finalCash: summary.finalCash,
      finalEquity: summary.finalEquity,
      totalReturn: summary.totalReturn,
      volatility: summary.volatility,
      sharpe: summary.sharpe,
      maxDrawdown: summary.maxDrawdown,
      fills: summary.fills,
      unfilled: summary.unfilled,
      commission: summary.commission,
      realised: summary.realised,
      turnover: summary.turnover,
    }),
  );
  return lines;
}
