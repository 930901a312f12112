import { formatScaled } from '../../ledger/arithmetic/decimalText';

/** a − b of two decimals in plain notation, exact to the last digit of either. */
export function decimalDifference(a: string, b: string): string {
  const digits = Math.max(fractionDigits(a), fractionDigits(b));
  return formatScaled(scaled(a, digits) - scaled(b, digits), digits);
}

/**
 * An amount for a sentence: to the cent where it has cents, else its first digit that counts (`0.0000000002`), so that
 * a small difference is never called none. Plain notation, without sign.
 */
export function roundedAmount(text: string): string {
  const magnitude = text.replace(/^-/, '');
  const digits = fractionDigits(magnitude);
  const value = scaled(magnitude, digits);
  const leading = digits - value.toString().length + 1;
  const places = Math.max(2, leading);
  if (value === 0n || places >= digits) return magnitude;
  const unit = 10n ** BigInt(digits - places);
  return formatScaled((value + unit / 2n) / unit, places);
}

function fractionDigits(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

/** The number × 10^digits; `digits` is at least what the text has. */
function scaled(text: string, digits: number): bigint {
  return BigInt(text.replace('.', '') + '0'.repeat(digits - fractionDigits(text)));
}
