import { at, type Arithmetic, type Column, type ZScoreTest } from '../arithmetic/arithmetic';
import { decisionCode } from '../protocol/backtest';
import { outcomeOf, type Indicator, type IndicatorInput, type LabelledValue, type Outcome } from './outcome';

/** Long where the close is far below its window's mean, flat where far above, in sample standard deviations. */
export class ZScoreReversion<N> implements Indicator {
  private readonly close: Column<N>;
  private readonly firstDecision: number;
  private readonly test: ZScoreTest<N>;
  private sum: N;
  private squares: N;
  private bars = 0;

  constructor(
    private readonly numbers: Arithmetic<N>,
    input: IndicatorInput<N>,
    private readonly window: number,
    threshold: string,
  ) {
    this.close = input.close;
    this.firstDecision = Math.max(input.warmup, window - 1);
    this.test = numbers.zScoreTest(window, threshold);
    this.sum = numbers.zero;
    this.squares = numbers.zero;
  }

  decide(bar: number): Outcome {
    const close = at(this.close, bar);
    let sum = this.numbers.add(this.sum, close);
    let squares = this.numbers.add(this.squares, this.numbers.square(close));
    if (bar >= this.window) {
      const leaving = at(this.close, bar - this.window);
      sum = this.numbers.subtract(sum, leaving);
      squares = this.numbers.subtract(squares, this.numbers.square(leaving));
    }
    this.sum = sum;
    this.squares = squares;
    this.bars = bar + 1;
    if (bar < this.firstDecision) return decisionCode.none;
    return outcomeOf(this.test.place(close, sum, squares), decisionCode.flat, decisionCode.long);
  }

  values(): LabelledValue[] {
    if (this.bars <= this.firstDecision) return [];
    const score = this.test.text(at(this.close, this.bars - 1), this.sum, this.squares);
    return [{ label: 'z-score', value: score ?? 'none, no deviation' }];
  }
}
