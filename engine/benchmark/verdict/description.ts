import type { BacktestResult } from '../../protocol/backtest';
import type { EngineName } from '../../protocol/vocabulary';

/** One engine's whole result and its decision log, one byte a bar in the bundle's order. */
export interface Description {
  readonly engine: EngineName;
  readonly result: BacktestResult;
  readonly decisions: Uint8Array;
}
