import type { Arithmetic, Column } from '../arithmetic/arithmetic';
import type { Bundle } from '../data/bundle';
import type { RunControl } from '../../platform/runControl';
import type { BacktestParameters } from '../../protocol/vocabulary';
import { slippageFactors } from './parameters';
import type { FillTerms } from './ledger';

/** A backtest ready to be run in one number system: the parameters read and the columns converted. */
export interface BacktestPlan<N> {
  readonly numbers: Arithmetic<N>;
  readonly parameters: BacktestParameters;
  readonly capital: N;
  /** The target of a long decision. */
  readonly quantity: N;
  readonly terms: FillTerms<N>;
  readonly control: RunControl;
  /** The bars of symbol `s` are the rows `offsets[s] … offsets[s + 1] − 1`. */
  readonly offsets: Uint32Array;
  readonly timeline: Float64Array;
  readonly time: Float64Array;
  readonly open: Column<N>;
  readonly close: Column<N>;
  readonly volume: Column<N>;
}

/** @param parameters - those that `checkParameters` let pass */
export function planOf<N>(
  numbers: Arithmetic<N>,
  bundle: Bundle,
  parameters: BacktestParameters,
  control: RunControl,
): BacktestPlan<N> {
  const factors = slippageFactors(parameters.slippageBps);
  return {
    numbers,
    parameters,
    capital: numbers.parse(parameters.capital),
    quantity: numbers.parse(parameters.quantity),
    terms: {
      buyFactor: numbers.parse(factors.buy),
      sellFactor: numbers.parse(factors.sell),
      commission: numbers.parse(parameters.commission),
    },
    control,
    offsets: bundle.offsets,
    timeline: bundle.timeline,
    time: bundle.time,
    open: numbers.column(bundle.open),
    close: numbers.column(bundle.close),
    volume: numbers.column(bundle.volume),
  };
}
