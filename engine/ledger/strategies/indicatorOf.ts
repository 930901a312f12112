import type { Arithmetic } from '../arithmetic/arithmetic';
import type { Strategy } from '../../protocol/vocabulary';
import { Momentum } from './momentum';
import type { Indicator, IndicatorInput } from './outcome';
import { SmaCrossover } from './smaCrossover';
import { ZScoreReversion } from './zScoreReversion';

/** A fresh indicator of a strategy for one symbol. The parameters are those that `checkParameters` let pass. */
export function indicatorOf<N>(
  numbers: Arithmetic<N>,
  input: IndicatorInput<N>,
  strategy: Strategy,
): Indicator {
  switch (strategy.kind) {
    case 'sma':
      return new SmaCrossover(numbers, input, strategy.fast, strategy.slow);
    case 'momentum':
      return new Momentum(numbers, input, strategy.window, strategy.threshold);
    case 'zscore':
      return new ZScoreReversion(numbers, input, strategy.window, strategy.threshold);
  }
}
