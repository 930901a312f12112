import { at, type Arithmetic, type ChangeTest, type Column } from '../arithmetic/arithmetic';
import { decisionCode } from '../protocol/backtest';
import { outcomeOf, type Indicator, type IndicatorInput, type LabelledValue, type Outcome } from './outcome';

/** Long where the close has risen by more than the threshold over the window, flat where it has fallen by more. */
export class Momentum<N> implements Indicator {
  private readonly close: Column<N>;
  private readonly firstDecision: number;
  private readonly test: ChangeTest<N>;
  private bars = 0;

  /**
   * @param window - closes in the window, both ends included
   * @param threshold - percent
   */
  constructor(
    numbers: Arithmetic<N>,
    input: IndicatorInput<N>,
    private readonly window: number,
    threshold: string,
  ) {
    this.close = input.close;
    this.firstDecision = Math.max(input.warmup, window - 1);
    this.test = numbers.changeTest(threshold);
  }

  decide(bar: number): Outcome {
    this.bars = bar + 1;
    if (bar < this.firstDecision) return decisionCode.none;
    const where = this.test.place(at(this.close, bar - this.window + 1), at(this.close, bar));
    return outcomeOf(where, decisionCode.long, decisionCode.flat);
  }

  values(): LabelledValue[] {
    if (this.bars <= this.firstDecision) return [];
    const value = this.test.text(at(this.close, this.bars - this.window), at(this.close, this.bars - 1));
    return [{ label: `change over ${this.window.toLocaleString('en-US')} bars, %`, value }];
  }
}
