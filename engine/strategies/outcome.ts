import { place, type Column, type Place } from '../arithmetic/arithmetic';
import { decisionCode, type DecisionCode } from '../protocol/backtest';

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

/** One symbol's strategy: it is shown every bar in turn and keeps its rolling sums in O(1). */
export interface Indicator {
  /**
   * Takes in the close of the next bar and decides.
   * @param bar - the bar's place in its symbol's series, from 0; every bar once, in order
   */
  decide(bar: number): Outcome;
  /** The numbers that the last decision compared; none before the first decision. */
  values(): LabelledValue[];
}

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** What every indicator is made from. */
export interface IndicatorInput<N> {
  readonly close: Column<N>;
  /** The first bar that may decide, if the window is full by then. */
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
