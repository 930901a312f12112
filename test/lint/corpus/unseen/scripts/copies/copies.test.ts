// Structure: @drift-labs/sdk 2.145.0, tests/bn/test.ts, and @synthetixio/wei 2.74.4, wei.test.ts: what a test says of identity.
import Big from 'big.js';

declare function expect(value: unknown): { toBe(other: unknown): void; to: { equal(other: unknown): void } };

export function copies(value: Big) {
  const copy = new Big(value);
  expect(copy === value).to.equal(false); // ok
  expect(copy !== value).toBe(true); // ok
  expect(copy.eq(value)).toBe(true); // ok
  return copy === value; // expect: DB106
}
