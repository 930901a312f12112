import { at, type Arithmetic, type Cells, type Column, type MeansTest } from '../arithmetic/arithmetic';
import { decisionCode } from '../../protocol/backtest';
import {
  firstDecision,
  tied,
  type Indicator,
  type IndicatorInput,
  type LabelledValue,
  type Outcome,
} from './outcome';

/** Long while the mean of the fast window is above the mean of the slow one, flat while below. */
export class SmaCrossover<N> implements Indicator {
  readonly #close: Column<N>;
  readonly #first: number;
  readonly #test: MeansTest<N>;
  readonly #fastSums: Cells<N>;
  readonly #slowSums: Cells<N>;

  readonly #numbers: Arithmetic<N>;
  readonly #fast: number;
  readonly #slow: number;

  /** @param fast - bars in the fast window, fewer than `slow` */
  constructor(numbers: Arithmetic<N>, input: IndicatorInput<N>, fast: number, slow: number) {
    this.#numbers = numbers;
    this.#fast = fast;
    this.#slow = slow;
    this.#close = input.close;
    this.#first = firstDecision(input.warmup, slow);
    this.#test = numbers.meansTest(fast, slow);
    this.#fastSums = numbers.zeros(input.symbols);
    this.#slowSums = numbers.zeros(input.symbols);
  }

  decide(symbol: number, row: number, bar: number): Outcome {
    const numbers = this.#numbers;
    const close = this.#close;
    const entering = at(close, row);
    let fastSum = numbers.add(at(this.#fastSums, symbol), entering);
    let slowSum = numbers.add(at(this.#slowSums, symbol), entering);
    if (bar >= this.#fast) fastSum = numbers.subtract(fastSum, at(close, row - this.#fast));
    if (bar >= this.#slow) slowSum = numbers.subtract(slowSum, at(close, row - this.#slow));
    this.#fastSums[symbol] = fastSum;
    this.#slowSums[symbol] = slowSum;
    if (bar < this.#first) return decisionCode.none;
    const order = this.#test.compare(fastSum, slowSum);
    if (order > 0) return decisionCode.long;
    return order < 0 ? decisionCode.flat : tied;
  }

  values(symbol: number): LabelledValue[] {
    const [fast, slow] = this.#test.texts(at(this.#fastSums, symbol), at(this.#slowSums, symbol));
    return [
      { label: `mean of ${this.#fast.toLocaleString('en-US')}`, value: fast },
      { label: `mean of ${this.#slow.toLocaleString('en-US')}`, value: slow },
    ];
  }
}
