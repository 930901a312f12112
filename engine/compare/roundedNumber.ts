/** A figure as it was printed, and every value that rounds to it. */

export interface RoundedNumber {
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const pattern = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a printed figure. Its last digit was rounded, so what was printed as `0.180` lies between 0.1795 and 0.1805;
 * figures that were cut off instead lie within a whole unit of it, on the side away from 0, and are included.
 * @returns null where the text is no decimal number
 */
export function roundedNumber(text: string): RoundedNumber | null {
  const trimmed = text.trim();
  const match = pattern.exec(trimmed);
  if (match === null) return null;
  const [, fraction = '', bareFraction = '', exponent = '0'] = match;
  const value = Number(trimmed);
  const unit = 10 ** (Number(exponent) - fraction.length - bareFraction.length);
  // Printing and reading are each off by some last bits of a double.
  const bits = 4 * Number.EPSILON * Math.abs(value);
  const half = unit / 2 + bits;
  const whole = unit + bits;
  return value < 0
    ? { text: trimmed, value, low: value - whole, high: value + half }
    : { text: trimmed, value, low: value - half, high: value + whole };
}
