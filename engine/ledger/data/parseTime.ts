/** Times in text, to milliseconds since the epoch, UTC. */
import { msPerDay, msPerMinute } from './calendar';

/**
 * Reads `YYYY-MM-DD[(T or one space)HH:MM[:SS[.f…]][Z or ±HH[:]MM]]`, or an integer since the epoch: seconds,
 * milliseconds, microseconds or nanoseconds by its size. A date alone is its midnight; no zone is UTC.
 * @returns milliseconds since the epoch, or what is wrong, as the end of a sentence that begins with the text
 */
export function readTime(text: string): number | string {
  const fast = readPlainTime(text);
  if (fast !== null) return fast;
  const trimmed = text.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '');
  const time = /^[+-]?\d+$/.test(trimmed) ? readEpoch(trimmed) : readDateAndTime(trimmed);
  if (typeof time === 'string') return time;
  return time >= earliest && time < latest ? time : 'is not within the years 1900 to 2200';
}

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2201, 0, 1);

const timePattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?)?$/;

function readDateAndTime(text: string): number | string {
  const match = timePattern.exec(text);
  if (match === null) return text === '' ? 'is empty, not a time' : 'is not a time';
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const [sign = '+', zoneHour = '0', zoneMinute = '0'] = match.slice(9);
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  if (midnight === null) return 'is not a day of the calendar';
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'is not a time of the day';
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return 'has no time zone that exists';
  if (/[1-9]/.test(fraction.slice(3))) return finerThanMs;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const ofDay = (Number(hour) * 60 + Number(minute)) * msPerMinute + Number(second) * 1000 + ms;
  const ahead = (Number(zoneHour) * 60 + Number(zoneMinute)) * msPerMinute;
  return midnight + ofDay - (sign === '-' ? -ahead : ahead);
}

const finerThanMs = 'is finer than a millisecond';

function readEpoch(text: string): number | string {
  if (text.length > 21) return 'is not within the years 1900 to 2200';
  const value = BigInt(text.replace('+', ''));
  const size = value < 0n ? -value : value;
  if (size < 10n ** 11n) return Number(value) * 1000;
  if (size < 10n ** 14n) return Number(value);
  const unitsPerMs = size < 10n ** 17n ? 1_000n : 1_000_000n;
  return value % unitsPerMs === 0n ? Number(value / unitsPerMs) : finerThanMs;
}

let cachedDate = '';
let cachedMidnight = 0;

/** `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` of a date that was read just before: rows of one day follow each other. */
function readPlainTime(text: string): number | null {
  if (text.length !== 10 && text.length !== 19) return null;
  if (cachedDate === '' || !text.startsWith(cachedDate)) {
    const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
    const midnight = match === null ? null : midnightOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (midnight === null || midnight < earliest || midnight >= latest) return null;
    cachedDate = text.slice(0, 10);
    cachedMidnight = midnight;
  }
  if (text.length === 10) return cachedMidnight;
  const separator = text.charCodeAt(10);
  if ((separator !== 0x20 && separator !== 0x54) || text[13] !== ':' || text[16] !== ':') return null;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return cachedMidnight + (hour * 60 + minute) * msPerMinute + second * 1000;
}

/** NaN if one is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** Null if the calendar has no such day. */
function midnightOf(year: number, month: number, day: number): number | null {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : daysOfMonth[month - 1];
  if (days === undefined || day < 1 || day > days) return null;
  // Date.UTC takes years below 100 for the twentieth century; their bars are refused either way.
  return year < 100 ? -Infinity : Math.trunc(Date.UTC(year, month - 1, day) / msPerDay) * msPerDay;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
