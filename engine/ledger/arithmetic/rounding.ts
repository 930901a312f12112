/** Roots and quotients of integers, rounded once, half to even. */

/** The integer nearest to `numerator / denominator`, halves to even. `denominator` is not 0. */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return roundedQuotient(-numerator, -denominator);
  if (numerator < 0n) return -roundedQuotient(-numerator, denominator);
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** The integer nearest to `√(numerator / denominator)`, halves to even. Both are ≥ 0, `denominator` > 0. */
export function roundedRoot(numerator: bigint, denominator: bigint): bigint {
  const root = floorRoot(numerator / denominator);
  // The root is compared with root + ½ by its square, so nothing is rounded before this.
  const half = (2n * root + 1n) ** 2n * denominator;
  const square = 4n * numerator;
  const up = square > half || (square === half && root % 2n === 1n);
  return up ? root + 1n : root;
}

/** The largest integer whose square is at most `value`, by Newton's method from above. */
function floorRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
