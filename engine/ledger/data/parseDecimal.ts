/** Decimal text to exact integers at scale 8, never through a double. */
import { EngineError } from '../../platform/errors';

/** Fractional digits of every price, quantity and amount of money. */
export const scaleDigits = 8;

/** Longer numbers than this are refused, so that `1e999999999` cannot fill the memory. */
const longestNumber = 1000;

/** Empty, no decimal number, more digits than are read at all, or more fractional ones than there is room for. */
export type DecimalProblem = 'empty' | 'malformed' | 'too long' | 'too fine';

export type DecimalReading =
  | { readonly value: bigint; readonly rounded: boolean }
  | { readonly problem: string; readonly kind: DecimalProblem };

/**
 * The number × 10⁸, exactly.
 * @param text - `[+-]?(digits[.digits] | .digits)` with an optional exponent; blanks around it are trimmed
 * @param what - names the value in the error, e.g. `--capital`
 * @throws {@link EngineError} `bad-input` if the text is no decimal or has more than 8 fractional digits
 */
export function parseScaled8(text: string, what: string): bigint {
  const reading = readDecimal(text, false);
  if ('value' in reading) return reading.value;
  throw new EngineError({
    code: 'bad-input',
    message: `${what}: ${JSON.stringify(text)} ${reading.problem}`,
    where: null,
    remedy: remedies[reading.kind],
  });
}

/** Of an option's value or a setting: what is in a file may be rounded, what a person types need not be. */
const remedies: Readonly<Record<DecimalProblem, string>> = {
  empty: 'Give a number such as 101.25.',
  malformed: 'Give digits with at most one point, such as 101.25.',
  'too long': 'Give a smaller number.',
  'too fine': `Give at most ${scaleDigits} fractional digits.`,
};

/**
 * Reads decimal text at scale 8. A problem is returned as the end of a sentence that begins with the text.
 * @param round - half to even to 8 fractional digits, if there are more; else that is a problem
 */
export function readDecimal(text: string, round: boolean): DecimalReading {
  const match = decimalPattern.exec(text);
  if (match === null) {
    return text.trim() === ''
      ? { problem: 'is empty, not a decimal number', kind: 'empty' }
      : { problem: 'is not a decimal number', kind: 'malformed' };
  }
  const [, sign = '', whole = '', fractionAfterWhole = '', bareFraction = '', exponentText = '0'] = match;
  const fraction = fractionAfterWhole + bareFraction;
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = significant.replace(/(?<!0)0+$/, '');
  if (digits === '') return { value: 0n, rounded: false };

  // The number is digits × 10^power, and power + 8 are the zeros that scale 8 appends to the digits.
  const power = Number(exponentText) - fraction.length + (significant.length - digits.length);
  const zeros = power + scaleDigits;
  if (digits.length + Math.max(0, zeros) > longestNumber) {
    return { problem: `has more than ${longestNumber} digits`, kind: 'too long' };
  }
  if (zeros >= 0) return { value: signed(sign, BigInt(digits + '0'.repeat(zeros))), rounded: false };
  if (!round) {
    return { problem: `has more than ${scaleDigits} fractional digits`, kind: 'too fine' };
  }
  return { value: signed(sign, withoutLastDigits(digits, -zeros)), rounded: true };
}

/**
 * The number × 10⁸ of text that is digits with at most one point among them, as nearly all prices and volumes are; it
 * makes no bigint. `null` for all other text, and where the result is not below 9 × 10¹⁵: {@link readDecimal} judges those.
 */
export function readSafeScaled8(text: string): number | null {
  const length = text.length;
  if (length === 0 || length > 17) return null;
  let digits = 0;
  let fractionDigits = -1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === pointCode) {
      if (fractionDigits >= 0 || at === 0) return null;
      fractionDigits = 0;
      continue;
    }
    const digit = code - zeroCode;
    if (digit < 0 || digit > 9) return null;
    digits = 10 * digits + digit;
    if (fractionDigits >= 0) fractionDigits++;
  }
  if (fractionDigits === 0 || fractionDigits > scaleDigits || digits > largestSafeDigits) return null;
  const scaled = digits * (powersOfTen[scaleDigits - Math.max(0, fractionDigits)] ?? 0);
  return scaled < 9e15 ? scaled : null;
}

const zeroCode = '0'.charCodeAt(0);
const pointCode = '.'.charCodeAt(0);
const largestSafeDigits = 9e15;
const powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

const decimalPattern = /^[ \t]*([+-]?)(?:(\d+)(?:\.(\d+))?|\.(\d+))(?:[eE]([+-]?\d+))?[ \t]*$/;

function signed(sign: string, magnitude: bigint): bigint {
  return sign === '-' ? -magnitude : magnitude;
}

/** Digits ÷ 10^count, rounded half to even. The last digit is not zero, so the quotient is never exact. */
function withoutLastDigits(digits: string, count: number): bigint {
  if (count > digits.length) return 0n;
  const kept = digits.slice(0, digits.length - count);
  const dropped = digits.slice(digits.length - count);
  const quotient = kept === '' ? 0n : BigInt(kept);
  const half = /^50*$/.test(dropped);
  const up = half ? quotient % 2n === 1n : dropped.charCodeAt(0) >= '5'.charCodeAt(0);
  return up ? quotient + 1n : quotient;
}
