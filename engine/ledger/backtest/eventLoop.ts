import { at, type Column } from '../arithmetic/arithmetic';
import { decisionCode } from '../../protocol/backtest';
import { indicatorOf } from '../strategies/indicatorOf';
import type { Indicator, Outcome } from '../strategies/outcome';
import type { Ledger } from './ledger';
import type { BacktestPlan } from './backtestPlan';

/** Sees the bookkeeping of a run that is not timed. */
export interface Observer<N> {
  decided(symbol: number, row: number, outcome: Outcome): void;
  filled(ledger: Ledger<N>): void;
}

/**
 * What happens to the ledger at each distinct time: pending orders are filled, closes marked, and new targets decided.
 * A symbol's fill, mark and decision touch no other symbol but through cash, which only fills move, so the three are made
 * symbol by symbol. A step is one call with the whole of a time in it: as one long loop over all times, and as a call a bar,
 * it took up to twice as long.
 */
export class EventLoop<N> {
  barsDone = 0;
  /** From the first time on at which a symbol is past its warm-up. */
  isTrading = false;
  /** The next row of every symbol, and the row after its last. */
  readonly #next: Uint32Array;
  readonly #end: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #time: Float64Array;
  readonly #close: Column<N>;
  readonly #indicator: Indicator;
  readonly #warmup: number;

  readonly #plan: BacktestPlan<N>;
  readonly #ledger: Ledger<N>;
  readonly #observer: Observer<N> | null;

  constructor(plan: BacktestPlan<N>, ledger: Ledger<N>, observer: Observer<N> | null) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#observer = observer;
    const { numbers, parameters, offsets } = plan;
    this.#offsets = offsets;
    this.#next = offsets.slice(0, -1);
    this.#end = offsets.slice(1);
    this.#time = plan.time;
    this.#close = plan.close;
    this.#warmup = parameters.warmup;
    const input = { symbols: this.#next.length, close: plan.close, warmup: parameters.warmup };
    this.#indicator = indicatorOf(numbers, input, parameters.strategy);
  }

  /** Takes every symbol with a bar at `time` through it; times ascend. */
  step(time: number): void {
    const next = this.#next;
    const end = this.#end;
    const offsets = this.#offsets;
    const times = this.#time;
    const close = this.#close;
    const indicator = this.#indicator;
    const ledger = this.#ledger;
    const observer = this.#observer;
    for (let symbol = 0; symbol < next.length; symbol++) {
      const row = rowOf(next, symbol);
      if (row === rowOf(end, symbol) || at(times, row) !== time) continue;
      next[symbol] = row + 1;
      const bar = row - rowOf(offsets, symbol);
      if (ledger.hasPending(symbol)) {
        const isFilled = ledger.fill(symbol, time, at(this.#plan.open, row), at(this.#plan.volume, row));
        if (isFilled && observer !== null) observer.filled(ledger);
      }
      ledger.closes[symbol] = at(close, row);
      const outcome = indicator.decide(symbol, row, bar);
      if (outcome === decisionCode.long) ledger.order(symbol, this.#plan.quantity);
      else if (outcome === decisionCode.flat) ledger.order(symbol, this.#plan.numbers.zero);
      if (observer !== null) observer.decided(symbol, row, outcome);
      this.isTrading ||= bar >= this.#warmup;
      this.barsDone++;
    }
  }
}

/** Rows are read apart from values, so that each place in the code sees one kind of array. */
function rowOf(rows: Uint32Array, symbol: number): number {
  const row = rows[symbol];
  if (row === undefined) throw new RangeError(`no symbol ${symbol}`);
  return row;
}
