import { strict as assert } from 'node:assert';

/** Fails where two figures differ by more than rounding does, relative to the larger of them or to 1. */
export function assertClose(found: number | null, expected: number, what: string, tolerance = 1e-10): void {
  assert.notEqual(found, null, `${what} is missing`);
  const difference = Math.abs((found ?? NaN) - expected);
  const scale = Math.max(1, Math.abs(expected));
  assert.ok(difference <= tolerance * scale, `${what} is ${found ?? 'null'}, not ${expected}`);
}
