import type { Random } from '../random';
import { RecentCloses } from './recentCloses';
import type { TieSteering } from './steering';

/**
 * Ties of two moving averages. With A and B the sums of the last `fast − 1` and `slow − 1` closes, the next close c
 * makes the means equal where slow × (A + c) = fast × (B + c), that is c = (fast × B − slow × A) / (slow − fast).
 */
export class SmaTies implements TieSteering {
  readonly #fast: number;
  readonly #slow: number;
  readonly #random: Random;
  readonly #closes: RecentCloses;
  #fastSum = 0;
  #slowSum = 0;
  /** The side before this bar: 1 where the fast mean is above, −1 below. */
  #side = 0;
  /** The side to lead the price back to; 0 where it is not being led. */
  #returnTo = 0;
  #barsUntilNext = 0;

  constructor(fast: number, slow: number, random: Random) {
    this.#fast = fast;
    this.#slow = slow;
    this.#random = random;
    this.#closes = new RecentCloses(slow);
  }

  steer(proposed: number, reach: number): number {
    const close = this.#closes.count < this.#slow - 1 ? proposed : this.#steered(proposed, reach);
    this.observe(close);
    return close;
  }

  observe(close: number): void {
    const full = this.#closes.count >= this.#slow - 1;
    if (full) this.#side = Math.sign((this.#slow - this.#fast) * close - this.#tieNumerator()) || this.#side;
    this.#closes.push(close);
    this.#fastSum += close;
    this.#slowSum += close;
    if (this.#closes.count >= this.#fast) this.#fastSum -= this.#closes.at(this.#fast - 1);
    if (this.#closes.count >= this.#slow) this.#slowSum -= this.#closes.at(this.#slow - 1);
  }

  #steered(proposed: number, reach: number): number {
    const divisor = this.#slow - this.#fast;
    const numerator = this.#tieNumerator();
    if (this.#returnTo !== 0) {
      const back = this.#returnTo;
      this.#returnTo = 0;
      // The nearest close on the side that the price came from, if chance did not draw one there.
      if (Math.sign(divisor * proposed - numerator) === back) return proposed;
      const beyond = Math.floor(numerator / divisor) + (back > 0 ? 1 : numerator % divisor === 0 ? -1 : 0);
      return Math.abs(beyond - proposed) <= 2 * reach && beyond > 0 ? beyond : proposed;
    }
    if (this.#barsUntilNext > 0) {
      this.#barsUntilNext--;
      return proposed;
    }
    if (numerator % divisor !== 0) return proposed;
    const tie = numerator / divisor;
    if (Math.abs(tie - proposed) > reach || tie <= 0) return proposed;
    this.#returnTo = this.#side;
    this.#barsUntilNext = this.#random.between(2, 20);
    return tie;
  }

  #tieNumerator(): number {
    return this.#fast * this.#slowSum - this.#slow * this.#fastSum;
  }
}
