import { at, type Arithmetic, type Cells, type Column, type ZScoreTest } from '../arithmetic/arithmetic';
import { decisionCode } from '../../protocol/backtest';
import {
  firstDecision,
  outcomeOf,
  type Indicator,
  type IndicatorInput,
  type LabelledValue,
  type Outcome,
} from './outcome';

/** Shown for a score that a window of equal prices does not have. */
export const noScore = 'none, no deviation';

/** Long if the close is far below its window's mean, flat if far above, in sample standard deviations. */
export class ZScoreReversion<N> implements Indicator {
  readonly #close: Column<N>;
  readonly #first: number;
  readonly #test: ZScoreTest<N>;
  readonly #sums: Cells<N>;
  readonly #squares: Cells<N>;

  readonly #numbers: Arithmetic<N>;
  readonly #window: number;

  constructor(numbers: Arithmetic<N>, input: IndicatorInput<N>, window: number, threshold: string) {
    this.#numbers = numbers;
    this.#window = window;
    this.#close = input.close;
    this.#first = firstDecision(input.warmup, window);
    this.#test = numbers.zScoreTest(window, threshold);
    this.#sums = numbers.zeros(input.symbols);
    this.#squares = numbers.zeros(input.symbols);
  }

  decide(symbol: number, row: number, bar: number): Outcome {
    const numbers = this.#numbers;
    const close = at(this.#close, row);
    let sum = numbers.add(at(this.#sums, symbol), close);
    let squares = numbers.add(at(this.#squares, symbol), numbers.square(close));
    if (bar >= this.#window) {
      const leaving = at(this.#close, row - this.#window);
      sum = numbers.subtract(sum, leaving);
      squares = numbers.subtract(squares, numbers.square(leaving));
    }
    this.#sums[symbol] = sum;
    this.#squares[symbol] = squares;
    if (bar < this.#first) return decisionCode.none;
    return outcomeOf(this.#test.place(close, sum, squares), decisionCode.flat, decisionCode.long);
  }

  values(symbol: number, row: number): LabelledValue[] {
    const score = this.#test.text(at(this.#close, row), at(this.#sums, symbol), at(this.#squares, symbol));
    return [{ label: 'z-score', value: score ?? noScore }];
  }
}
