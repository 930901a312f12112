import type { Random } from '../../../platform/random';
import { quotient } from '../../../platform/random';
import { RecentCloses } from './recentCloses';
import type { TieInjector } from './tieInjector';

/** Closes that are planned ahead of a tie: with fewer there is seldom a solution. */
const plannedCloses = 3;

/**
 * Closes whose z-score is exactly ± the threshold T. With S and Q the sum and the sum of squares of the other m = n − 1
 * closes of the window, V = m × Q − S², and u = m × x − S for the newest close x, |z| = T means
 * u² × (m² − T² × n) = (T × n)² × V. That needs V of a special form, so the three closes before x are chosen too.
 */
export class ZScoreTies implements TieInjector {
  readonly #others: number;
  /** m² − T² × n */
  readonly #divisor: number;
  /** T × n */
  readonly #factor: number;
  readonly #random: Random;
  readonly #closes: RecentCloses;
  /** Closes to come, the next one last. */
  #planned: number[] = [];
  #barsUntilNext: number;

  constructor(window: number, threshold: number, random: Random) {
    this.#others = window - 1;
    this.#factor = threshold * window;
    this.#divisor = this.#others * this.#others - threshold * threshold * window;
    this.#random = random;
    this.#closes = new RecentCloses(window);
    this.#barsUntilNext = window + random.below(40);
  }

  inject(proposed: number, reach: number): number {
    if (this.#planned.length === 0) {
      if (this.#barsUntilNext > 0) {
        this.#barsUntilNext--;
      } else {
        this.#planned = this.#plan(proposed, reach);
        this.#barsUntilNext = this.#random.between(5, 60);
      }
    }
    const close = this.#planned.pop() ?? proposed;
    this.observe(close);
    return close;
  }

  observe(close: number): void {
    this.#closes.push(close);
  }

  /** Three closes around the proposed one, the tie, and one back towards the mean, last first; empty if none fit. */
  #plan(proposed: number, reach: number): number[] {
    const kept = this.#others - plannedCloses;
    if (this.#closes.count < kept || this.#divisor <= 0) return [];
    // Sums of differences from one close stay small, and variance does not see the shift.
    let sum = 0;
    let squares = 0;
    for (let barsAgo = 0; barsAgo < kept; barsAgo++) {
      const difference = this.#closes.at(barsAgo) - proposed;
      sum += difference;
      squares += difference * difference;
    }
    const span = Math.min(reach, 12);
    for (let first = -span; first <= span; first++) {
      for (let second = -span; second <= span; second++) {
        for (let third = -span; third <= span; third++) {
          const s = sum + first + second + third;
          const q = squares + first * first + second * second + third * third;
          const tie = this.#tieFrom(s, q);
          if (tie === null || Math.abs(tie - third) > 4 * reach) continue;
          const back = tie - quotient(tie - quotient(s, this.#others), 2);
          return [back, tie, third, second, first].map((difference) => Math.max(1, proposed + difference));
        }
      }
    }
    return [];
  }

  /** The newest close that ties, as a difference from the reference; null if no whole one does. */
  #tieFrom(sum: number, squares: number): number | null {
    const variance = this.#others * squares - sum * sum;
    const scaled = this.#factor * this.#factor * variance;
    if (variance === 0 || scaled % this.#divisor !== 0) return null;
    const square = scaled / this.#divisor;
    const root = Math.round(Math.sqrt(square));
    if (root * root !== square) return null;
    for (const u of [root, -root]) {
      if ((sum + u) % this.#others === 0) return (sum + u) / this.#others;
    }
    return null;
  }
}
