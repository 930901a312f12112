/** Uniform numbers below 1 by Marsaglia's xorshift on 32 bits. */
export function uniformNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Numbers near a standard normal distribution: twelve uniform ones, summed and centred. */
export function normalNumbers(seed: number): () => number {
  const uniform = uniformNumbers(seed);
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
}
