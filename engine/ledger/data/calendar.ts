/** Sessions like the New York Stock Exchange's: weekdays without its holidays, 09:30 to 16:00 in New York. */

export const msPerDay = 86_400_000;
export const msPerMinute = 60_000;

/** Days since 1970-01-01 of a proleptic Gregorian date; months from 1. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / msPerDay;
}

/**
 * The last sessions up to a day, oldest first, as days since 1970-01-01.
 * All are whole: the early closes before holidays are left out, so that every session has as many minutes.
 */
export function sessionsUpTo(last: number, count: number): number[] {
  const sessions: number[] = [];
  for (let day = last; sessions.length < count; day--) {
    if (isSession(day)) sessions.push(day);
  }
  return sessions.reverse();
}

/** The opening of a session, in milliseconds since the epoch: 09:30 in New York. */
export function openingOf(day: number): number {
  const hoursBehind = isDaylightSaving(day) ? 4 : 5;
  return day * msPerDay + (9 * 60 + 30 + hoursBehind * 60) * msPerMinute;
}

export function isSession(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isHoliday(day);
}

/** From the second Sunday in March to the first in November; the change is at night, so the date decides. */
function isDaylightSaving(day: number): boolean {
  const year = yearOf(day);
  return day >= nthWeekday(year, 3, 0, 2) && day < nthWeekday(year, 11, 0, 1);
}

function isHoliday(day: number): boolean {
  const year = yearOf(day);
  return (
    // A New Year's Day on a Saturday is not moved: the Friday before closes the year's books.
    day === sundayToMonday(dayNumber(year, 1, 1)) ||
    day === nthWeekday(year, 1, 1, 3) ||
    day === nthWeekday(year, 2, 1, 3) ||
    day === easterSunday(year) - 2 ||
    day === lastMondayOfMay(year) ||
    (year >= 2022 && day === observed(dayNumber(year, 6, 19))) ||
    day === observed(dayNumber(year, 7, 4)) ||
    day === nthWeekday(year, 9, 1, 1) ||
    day === nthWeekday(year, 11, 4, 4) ||
    day === observed(dayNumber(year, 12, 25))
  );
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

function yearOf(day: number): number {
  return new Date(day * msPerDay).getUTCFullYear();
}

function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = dayNumber(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

function lastMondayOfMay(year: number): number {
  const last = dayNumber(year, 5, 31);
  return last - ((weekdayOf(last) + 6) % 7);
}

function sundayToMonday(day: number): number {
  return weekdayOf(day) === 0 ? day + 1 : day;
}

function observed(day: number): number {
  return weekdayOf(day) === 6 ? day - 1 : sundayToMonday(day);
}

/** Gregorian Easter by the anonymous computus (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.trunc(year / 100);
  const inCentury = year % 100;
  const moonCorrection = Math.trunc((century - Math.trunc((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.trunc(century / 4) - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.trunc(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const lateMoon = Math.trunc((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * lateMoon + 114;
  return dayNumber(year, Math.trunc(sum / 31), (sum % 31) + 1);
}
