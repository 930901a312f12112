/** What the storages of the native engine hold. */
import { formatScaled } from '../arithmetic/decimalText';
import type { Storage } from '../../protocol/vocabulary';
import { scaleDigits } from './parseDecimal';

const bits: Readonly<Record<Storage, bigint>> = { i64: 64n, i128: 128n };

/** Whether the storage holds a number × 10⁸. */
export function holds(storage: Storage, value: bigint): boolean {
  const end = 1n << (bits[storage] - 1n);
  return value >= -end && value < end;
}

/** The largest number that the storage holds, as text. */
export function largestIn(storage: Storage): string {
  return formatScaled((1n << (bits[storage] - 1n)) - 1n, scaleDigits);
}
