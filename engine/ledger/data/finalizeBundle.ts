/** What a bundle's columns imply: its timeline, its digest, its count of bars that do not enclose. */
import { createHash, type Hash } from 'node:crypto';
import type { Bundle, Scaled8Column } from './bundle';
import { littleEndian } from './columns';

/** The parts of a bundle that nothing else determines. */
export type BundleParts = Omit<Bundle, 'timeline' | 'digest' | 'unenclosedBars'>;

/** Names of the columns of exact values, in the order of files and digests. */
export const scaledColumns = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Completes a bundle. */
export function finalizeBundle(parts: BundleParts): Bundle {
  return {
    ...parts,
    timeline: timelineOf(parts.time, parts.offsets),
    digest: digestOf(parts),
    unenclosedBars: unenclosedBarsOf(parts),
  };
}

/** Every distinct time of all symbols, ascending. */
function timelineOf(time: Float64Array, offsets: Uint32Array): Float64Array {
  const first = time.slice(offsets[0], offsets[1]);
  if (everySymbolHas(first, time)) return first;
  const sorted = time.slice().sort();
  let length = 0;
  for (const value of sorted) {
    if (length === 0 || sorted[length - 1] !== value) sorted[length++] = value;
  }
  return sorted.slice(0, length);
}

/** The bytes of a typed array, low byte first on every machine. */
export function littleEndianBytes(array: Uint32Array | Float64Array | BigInt64Array): Buffer {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  if (littleEndian) return bytes;
  const copy = Buffer.from(bytes);
  return array.BYTES_PER_ELEMENT === 8 ? copy.swap64() : copy.swap32();
}

/** Whether all symbols have the times of the first, as generated bundles do. */
function everySymbolHas(first: Float64Array, time: Float64Array): boolean {
  const length = first.length;
  if (length === 0 || time.length % length !== 0) return false;
  for (let row = length; row < time.length; row++) {
    if (time[row] !== first[row % length]) return false;
  }
  return true;
}

/**
 * SHA-256 over symbols, offsets and columns. Each part is preceded by its name, and a column of plain bigints is hashed
 * as text, so that no two bundles share an encoding.
 */
function digestOf(parts: BundleParts): string {
  const hash = createHash('sha256');
  hash.update(`decimal-benchmark bundle 1\n${JSON.stringify(parts.symbols)}\noffsets\n`);
  hash.update(littleEndianBytes(parts.offsets));
  hash.update('\ntime\n');
  hash.update(littleEndianBytes(parts.time));
  for (const name of scaledColumns) hashColumn(hash, name, parts[name]);
  return hash.digest('hex');
}

function hashColumn(hash: Hash, name: string, column: Scaled8Column): void {
  if (column instanceof BigInt64Array) {
    hash.update(`\n${name} i64\n`);
    hash.update(littleEndianBytes(column));
    return;
  }
  hash.update(`\n${name} text\n`);
  for (const value of column) hash.update(`${value}\n`);
}

function unenclosedBarsOf({ open, high, low, close }: BundleParts): number {
  if (
    open instanceof BigInt64Array &&
    high instanceof BigInt64Array &&
    low instanceof BigInt64Array &&
    close instanceof BigInt64Array
  ) {
    return unenclosedRows(open, high, low, close);
  }
  return unenclosedRows([...open], [...high], [...low], [...close]);
}

function unenclosedRows<C extends ArrayLike<bigint>>(open: C, high: C, low: C, close: C): number {
  let count = 0;
  for (let row = 0; row < open.length; row++) {
    const opened = open[row] ?? 0n;
    const highest = high[row] ?? 0n;
    const lowest = low[row] ?? 0n;
    const closed = close[row] ?? 0n;
    if (highest < opened || highest < closed || lowest > opened || lowest > closed) count++;
  }
  return count;
}
