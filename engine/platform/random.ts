/** Random integers that are the same on every machine: integer arithmetic alone, in 32 bits or within ±2⁵³. */

/** xoshiro128** (Blackman and Vigna, 2018) over four words of 32 bits. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Equal seeds give equal sequences; sequences of different streams have nothing to do with each other. */
  constructor(seed: number, stream: number) {
    this.#a = mixed(seed);
    this.#b = mixed(this.#a ^ stream);
    this.#c = mixed(this.#b + stream);
    this.#d = mixed(this.#c ^ seed) | 1;
  }

  /** 0 … 2³² − 1 */
  word(): number {
    const scrambled = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotated(this.#d, 11);
    return scrambled >>> 0;
  }

  /** 0 … `bound` − 1, for a bound up to 2¹⁶. The bias is below 2⁻¹⁶ and does not matter to prices. */
  below(bound: number): number {
    return Math.imul(this.word() >>> 16, bound) >>> 16;
  }

  /** From `low` to `high`, both included, at most 2¹⁶ values. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True once in `n` on average. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  /**
   * A bell-shaped integer with mean 0 and the standard deviation given, up to 10⁹. It is the sum of four uniform words
   * of 16 bits, whose own standard deviation is 37,837; so it never exceeds 3.5 deviations.
   */
  bell(deviation: number): number {
    const first = this.word();
    const second = this.word();
    const sum = (first & 0xffff) + (first >>> 16) + (second & 0xffff) + (second >>> 16) - 131070;
    return quotient(sum * deviation, 37837);
  }
}

/** The quotient cut towards zero, exactly: the division that is left has no remainder. */
export function quotient(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Spreads neighbouring seeds over all words. */
function mixed(word: number): number {
  let spread = (word + 0x9e3779b9) | 0;
  spread = Math.imul(spread ^ (spread >>> 16), 0x45d9f3b);
  spread = Math.imul(spread ^ (spread >>> 15), 0x2c1b3c6d);
  return spread ^ (spread >>> 16);
}
