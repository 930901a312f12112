import type { Strategy } from '../../../protocol/vocabulary';
import type { Random } from '../../../platform/random';
import { MomentumTies } from './momentumTies';
import { SmaTies } from './smaTies';
import { ZScoreTies } from './zScoreTies';

/**
 * Moves a generated close to where the two sides that a strategy compares are exactly equal, when that is near anyway.
 * Real prices in cents do meet such points; generated ones are led to them so that every bundle holds some. After a
 * tie the price is led back to the side it came from: whoever decides at the tie then trades where there is no crossing.
 */
export interface TieSteering {
  /**
   * The close to use, in cents.
   * @param proposed - the close that chance drew
   * @param reach - one deviation of this bar, in cents: a close is moved by a few of them at most
   */
  steer(proposed: number, reach: number): number;
  /** Records a close that was not for steering. */
  observe(close: number): void;
}

/**
 * @param courtshipBars - how long means of an SMA crossover are held together so that they meet
 * @throws RangeError where the strategy's threshold is no whole number: such ties are not generated
 */
export function tieSteering(strategy: Strategy, courtshipBars: number, random: Random): TieSteering {
  switch (strategy.kind) {
    case 'sma':
      return new SmaTies(strategy.fast, strategy.slow, courtshipBars, random);
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
