/** How many digits of a double are shown: past them nobody reads. */
const digitsShown = 20;
/** Exponents that Python writes out: outside of them it uses `E`. */
const leastWritten = -6;

/** A number as digits and a power of ten: 0.125 is 125 with exponent -3. */
interface Digits {
  readonly isNegative: boolean;
  /** Without zeros at the end, but for zero itself. */
  readonly digits: string;
  readonly exponent: number;
}

/** What `Decimal` makes of a double, to 20 digits; an ellipsis says that there are more. */
export function storedDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity';
  const { isNegative, digits, exponent } = ofDouble(value);
  const shown = digits.slice(0, digitsShown);
  const isCut = shown.length < digits.length;
  return `${isNegative ? '-' : ''}${written(shown, exponent + digits.length - 1, isCut)}${isCut ? '…' : ''}`;
}

/**
 * What `str(Decimal(value))` gives of a literal in Python's syntax, so that the value keeps its exponent: `1` of `1.0`,
 * `0.5` of `0.50`. Null if the double is another number than the literal.
 */
export function exactDecimal(literal: string): string | null {
  if (!isExact(literal)) return null;
  const { isNegative, digits, exponent } = ofDouble(Number(literal.replaceAll('_', '')));
  return `${isNegative ? '-' : ''}${written(digits, exponent + digits.length - 1, false)}`;
}

/** Whether a decimal literal in Python's syntax is exactly the double that is read from it. */
export function isExact(literal: string): boolean {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(literal.replaceAll('_', ''));
  if (match === null) return false;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const value = Number(literal.replaceAll('_', ''));
  if (!Number.isFinite(value)) return false;
  const written = normal(sign === '-', whole + fraction, Number(exponent) - fraction.length);
  const stored = ofDouble(value);
  return written.digits === stored.digits && (written.digits === '0' || written.exponent === stored.exponent);
}

/** Every digit of a double: it is an integer times a power of two, and each halving adds one decimal place. */
function ofDouble(value: number): Digits {
  const isNegative = value < 0 || Object.is(value, -0);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const power = Math.max(biased, 1) - 1075;
  return power >= 0
    ? normal(isNegative, (mantissa << BigInt(power)).toString(), 0)
    : normal(isNegative, (mantissa * 5n ** BigInt(-power)).toString(), power);
}

function normal(isNegative: boolean, digits: string, exponent: number): Digits {
  const significant = digits.replace(/^0+/, '');
  const trimmed = significant.replace(/(?<!0)0+$/, '');
  if (trimmed === '') return { isNegative, digits: '0', exponent: 0 };
  return { isNegative, digits: trimmed, exponent: exponent + significant.length - trimmed.length };
}

/** Digits whose first one stands for this power of ten; Python writes the zeros of a whole number out. */
function written(digits: string, first: number, isCut: boolean): string {
  if (first < leastWritten || (isCut && first >= digitsShown)) {
    const rest = digits.slice(1);
    return `${digits.charAt(0)}${rest === '' ? '' : `.${rest}`}E${first < 0 ? '' : '+'}${first}`;
  }
  if (first < 0) return `0.${'0'.repeat(-first - 1)}${digits}`;
  const whole = digits.slice(0, first + 1).padEnd(first + 1, '0');
  const fraction = digits.slice(first + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
