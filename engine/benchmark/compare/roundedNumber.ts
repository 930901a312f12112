/** A figure as it was printed, and every value that rounds to it. */

export interface RoundedNumber {
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const pattern = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?0*\d{1,3}))?$/;

/** The value of one unit of the last digit of a decimal number: 0.01 of `1.20`, 1 of `12`; NaN if it is none. */
export function lastDigitOf(text: string): number {
  const match = pattern.exec(text.trim());
  if (match === null) return NaN;
  const [, fraction = '', bareFraction = '', exponent = '0'] = match;
  return Number(`1e${Number(exponent) - fraction.length - bareFraction.length}`);
}

/** The finest last digit of figures, each as text or as a number that JSON held. */
export function resolutionOf(figures: readonly (string | number)[]): number {
  let finest = Infinity;
  for (const figure of figures) finest = Math.min(finest, lastDigitOf(String(figure)));
  return finest;
}

/**
 * Reads a printed figure. Its last digit was rounded, so what was printed as `0.180` lies between 0.1795 and 0.1805;
 * figures that were cut off instead lie within a whole unit of it, on the side away from 0, and are included.
 * @returns null if the text is no decimal number
 */
export function roundedNumber(text: string): RoundedNumber | null {
  const trimmed = text.trim();
  const match = pattern.exec(trimmed);
  if (match === null) return null;
  const value = Number(trimmed);
  const unit = lastDigitOf(trimmed);
  // Printing and reading are each off by some last bits of a double.
  const bits = 4 * Number.EPSILON * Math.abs(value);
  const half = unit / 2 + bits;
  const whole = unit + bits;
  return value < 0
    ? { text: trimmed, value, low: value - whole, high: value + half }
    : { text: trimmed, value, low: value - half, high: value + whole };
}
