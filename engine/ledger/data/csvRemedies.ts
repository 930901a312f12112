/** What to do about a row of a CSV file that cannot be used. Each is a sentence that can be acted on as it stands. */
import { largestIn, holds } from './range';
import { readDecimal, type DecimalProblem } from './parseDecimal';

export const macLineEnds = {
  problem: 'the lines end in CR alone, as on old Macs',
  remedy: 'Convert the line ends to LF and save the file again.',
} as const;

export const notUtf8Remedy = 'Save the file as UTF-8.';

export const tooSmallRemedy =
  'Give prices in a smaller unit, multiplied by a power of ten: they have 8 fractional digits.';

/** @param kind - what {@link readDecimal} says of the text */
export function valueRemedy(text: string, kind: DecimalProblem, mayBeZero: boolean): string {
  switch (kind) {
    case 'empty':
      return missingValue;
    case 'malformed':
      return malformedRemedy(text.trim());
    case 'too long':
      return `Correct it: at most ${largestIn('i128')} can be held.`;
    case 'too fine': {
      const rounded = readDecimal(text, true);
      const vanishes = 'value' in rounded && rounded.value === 0n && !mayBeZero;
      return vanishes ? tooSmallRemedy : 'Use --round-inputs to round such values half to even.';
    }
  }
}

/** For a value that is outside a storage's range. */
export function rangeRemedy(value: bigint): string {
  if (holds('i128', value)) return 'Use --storage i128, which holds larger values.';
  return (
    `i64 holds values up to ${largestIn('i64')}, and i128 up to ${largestIn('i128')}: ` +
    'give the file in a larger unit, or leave the native engine out: --engines float,decimal.js.'
  );
}

export function timeRemedy(text: string): string {
  const time = text.trim();
  if (time.includes('\0')) return utf16Remedy;
  if (time === '') return 'Fill in the time, or remove the row.';
  if (/^[+-]?\d+\.\d*$/.test(time)) {
    return `Write times since the epoch as whole numbers: ${time.replace(/\.\d*$/, '')}, or milliseconds.`;
  }
  if (/^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/.test(time) && !/^\d{4}-\d\d-\d\d/.test(time)) {
    return 'Write dates as YYYY-MM-DD: which part is the day and which the month cannot be told.';
  }
  if (/^\d{4}-\d\d-\d\d$/.test(time)) return 'Correct the date, or remove the row.';
  return 'Write times as 2024-03-04, 2024-03-04T14:31Z or whole seconds or milliseconds since 1970.';
}

/** For a row that has not as many fields as the header. */
export function rowRemedy(fields: readonly string[], width: number): string {
  if (fields.some(hasLoneCr)) return macLineEnds.remedy;
  if (fields.length < width) return 'A comma or a value is missing: give every row all fields of the header.';
  if (fields.slice(width).every((field) => field.trim() === '')) return 'Remove the commas at its end.';
  return 'Write numbers without thousands separators and with a decimal point, and put text that holds a comma in quotes.';
}

/** A CR that ends a line by itself. */
export function hasLoneCr(text: string): boolean {
  return /\r(?!\n)/.test(text);
}

/** For text with NUL bytes. */
export const utf16Remedy =
  'It holds NUL bytes, as UTF-16 does: save it as UTF-8, and as CSV where it is a spreadsheet.';

const missingValue = 'Fill in the value, or remove the row: every bar needs all its values.';

function malformedRemedy(text: string): string {
  if (text.includes('\0')) return utf16Remedy;
  if (/^[+-]?(nan|null|none|n\/a|na|inf|infinity|-+)$/i.test(text)) return missingValue;
  if (/^[+-]?\d{1,3}([, \u00a0\u202f'’_]\d{3})+(\.\d+)?$/.test(text)) {
    return `Write it without thousands separators: ${text.replace(/[^\d.+-]/g, '')}.`;
  }
  if (/^[+-]?\d{1,3}(\.\d{3})*,\d+$/.test(text) || /^[+-]?\d+,\d+$/.test(text)) {
    return `Write it with a decimal point: ${text.replaceAll('.', '').replace(',', '.')}.`;
  }
  if (/^[+-]?\d+\.([eE][+-]?\d+)?$/.test(text)) {
    return `A digit must follow the point: ${text.replace('.', '.0')}, or leave the point out.`;
  }
  if (/^\D*\d[\d.,]*(?:[^\d.,]\D*)?$/.test(text)) {
    return 'Write the number alone, such as 101.25, without a sign of currency or a unit.';
  }
  return 'Write digits with at most one point, such as 101.25.';
}
