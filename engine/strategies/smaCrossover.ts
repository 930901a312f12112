import { at, type Arithmetic, type Column, type MeansTest } from '../arithmetic/arithmetic';
import { decisionCode } from '../protocol/backtest';
import { tied, type Indicator, type IndicatorInput, type LabelledValue, type Outcome } from './outcome';

/** Long while the mean of the fast window is above the mean of the slow one, flat while below. */
export class SmaCrossover<N> implements Indicator {
  private readonly close: Column<N>;
  private readonly firstDecision: number;
  private readonly test: MeansTest<N>;
  private fastSum: N;
  private slowSum: N;
  private bars = 0;

  /** @param fast - bars in the fast window, fewer than `slow` */
  constructor(
    private readonly numbers: Arithmetic<N>,
    input: IndicatorInput<N>,
    private readonly fast: number,
    private readonly slow: number,
  ) {
    this.close = input.close;
    this.firstDecision = Math.max(input.warmup, slow - 1);
    this.test = numbers.meansTest(fast, slow);
    this.fastSum = numbers.zero;
    this.slowSum = numbers.zero;
  }

  decide(bar: number): Outcome {
    const close = at(this.close, bar);
    let fastSum = this.numbers.add(this.fastSum, close);
    let slowSum = this.numbers.add(this.slowSum, close);
    if (bar >= this.fast) fastSum = this.numbers.subtract(fastSum, at(this.close, bar - this.fast));
    if (bar >= this.slow) slowSum = this.numbers.subtract(slowSum, at(this.close, bar - this.slow));
    this.fastSum = fastSum;
    this.slowSum = slowSum;
    this.bars = bar + 1;
    if (bar < this.firstDecision) return decisionCode.none;
    const order = this.test.compare(fastSum, slowSum);
    if (order > 0) return decisionCode.long;
    return order < 0 ? decisionCode.flat : tied;
  }

  values(): LabelledValue[] {
    if (this.bars <= this.firstDecision) return [];
    const [fast, slow] = this.test.texts(this.fastSum, this.slowSum);
    return [
      { label: `mean of ${this.fast.toLocaleString('en-US')}`, value: fast },
      { label: `mean of ${this.slow.toLocaleString('en-US')}`, value: slow },
    ];
  }
}
