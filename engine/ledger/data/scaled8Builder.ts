/** Columns of exact values that grow row by row. */
import type { Scaled8Column } from './bundle';
import { largestI64, littleEndian, smallestI64 } from './columns';

/**
 * A column of values at scale 8. Safe integers are stored without making a bigint of each, which is what makes
 * millions of rows cheap; the column turns to plain bigints with the first value that does not fit i64.
 */
export class Scaled8Builder {
  #words: Int32Array<ArrayBuffer>;
  #values: BigInt64Array<ArrayBuffer>;
  #wide: bigint[] | null = null;
  #length = 0;

  constructor(capacity = 1024) {
    this.#values = new BigInt64Array(capacity);
    this.#words = new Int32Array(this.#values.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** @param value - an integer within ±(2⁵³ − 1) */
  pushSafe(value: number): void {
    if (this.#wide !== null) {
      this.#wide.push(BigInt(value));
      this.#length++;
      return;
    }
    if (this.#length === this.#values.length) this.#grow();
    const at = 2 * this.#length;
    // Two's complement in two halves: >> and | keep the low 32 bits of any safe integer.
    this.#words[at + lowWord] = value | 0;
    this.#words[at + highWord] = Math.floor(value / 4294967296);
    this.#length++;
  }

  push(value: bigint): void {
    if (this.#wide === null && (value > largestI64 || value < smallestI64)) {
      this.#wide = [...this.#values.subarray(0, this.#length)];
    }
    if (this.#wide !== null) {
      this.#wide.push(value);
    } else {
      if (this.#length === this.#values.length) this.#grow();
      this.#values[this.#length] = value;
    }
    this.#length++;
  }

  /** The column. The builder is not to be used afterwards. */
  finish(): Scaled8Column {
    if (this.#wide !== null) return this.#wide;
    return this.#length === this.#values.length ? this.#values : this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new BigInt64Array(2 * this.#values.length);
    larger.set(this.#values);
    this.#values = larger;
    this.#words = new Int32Array(larger.buffer);
  }
}

/** Which half of 64 bits comes first in memory. */
const lowWord = littleEndian ? 0 : 1;
const highWord = 1 - lowWord;
