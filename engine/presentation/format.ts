/** Numbers as people read them: a real minus sign, thousands apart, and no digit finer than what was measured. */

/** Narrow no-break space, between groups of three digits. */
const groupSpace = '\u202f';
const minus = '−';

/**
 * A number rounded to `places` fractional digits (negative: to tens, hundreds, …), thousands apart.
 * What rounds to zero has no sign.
 */
export function formatNumber(value: number, places: number): string {
  const scale = 10 ** Math.max(0, -places);
  const text = wholeDigits(Math.round(Math.abs(value) / scale) * scale);
  const digits = places > 0 ? Math.abs(value).toFixed(places) : text;
  const negative = value < 0 && /[1-9]/.test(digits);
  return `${negative ? minus : ''}${groupDigits(digits)}`;
}

/** As {@link formatNumber}, with `+` before what is above zero. */
export function formatSigned(value: number, places: number): string {
  const text = formatNumber(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/**
 * Fractional digits down to the leading digit of an uncertainty: ±0.35 carries one, ±1.4 none, ±230 carries hundreds.
 * Between 1 and 100 nothing is rounded coarser than a whole unit.
 */
export function placesFor(halfWidth: number): number {
  if (!(halfWidth > 0)) return 3;
  const places = -Math.floor(Math.log10(halfWidth));
  if (places > 0) return Math.min(places, 3);
  return halfWidth < 100 ? 0 : places;
}

/**
 * The same, and never so coarse that nothing is left of a figure above 1: 16 is `20` where tens count, and where hundreds
 * do.
 */
export function placesShowing(value: number, places: number): number {
  const leading = Math.abs(value) < 1 ? 0 : -Math.floor(Math.log10(Math.abs(value)));
  return Math.max(places, leading);
}

/** A plain decimal text (`-1234.5`) with a real minus sign and its whole digits grouped; no digit is lost. */
export function formatDecimal(text: string): string {
  return groupDigits(text.replace(/^-/, minus));
}

/** A share, 0 … 1, as a percentage. */
export function formatShare(share: number, places: number): string {
  return `${formatNumber(share * 100, places)} %`;
}

/** `1 launch`, `5 launches` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

/** `2024-03-04 15:31`, UTC; seconds and fractions only where there are any. */
export function formatTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?::00)?\.000Z$|Z$/, '');
}

/** Bytes in the largest unit that keeps the figure above one. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'] as const;
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  const places = step === 0 || value >= 100 || Number.isInteger(value) ? 0 : 1;
  return `${formatNumber(value, places)} ${units[step] ?? ''}`;
}

export interface TimeUnit {
  readonly name: 'ns' | 'µs' | 'ms' | 's';
  readonly ns: number;
}

/** The unit in which the smallest of a column's times is still above one. */
export function timeUnitFor(smallestNs: number): TimeUnit {
  if (smallestNs >= 1e9) return { name: 's', ns: 1e9 };
  if (smallestNs >= 1e6) return { name: 'ms', ns: 1e6 };
  if (smallestNs >= 1e3) return { name: 'µs', ns: 1e3 };
  return { name: 'ns', ns: 1 };
}

/** `toFixed` writes an exponent from 10²¹ on. */
function wholeDigits(value: number): string {
  return value < 1e21 || !Number.isFinite(value) ? value.toFixed(0) : BigInt(value).toString();
}

function groupDigits(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const sign = Math.max(0, whole.search(/\d/));
  const head = sign + ((whole.length - sign - 1) % 3) + 1;
  const grouped = whole.slice(0, head) + whole.slice(head).replace(/\d{3}/g, `${groupSpace}$&`);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
