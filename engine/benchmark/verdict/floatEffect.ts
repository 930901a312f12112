/** What floats did to the result: the float engine's backtest held against the exact one's. */
import type { Bundle } from '../../ledger/data/bundle';
import type { Fill, Summary } from '../../protocol/backtest';
import type { FloatEffect } from '../../protocol/report';
import type { BacktestParameters } from '../../protocol/vocabulary';
import { decimalDifference } from './decimalDifference';
import { findDivergences } from './divergence';
import { effectWords } from './floatEffectWords';
import type { Description } from './description';

/** The metrics of the summary, in the trace's order. */
const metrics = [
  'finalCash',
  'finalEquity',
  'totalReturn',
  'volatility',
  'sharpe',
  'maxDrawdown',
  'fills',
  'unfilled',
  'commission',
  'realised',
  'turnover',
] as const satisfies readonly (keyof Summary)[];

/**
 * Counts what differs and finds where it began. The result counts as changed if a trade or a decision differs; digits
 * far behind the point alone are reported as such.
 */
export function floatEffectOf(
  exact: Description,
  float: Description,
  bundle: Bundle,
  parameters: BacktestParameters,
): FloatEffect {
  const divergences = findDivergences(exact, float, bundle, parameters);
  const facts = {
    differingFills: countDifferingFills(exact.result.fills, float.result.fills),
    extraFills: float.result.fills.length - exact.result.fills.length,
    differingDecisions: divergences.count,
    first: divergences.first,
    metrics: compareMetrics(exact.result.summary, float.result.summary),
  };
  const changed = facts.differingFills > 0 || facts.differingDecisions > 0;
  return { changed, ...facts, ...effectWords(changed, facts, float.result) };
}

/**
 * Fills that one side has and the other has not, both ways. A fill is the same where time, symbol and signed quantity
 * are: the prices of floats differ in their last digits almost everywhere, and that is not another trade.
 */
function countDifferingFills(exact: readonly Fill[], float: readonly Fill[]): number {
  const balance = new Map<string, number>();
  const add = (fills: readonly Fill[], step: number): void => {
    for (const { time, symbol, quantity } of fills) {
      const trade = JSON.stringify([time, symbol, quantity]);
      balance.set(trade, (balance.get(trade) ?? 0) + step);
    }
  };
  add(exact, 1);
  add(float, -1);
  return [...balance.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

/** Every metric of both summaries, with float − exact. */
export function compareMetrics(exact: Summary, float: Summary): FloatEffect['metrics'] {
  return metrics.map((metric) => compareMetric(metric, exact, float));
}

function compareMetric(
  metric: (typeof metrics)[number],
  exactSummary: Summary,
  floatSummary: Summary,
): FloatEffect['metrics'][number] {
  const exact = textOf(exactSummary[metric]);
  const float = textOf(floatSummary[metric]);
  const difference = exact === null || float === null ? null : decimalDifference(float, exact);
  return { metric, exact, float, difference };
}

function textOf(value: string | number | null): string | null {
  return typeof value === 'number' ? String(value) : value;
}
