import type { Random } from '../../../platform/random';
import { quotient } from '../../../platform/random';
import { RecentCloses } from './recentCloses';
import type { TieInjector } from './tieInjector';

/** Closes exactly `threshold` percent above or below the first of the window: 100 × last = (100 ± threshold) × first. */
export class MomentumTies implements TieInjector {
  readonly #window: number;
  readonly #threshold: number;
  readonly #random: Random;
  readonly #closes: RecentCloses;
  /** 1 where the price is to be led back below the upper threshold, −1 back above the lower one, else 0. */
  #leave = 0;
  #barsUntilNext = 0;

  constructor(window: number, threshold: number, random: Random) {
    this.#window = window;
    this.#threshold = threshold;
    this.#random = random;
    this.#closes = new RecentCloses(window);
  }

  inject(proposed: number, reach: number): number {
    const close = this.#closes.count < this.#window - 1 ? proposed : this.#withTie(proposed, reach);
    this.observe(close);
    return close;
  }

  observe(close: number): void {
    this.#closes.push(close);
  }

  #withTie(proposed: number, reach: number): number {
    const first = this.#closes.at(this.#window - 2);
    if (this.#leave !== 0) {
      const bound = quotient(first * (100 + this.#leave * this.#threshold), 100);
      const inside = this.#leave > 0 ? Math.min(proposed, bound - 1) : Math.max(proposed, bound + 2);
      this.#leave = 0;
      return Math.abs(inside - proposed) <= 2 * reach ? inside : proposed;
    }
    if (this.#barsUntilNext > 0) {
      this.#barsUntilNext--;
      return proposed;
    }
    for (const side of [1, -1]) {
      const times100 = first * (100 + side * this.#threshold);
      if (times100 % 100 !== 0 || Math.abs(times100 / 100 - proposed) > reach) continue;
      this.#leave = side;
      this.#barsUntilNext = this.#random.between(5, 60);
      return times100 / 100;
    }
    return proposed;
  }
}
