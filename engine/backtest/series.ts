import type { Arithmetic, Column } from '../arithmetic/arithmetic';
import type { Bundle, Scaled8Column } from '../data/bundle';

/** The bars of one symbol, in one number system. */
export interface Series<N> {
  readonly symbol: number;
  /** The row of its first bar in the bundle. */
  readonly firstRow: number;
  readonly length: number;
  readonly time: Float64Array;
  readonly open: Column<N>;
  readonly close: Column<N>;
  readonly volume: Column<N>;
}

/** Converts the columns that a backtest reads, symbol by symbol. */
export function seriesOf<N>(bundle: Bundle, numbers: Arithmetic<N>): Series<N>[] {
  return bundle.symbols.map((_, symbol) => {
    const from = bundle.offsets[symbol] ?? 0;
    const to = bundle.offsets[symbol + 1] ?? from;
    return {
      symbol,
      firstRow: from,
      length: to - from,
      time: bundle.time.subarray(from, to),
      open: numbers.column(rows(bundle.open, from, to)),
      close: numbers.column(rows(bundle.close, from, to)),
      volume: numbers.column(rows(bundle.volume, from, to)),
    };
  });
}

/** A view of a typed column, so that no row is copied before it is converted. */
function rows(column: Scaled8Column, from: number, to: number): Scaled8Column {
  return column instanceof BigInt64Array ? column.subarray(from, to) : column.slice(from, to);
}
