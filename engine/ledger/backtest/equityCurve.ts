import type { Arithmetic } from '../arithmetic/arithmetic';
import { EngineError } from '../../platform/errors';

export const dayMs = 86_400_000;

/** The close of one session: a UTC date. */
export interface ClosedSession<N> {
  /** Days since the epoch. */
  readonly day: number;
  readonly equity: N;
  readonly return: N;
}

/** Equity over the traded times: its sessions, and its deepest fall from a peak. */
export class EquityCurve<N> {
  readonly sessions: ClosedSession<N>[] = [];
  /** The deepest drawdown that is over, as the peak and the trough below it. */
  #deepestPeak: N;
  #deepestTrough: N;
  #peak: N;
  /** The least equity since the peak. */
  #trough: N;
  #lastEquity: N;
  #previousClose: N;
  #sessionEnd = -Infinity;
  #isOpen = false;

  readonly #numbers: Arithmetic<N>;
  readonly #capital: N;

  constructor(numbers: Arithmetic<N>, capital: N) {
    this.#numbers = numbers;
    this.#capital = capital;
    this.#deepestPeak = capital;
    this.#deepestTrough = capital;
    this.#peak = capital;
    this.#trough = capital;
    this.#lastEquity = capital;
    this.#previousClose = capital;
  }

  /**
   * Records the equity at a time; times ascend.
   * @throws {@link EngineError} `no-return` if a session begins to close after one that ended with nothing
   */
  record(time: number, equity: N): void {
    if (time >= this.#sessionEnd) this.#openSession(time);
    this.#lastEquity = equity;
    if (this.#numbers.isLess(this.#peak, equity)) {
      // Below one peak the deepest drawdown is at the least equity, so drawdowns are compared once a peak.
      this.#keepDeepest();
      this.#peak = equity;
      this.#trough = equity;
    } else if (this.#numbers.isLess(equity, this.#trough)) {
      this.#trough = equity;
    }
  }

  /** Closes the last session. To be called once, after the last time. */
  finish(): void {
    if (this.#isOpen) this.#closeSession();
    this.#keepDeepest();
  }

  get finalEquity(): N {
    return this.#lastEquity;
  }

  totalReturn(): N {
    return this.#numbers.returnOf(this.#lastEquity, this.#capital);
  }

  maxDrawdown(): N {
    return this.#numbers.drawdown(this.#deepestPeak, this.#deepestTrough);
  }

  #openSession(time: number): void {
    if (this.#isOpen) this.#closeSession();
    this.#isOpen = true;
    this.#sessionEnd = (Math.floor(time / dayMs) + 1) * dayMs;
  }

  #closeSession(): void {
    const day = this.#sessionEnd / dayMs - 1;
    if (this.#numbers.isZero(this.#previousClose)) throw noReturn(day);
    const sessionReturn = this.#numbers.returnOf(this.#lastEquity, this.#previousClose);
    this.sessions.push({ day, equity: this.#lastEquity, return: sessionReturn });
    this.#previousClose = this.#lastEquity;
  }

  #keepDeepest(): void {
    if (!this.#numbers.isDeeper(this.#peak, this.#trough, this.#deepestPeak, this.#deepestTrough)) return;
    this.#deepestPeak = this.#peak;
    this.#deepestTrough = this.#trough;
  }
}

/** `YYYY-MM-DD` of a day since the epoch. */
export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function noReturn(day: number): EngineError {
  return new EngineError({
    code: 'no-return',
    message: `The session of ${dateOfDay(day)} has no return: the session before it ended with an equity of 0`,
    where: dateOfDay(day),
    remedy: 'Raise the capital or lower the quantity.',
  });
}
