/** Columns of exact values, as other arrays. */
import { formatScaled } from '../arithmetic/decimalText';
import { EngineError } from '../../platform/errors';
import type { Scaled8Column } from './bundle';

export const largestI64 = 2n ** 63n - 1n;
export const smallestI64 = -(2n ** 63n);

/** Whether typed arrays hold the low byte first, as nearly all machines do. */
export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The rows of a column in another order: row `i` of the result is row `order[i]`. */
export function reordered(column: Scaled8Column, order: Uint32Array): Scaled8Column {
  if (!(column instanceof BigInt64Array)) {
    return Array.from(order, (row) => {
      const value = column[row];
      if (value === undefined) throw new RangeError(`no row ${row}`);
      return value;
    });
  }
  // Moved as two halves, because reading one value whole makes a bigint.
  const from = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  const result = new BigInt64Array(order.length);
  const to = new Int32Array(result.buffer);
  for (let row = 0; row < order.length; row++) {
    const source = 2 * (order[row] ?? 0);
    to[2 * row] = from[source] ?? 0;
    to[2 * row + 1] = from[source + 1] ?? 0;
  }
  return result;
}

/** The nearest double of every number of a column. */
export function toFloat64(column: Scaled8Column): Float64Array {
  const doubles = new Float64Array(column.length);
  for (let row = 0; row < doubles.length; row++) doubles[row] = nearestDouble(column[row] ?? 0n);
  return doubles;
}

const firstInexact = 2n ** 53n;

/** Below 2⁵³ the integer and 10⁸ are both exact doubles, so one division rounds correctly; above, the text is read. */
function nearestDouble(scaled: bigint): number {
  if (scaled < firstInexact && scaled > -firstInexact) return Number(scaled) / 1e8;
  return Number(formatScaled(scaled, 8));
}

const wordBits = 64n;

/**
 * Values as pairs of 64-bit words in two's complement, low before high.
 * @throws {@link EngineError} `overflow` for a value outside 128 bits
 */
export function splitWords(column: Scaled8Column): BigInt64Array {
  const words = new BigInt64Array(2 * column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0n;
    words[2 * row] = value;
    words[2 * row + 1] = value >> wordBits;
    if (value !== BigInt.asIntN(128, value)) throw outsideI128(value);
  }
  return words;
}

/** The value of `count` 64-bit words in two's complement, low before high. */
export function joinWords(words: BigInt64Array, first: number, count: number): bigint {
  let value = words[first + count - 1] ?? 0n;
  for (let word = count - 2; word >= 0; word--) {
    value = (value << wordBits) | BigInt.asUintN(64, words[first + word] ?? 0n);
  }
  return value;
}

function outsideI128(value: bigint): EngineError {
  return new EngineError({
    code: 'overflow',
    message: `${formatScaled(value, 8)} is outside the range of i128`,
    where: null,
    remedy: null,
  });
}
