import type { Bundle } from '../data/bundle';
import type { RunControl } from '../../platform/runControl';
import type { BacktestParameters, EngineName } from '../../protocol/vocabulary';
import type { BacktestResult } from '../../protocol/backtest';

/** One number system, ready to run one backtest again and again. */
export interface PreparedBacktest {
  /**
   * Runs the whole backtest once: this is what is timed. Fills, session equities and the summary are computed and kept;
   * nothing is turned into text.
   * @throws EngineError (overflow, cancelled, a session after one with equity 0)
   */
  run(): void;
  /**
   * Runs once more with the bookkeeping watched, and turns the result into text. Never timed.
   * @param decisions - one byte a bar, filled with decision codes (protocol/backtest.ts)
   */
  describe(decisions: Uint8Array): BacktestResult;
}

export interface Engine {
  readonly name: EngineName;
  /** Converts the bundle's columns once. @throws EngineError if a value does not fit (file, line, column where known) */
  prepare(bundle: Bundle, parameters: BacktestParameters, control: RunControl): PreparedBacktest;
}
