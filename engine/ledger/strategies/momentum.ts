import { at, type Arithmetic, type ChangeTest, type Column } from '../arithmetic/arithmetic';
import { decisionCode } from '../../protocol/backtest';
import {
  firstDecision,
  outcomeOf,
  type Indicator,
  type IndicatorInput,
  type LabelledValue,
  type Outcome,
} from './outcome';

/** Long if the close has risen by more than the threshold over the window, flat if it has fallen by more. */
export class Momentum<N> implements Indicator {
  readonly #close: Column<N>;
  readonly #first: number;
  readonly #test: ChangeTest<N>;

  readonly #window: number;

  /**
   * @param window - closes in the window, both ends included
   * @param threshold - percent
   */
  constructor(numbers: Arithmetic<N>, input: IndicatorInput<N>, window: number, threshold: string) {
    this.#window = window;
    this.#close = input.close;
    this.#first = firstDecision(input.warmup, window);
    this.#test = numbers.changeTest(threshold);
  }

  decide(_symbol: number, row: number, bar: number): Outcome {
    if (bar < this.#first) return decisionCode.none;
    const where = this.#test.place(at(this.#close, row - this.#window + 1), at(this.#close, row));
    return outcomeOf(where, decisionCode.long, decisionCode.flat);
  }

  values(_symbol: number, row: number): LabelledValue[] {
    const value = this.#test.text(at(this.#close, row - this.#window + 1), at(this.#close, row));
    return [{ label: `change over ${this.#window.toLocaleString('en-US')} bars, %`, value }];
  }
}
