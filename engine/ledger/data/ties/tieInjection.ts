import type { Strategy } from '../../../protocol/vocabulary';
import type { Random } from '../../../platform/random';
import { MomentumTies } from './momentumTies';
import { SmaTies } from './smaTies';
import type { TieInjector } from './tieInjector';
import { ZScoreTies } from './zScoreTies';

/**
 * @param forcedTieBars - how long means of an SMA crossover are held together so that they meet
 * @throws RangeError if the strategy's threshold is no whole number: such ties are not generated
 */
export function tieInjectorOf(strategy: Strategy, forcedTieBars: number, random: Random): TieInjector {
  switch (strategy.kind) {
    case 'sma':
      return new SmaTies(strategy.fast, strategy.slow, forcedTieBars, random);
    case 'momentum':
      return new MomentumTies(strategy.window, wholeThreshold(strategy.threshold), random);
    case 'zscore':
      return new ZScoreTies(strategy.window, wholeThreshold(strategy.threshold), random);
  }
}

function wholeThreshold(text: string): number {
  const threshold = Number(text);
  if (!Number.isSafeInteger(threshold))
    throw new RangeError(`no ties are generated for a threshold of ${text}`);
  return threshold;
}
