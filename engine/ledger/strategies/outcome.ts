import { place, type Column, type Place } from '../arithmetic/arithmetic';
import { decisionCode, type DecisionCode } from '../../protocol/backtest';

/**
 * What a strategy decides at one bar: a decision code, or `tied`, which leaves the target as it is because the two sides
 * compared are exactly equal.
 */
export const tied = 4;
export type Outcome = DecisionCode | typeof tied;

/** The decision code of an outcome, as the log keeps it. */
export function codeOf(outcome: Outcome): DecisionCode {
  return outcome === tied ? decisionCode.unchanged : outcome;
}

/** A strategy over all symbols: it is shown every bar of each in turn, and keeps its rolling sums in O(1). */
export interface Indicator {
  /**
   * Takes in the close of a symbol's next bar and decides.
   * @param row - the bar's row in the columns
   * @param bar - its place in its symbol's series, from 0
   */
  decide(symbol: number, row: number, bar: number): Outcome;
  /** The numbers that are compared at a symbol's last bar taken in, whose window must be full. */
  values(symbol: number, row: number): LabelledValue[];
}

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** What every indicator is made from. */
export interface IndicatorInput<N> {
  readonly symbols: number;
  /** The closes of all symbols, symbol by symbol. */
  readonly close: Column<N>;
  /** Bars of each symbol that decide nothing. */
  readonly warmup: number;
}

/** Where a value stands in the band decides; on an edge it is tied. */
export function outcomeOf(where: Place, above: Outcome, below: Outcome): Outcome {
  switch (where) {
    case place.above:
      return above;
    case place.below:
      return below;
    case place.inside:
      return decisionCode.unchanged;
    case place.undefined:
      return decisionCode.none;
    case place.onUpper:
    case place.onLower:
      return tied;
  }
}

/** The first bar of a symbol that may decide: past the warm-up, and its window full. */
export function firstDecision(warmup: number, window: number): number {
  return Math.max(warmup, window - 1);
}
