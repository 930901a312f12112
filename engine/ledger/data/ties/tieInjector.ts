/**
 * Moves a generated close to where the two sides that a strategy compares are exactly equal, when that is near anyway.
 * Real prices in cents do meet such points; generated ones are led to them so that every bundle holds some. After a
 * tie the price is led back to the side it came from: whoever decides at the tie then trades where there is no crossing.
 */
export interface TieInjector {
  /**
   * The close to use, in cents.
   * @param proposed - the close that chance drew
   * @param reach - one deviation of this bar, in cents: a close is moved by a few of them at most
   */
  inject(proposed: number, reach: number): number;
  /** Records a close that was drawn without injecting ties. */
  observe(close: number): void;
}
