/** Reports to the owner how far a run has come. */
import type { Progress } from '../../protocol/run';
import type { ProgressEstimator } from './progressEstimator';

type Place = Pick<
  Progress,
  'activity' | 'scenario' | 'launch' | 'launches' | 'round' | 'rounds' | 'precision'
>;

const leastGapMs = 100;

export class ProgressReporter {
  readonly #estimator: ProgressEstimator;
  readonly #send: (progress: Progress) => void;
  readonly #now: () => number;
  #place: Place = { activity: 'starting', scenario: null, launch: 0, launches: 0, round: 0, rounds: 0 };
  #halfWidthPercent: number | null = null;
  #underWayMs = 0;
  #sentAt = -Infinity;

  /** @param now - milliseconds, from any start */
  constructor(estimator: ProgressEstimator, now: () => number, send: (progress: Progress) => void) {
    this.#estimator = estimator;
    this.#now = now;
    this.#send = send;
  }

  /** Says where the run is now; what is not named stays as it was. */
  at(place: Partial<Place>): void {
    const moved = Object.entries(place).some(
      ([key, value]) => key === 'activity' && value !== this.#place.activity,
    );
    this.#place = { ...this.#place, ...place };
    this.#underWayMs = 0;
    this.#emit(moved);
  }

  /** Says how much of the step under way is done, in guessed milliseconds. */
  underWay(ms: number): void {
    this.#underWayMs = ms;
    this.#emit(false);
  }

  halfWidth(percent: number | null): void {
    this.#halfWidthPercent = percent;
  }

  #emit(atOnce: boolean): void {
    const now = this.#now();
    if (!atOnce && now - this.#sentAt < leastGapMs) return;
    this.#sentAt = now;
    this.#send({
      ...this.#place,
      fraction: this.#estimator.fraction(this.#underWayMs),
      etaSeconds: this.#estimator.etaSeconds(this.#underWayMs),
      halfWidthPercent: this.#halfWidthPercent,
    });
  }
}
