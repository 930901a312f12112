/** Numbers as people read them: a real minus sign, thousands apart, and no digit finer than what was measured. */

/** Narrow no-break space, between groups of three digits. */
const groupSpace = '\u202f';
const minus = '−';
/** A blank as wide as a digit, and one as wide as the decimal point. */
const figureSpace = '\u2007';
const punctuationSpace = '\u2008';

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/**
 * A number rounded to `places` fractional digits (negative: to tens, hundreds, …), thousands apart.
 * What rounds to zero has no sign.
 */
export function formatNumber(value: number, places = 0): string {
  const scale = 10 ** Math.max(0, -places);
  const text = wholeDigits(Math.round(Math.abs(value) / scale) * scale);
  const digits = places > 0 ? Math.abs(value).toFixed(places) : text;
  const negative = value < 0 && /[1-9]/.test(digits);
  return `${negative ? minus : ''}${groupDigits(digits)}`;
}

/** As {@link formatNumber}, with `+` before what is above zero. */
export function formatSigned(value: number, places = 0): string {
  const text = formatNumber(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A figure that is in percent already. */
export function formatPercent(percent: number, places = 0): string {
  return `${formatNumber(percent, places)} %`;
}

/** As {@link formatPercent}, with `+` before what is above zero. */
export function formatSignedPercent(percent: number, places = 0): string {
  return `${formatSigned(percent, places)} %`;
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

/** A plain decimal text (`-1234.5`) with a real minus sign and its whole digits grouped; any other text as it stands. */
export function formatDecimal(text: string): string {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? groupDigits(text.replace(/^-/, minus)) : text;
}

/** A decimal text to three digits, with a power of ten if it is far from one. */
export function formatBrief(text: string): string {
  const value = Number(text);
  if (value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6)) return formatDecimal(text);
  const [mantissa = '', exponent = ''] = value.toExponential(2).split('e');
  const power = String(Number(exponent)).replace(/./g, (digit) => superscripts[digit] ?? digit);
  return `${formatNumber(Number(mantissa), 2)} × 10${power}`;
}

/** Adds blanks of a digit's width, so that right-aligned texts of one column align at the decimal point. */
export function alignDecimals(texts: readonly string[]): string[] {
  const lengths = texts.map(fractionLength);
  const most = Math.max(0, ...lengths.filter((length) => length !== null));
  return texts.map((text, index) => {
    const length = lengths[index] ?? null;
    if (length === null || most === length) return text;
    return text + (length === 0 ? punctuationSpace : '') + figureSpace.repeat(most - length);
  });
}

/** A share, 0 … 1, as a percentage. */
export function formatShare(share: number, places = 0): string {
  return formatPercent(share * 100, places);
}

/** `1 launch`, `5 launches` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

/** `2024-03-04 15:31`, UTC; seconds and fractions only if there are any. */
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

/** `40 s`, `5 min`, `2.5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${formatNumber(seconds)} s`;
  const minutes = seconds / 60;
  return `${formatNumber(minutes, Number.isInteger(Number(minutes.toFixed(1))) ? 0 : 1)} min`;
}

/** Date and time of day in the reader's zone, of a time in ISO 8601. Text that is no time is returned unchanged. */
export function formatMoment(iso: string, locale: string): string {
  return localTime(iso, locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The date alone, as {@link formatMoment}. */
export function formatDay(iso: string, locale: string): string {
  return localTime(iso, locale, { dateStyle: 'medium' });
}

/** For an axis: day and month, or the time of day. */
export function formatBriefMoment(iso: string, ofDay: boolean, locale: string): string {
  return localTime(iso, locale, ofDay ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' });
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

/** One time without others beside it, to three digits: `840 µs`, `53.0 ms`. */
export function formatTimeAlone(ns: number): string {
  const unit = timeUnitFor(ns);
  const value = ns / unit.ns;
  return `${formatNumber(value, value >= 100 ? 0 : value >= 10 ? 1 : 2)} ${unit.name}`;
}

/** Null if there is no figure. */
function fractionLength(text: string): number | null {
  if (!/\d/.test(text)) return null;
  const point = text.lastIndexOf('.');
  return point < 0 ? 0 : (/^\d*/.exec(text.slice(point + 1))?.[0].length ?? 0);
}

function localTime(iso: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat(supportedLocale(locale), options).format(time);
}

function supportedLocale(locale: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0];
  } catch {
    // A malformed tag throws. The environment's own locale is used then.
    return undefined;
  }
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
