import { quotient, type Random } from '../../../platform/random';
import { RecentCloses } from './recentCloses';
import type { TieInjector } from './tieInjector';

/**
 * Ties of two moving averages. With A and B the sums of the last `fast − 1` and `slow − 1` closes, the next close c
 * makes the means equal where slow × (A + c) = fast × (B + c), that is c = (fast × B − slow × A) / (slow − fast).
 */
export class SmaTies implements TieInjector {
  readonly #fast: number;
  readonly #slow: number;
  /** For how many bars a price may be drawn to where the means stay close; the longer, the more ties. */
  readonly #forcedTieBars: number;
  readonly #random: Random;
  readonly #closes: RecentCloses;
  #fastSum = 0;
  #slowSum = 0;
  /** The side before this bar: 1 where the fast mean is above, −1 below. */
  #side = 0;
  /** The side to lead the price back to; 0 if it is not being led. */
  #returnTo = 0;
  #forcedTieBarsLeft = 0;
  #rest = 0;

  constructor(fast: number, slow: number, forcedTieBars: number, random: Random) {
    this.#fast = fast;
    this.#slow = slow;
    this.#forcedTieBars = forcedTieBars;
    this.#random = random;
    this.#closes = new RecentCloses(slow);
  }

  inject(proposed: number, reach: number): number {
    const full = this.#closes.count === this.#slow;
    const close = full ? Math.max(1, this.#withTie(proposed, reach)) : proposed;
    this.observe(close);
    return close;
  }

  observe(close: number): void {
    if (this.#closes.count === this.#slow) {
      this.#side = Math.sign((this.#slow - this.#fast) * close - this.#tieNumerator()) || this.#side;
    }
    this.#closes.push(close);
    this.#fastSum += close;
    this.#slowSum += close;
    if (this.#closes.count >= this.#fast) this.#fastSum -= this.#closes.at(this.#fast - 1);
    if (this.#closes.count >= this.#slow) this.#slowSum -= this.#closes.at(this.#slow - 1);
  }

  #withTie(proposed: number, reach: number): number {
    const divisor = this.#slow - this.#fast;
    const numerator = this.#tieNumerator();
    const tie = quotient(numerator, divisor);
    if (this.#returnTo !== 0) return this.#returned(proposed, reach, numerator);
    if (this.#rest > 0) {
      this.#rest--;
      return proposed;
    }
    if (numerator % divisor === 0 && Math.abs(tie - proposed) <= 2 * reach) {
      this.#returnTo = this.#side;
      this.#forcedTieBarsLeft = 0;
      this.#rest = this.#random.between(5, 25);
      return tie;
    }
    return proposed + this.#attraction(proposed, reach, tie);
  }

  /** After a tie: the nearest close that puts the means back as they were, unless that is too far. */
  #returned(proposed: number, reach: number, numerator: number): number {
    const divisor = this.#slow - this.#fast;
    const side = this.#returnTo;
    this.#returnTo = 0;
    if (Math.sign(divisor * proposed - numerator) === side) return proposed;
    const beyond = quotient(numerator, divisor) + side;
    return Math.abs(beyond - proposed) <= 2 * reach ? beyond : proposed;
  }

  /**
   * Means that come near each other seldom meet exactly, because they cross at speed. The close that leaves their
   * difference as it was is `still`; drawn to it, and a quarter of the way to the tie, the price lets them creep together.
   */
  #attraction(proposed: number, reach: number, tie: number): number {
    const leavingFast = this.#closes.at(this.#fast - 1);
    const leavingSlow = this.#closes.at(this.#slow - 1);
    const still = quotient(this.#slow * leavingFast - this.#fast * leavingSlow, this.#slow - this.#fast);
    if (this.#forcedTieBars === 0) return 0;
    if (this.#forcedTieBarsLeft === 0) {
      if (Math.abs(tie - still) > 30 * reach) return 0;
      this.#forcedTieBarsLeft = this.#forcedTieBars;
    }
    if (--this.#forcedTieBarsLeft === 0) this.#rest = this.#random.between(25, 75);
    const wanted = still + quotient(tie - still, 4) - proposed;
    const most = quotient(reach, 2);
    return Math.max(-most, Math.min(most, wanted));
  }

  #tieNumerator(): number {
    return this.#fast * this.#slowSum - this.#slow * this.#fastSum;
  }
}
