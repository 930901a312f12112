import type { Bundle } from '../../ledger/data/bundle';
import type { DecisionView, Divergence } from '../../protocol/report';
import type { BacktestParameters } from '../../protocol/vocabulary';
import { explainDecision } from '../../ledger/strategies/explain';
import type { Description } from './description';

/** The bars whose decisions differ: how many, and the first in time, then in the order of symbols. */
export function findDivergences(
  exact: Description,
  float: Description,
  bundle: Bundle,
  parameters: BacktestParameters,
): { count: number; first: Divergence | null } {
  let count = 0;
  let first: { time: number; symbolIndex: number; bar: number } | null = null;
  for (const symbolIndex of bundle.symbols.keys()) {
    const start = bundle.offsets[symbolIndex] ?? 0;
    const end = bundle.offsets[symbolIndex + 1] ?? start;
    for (let row = start; row < end; row += 1) {
      if (exact.decisions[row] === float.decisions[row]) continue;
      count += 1;
      const time = bundle.time[row] ?? 0;
      if (first === null || time < first.time) first = { time, symbolIndex, bar: row - start };
    }
  }
  if (first === null) return { count, first };
  const { time, symbolIndex, bar } = first;
  const view = (engine: Description['engine']): DecisionView =>
    explainDecision(bundle, parameters, symbolIndex, bar, engine);
  const exactView = view(exact.engine);
  return {
    count,
    first: {
      time,
      symbol: bundle.symbols[symbolIndex] ?? '',
      bar,
      tie: isTie(exactView, parameters),
      exact: exactView,
      float: view(float.engine),
    },
  };
}

/**
 * Whether the exact numbers compared were exactly equal. A crossover leaves its target only then; the others also do so
 * inside their band, and are tied where the figure shown is the threshold, on either side.
 */
export function isTie({ decision, values }: DecisionView, { strategy }: BacktestParameters): boolean {
  if (decision !== 'unchanged') return false;
  return strategy.kind === 'sma' || values[0]?.value.replace(/^-/, '') === strategy.threshold;
}
