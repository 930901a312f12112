/**
 * Exact fixed-point values at scale 8: the number × 10⁸. A `BigInt64Array` if all values fit i64, else plain bigints.
 */
export type Scaled8Column = BigInt64Array | readonly bigint[];

/**
 * Bars of all symbols, column by column, symbol by symbol: the bars of `symbols[s]` are the rows
 * `offsets[s] … offsets[s + 1] − 1` of every column, in order of time.
 */
export interface Bundle {
  /** The scenario it was generated for, or null for own data. */
  readonly scenario: string | null;
  /** In the order of JavaScript's `<`. */
  readonly symbols: readonly string[];
  /** `symbols.length + 1` entries. */
  readonly offsets: Uint32Array;
  /** Milliseconds since the epoch, UTC; strictly increasing within a symbol. */
  readonly time: Float64Array;
  readonly open: Scaled8Column;
  readonly high: Scaled8Column;
  readonly low: Scaled8Column;
  readonly close: Scaled8Column;
  readonly volume: Scaled8Column;
  /** Every distinct time of all symbols, ascending. */
  readonly timeline: Float64Array;
  /** SHA-256 (hex) of symbols, offsets and columns. */
  readonly digest: string;
  /** Inputs with more than 8 fractional digits that `--round-inputs` changed. */
  readonly roundedInputs: number;
  /** The line of the first of them in the CSV file that was read; no part of the data itself. */
  readonly firstRoundedLine?: number;
  /** Bars whose high or low does not enclose open and close. */
  readonly unenclosedBars: number;
  /** The line on which the first of them stands in the CSV file that was read; no part of the data itself. */
  readonly firstUnenclosedLine?: number;
}
