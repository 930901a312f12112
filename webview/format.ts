/** Numbers for a person: grouped by locale, with a real minus sign and no digits that the samples do not carry. */

const minus = '−';
const figureSpace = '\u2007';
const punctuationSpace = '\u2008';
/** Keeps a number and its unit on one line. */
const noBreakSpace = '\u00a0';

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

/** Formats numbers for one locale; an unknown locale falls back to the environment's own. */
export class Formatter {
  readonly #locale: string | undefined;
  readonly #formats = new Map<string, Intl.NumberFormat>();
  readonly decimalPoint: string;
  readonly groupSeparator: string;

  constructor(locale: string) {
    this.#locale = supportedLocale(locale);
    const parts = new Intl.NumberFormat(this.#locale, { useGrouping: 'always' }).formatToParts(-1234567.5);
    this.decimalPoint = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    this.groupSeparator = parts.find(({ type }) => type === 'group')?.value ?? '';
  }

  /** With exactly `decimals` fractional digits; negative: rounded to tens, hundreds and so on. */
  number(value: number, decimals = 0): string {
    return this.#shown(value, decimals, 'negative');
  }

  /** As {@link number}, with `+` before what is above zero. */
  signed(value: number, decimals = 0): string {
    return this.#shown(value, decimals, 'exceptZero');
  }

  percent(value: number, decimals = 0): string {
    return `${this.number(value, decimals)}${noBreakSpace}%`;
  }

  signedPercent(value: number, decimals = 0): string {
    return `${this.signed(value, decimals)}${noBreakSpace}%`;
  }

  /** An exact decimal text with grouped whole digits. Not a digit is changed. */
  exact(text: string): string {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (match === null) return text;
    const [, sign = '', whole = '', fraction] = match;
    const head = ((whole.length - 1) % 3) + 1;
    const grouped = whole.slice(0, head) + whole.slice(head).replace(/\d{3}/g, `${this.groupSeparator}$&`);
    return `${sign === '' ? '' : minus}${grouped}${fraction === undefined ? '' : this.decimalPoint + fraction}`;
  }

  /** {@link exact} with `+` before what is above zero. */
  exactSigned(text: string): string {
    return /^-|^0$/.test(text) ? this.exact(text) : `+${this.exact(text)}`;
  }

  /** An exact text to three digits, with a power of ten where it is far from one: for a glance, beside the exact text. */
  brief(text: string): string {
    const value = Number(text);
    if (value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6)) return this.exact(text);
    const [mantissa = '', exponent = ''] = value.toExponential(2).split('e');
    const power = String(Number(exponent)).replace(/./g, (digit) => superscripts[digit] ?? digit);
    return `${this.number(Number(mantissa), 2)}${noBreakSpace}×${noBreakSpace}10${power}`;
  }

  /** Fills up with blanks of a digit's width, so that right-aligned texts of one column align at the decimal point. */
  alignDecimals(texts: readonly string[]): string[] {
    const decimals = texts.map((text) => this.#fractionLength(text));
    const most = Math.max(0, ...decimals.filter((length) => length !== null));
    return texts.map((text, index) => {
      const length = decimals[index] ?? null;
      if (length === null || most === length) return text;
      return text + (length === 0 ? punctuationSpace : '') + figureSpace.repeat(most - length);
    });
  }

  bytes(bytes: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** step;
    return `${this.number(value, step === 0 || value >= 100 ? 0 : 1)} ${units[step] ?? ''}`;
  }

  /** UTC date, with the time of day where it is not midnight. */
  time(milliseconds: number): string {
    const [date = '', clock = ''] = new Date(milliseconds).toISOString().split('T');
    return clock.startsWith('00:00:00.000') ? date : `${date} ${clock.slice(0, 5)} UTC`;
  }

  /** Date and time of day where the reader is, of a time in ISO 8601. What is no time stays as it is. */
  moment(iso: string): string {
    return this.#local(iso, { dateStyle: 'medium', timeStyle: 'short' });
  }

  /** The date alone, as {@link moment}. */
  day(iso: string): string {
    return this.#local(iso, { dateStyle: 'medium' });
  }

  /** For an axis: day and month, or the time of day. */
  briefMoment(iso: string, ofDay: boolean): string {
    return this.#local(iso, ofDay ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' });
  }

  #local(iso: string, options: Intl.DateTimeFormatOptions): string {
    const time = new Date(iso);
    if (Number.isNaN(time.getTime())) return iso;
    return new Intl.DateTimeFormat(this.#locale, options).format(time);
  }

  #fractionLength(text: string): number | null {
    if (!/\d/.test(text)) return null;
    const point = text.lastIndexOf(this.decimalPoint);
    return point < 0 ? 0 : (/^\d*/.exec(text.slice(point + this.decimalPoint.length))?.[0].length ?? 0);
  }

  #shown(value: number, decimals: number, signDisplay: 'negative' | 'exceptZero'): string {
    const step = 10 ** Math.max(0, -decimals);
    const rounded = step === 1 ? value : Math.round(value / step) * step;
    return this.#format(Math.max(0, decimals), signDisplay).format(rounded).replace('-', minus);
  }

  #format(decimals: number, signDisplay: 'negative' | 'exceptZero'): Intl.NumberFormat {
    const key = `${signDisplay}${decimals}`;
    const known = this.#formats.get(key);
    if (known !== undefined) return known;
    const format = new Intl.NumberFormat(this.#locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay,
    });
    this.#formats.set(key, format);
    return format;
  }
}

/** A unit of time, chosen once for all figures that are compared. */
export interface TimeUnit {
  readonly name: 'ns' | 'µs' | 'ms' | 's';
  readonly ns: number;
}

const timeUnits: readonly TimeUnit[] = [
  { name: 's', ns: 1e9 },
  { name: 'ms', ns: 1e6 },
  { name: 'µs', ns: 1e3 },
  { name: 'ns', ns: 1 },
];

/** The largest unit in which the smallest duration is at least 1. */
export function timeUnitFor(durationsNs: readonly number[]): TimeUnit {
  const smallest = Math.min(...durationsNs.filter((ns) => ns > 0));
  return timeUnits.find(({ ns }) => smallest >= ns) ?? { name: 'ns', ns: 1 };
}

/**
 * Fractional digits that show an uncertainty with `significant` digits, at most `most`. Negative from an uncertainty of
 * hundreds on: what is known to a hundred is not shown to the unit.
 */
export function decimalsFor(uncertainty: number | null, significant: number, most: number): number {
  if (uncertainty === null || !(uncertainty > 0) || !Number.isFinite(uncertainty)) return Math.min(2, most);
  const decimals = significant - 1 - Math.floor(Math.log10(uncertainty));
  return decimals < 0 && uncertainty < 100 ? 0 : Math.min(most, decimals);
}

/** `1 fill`, `2 fills`. */
export function counted(format: Formatter, count: number, noun: string, plural = `${noun}s`): string {
  return `${format.number(count)} ${count === 1 ? noun : plural}`;
}

/** Whole seconds below two minutes, minutes above. */
export function duration(format: Formatter, seconds: number): string {
  if (seconds < 119.5) return `${format.number(Math.max(1, Math.round(seconds)))} s`;
  return `${format.number(Math.round(seconds / 60))} min`;
}

function supportedLocale(locale: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0];
  } catch {
    // A malformed tag throws: the environment's own locale is better than no numbers.
    return undefined;
  }
}
