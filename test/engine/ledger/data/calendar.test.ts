import { strict as assert } from 'node:assert';
import {
  dayNumber,
  isSession,
  msPerDay,
  openingOf,
  sessionsUpTo,
} from '../../../../engine/ledger/data/calendar';

describe('The calendar of sessions', () => {
  it('has the holidays that the New York Stock Exchange announced for 2024', () => {
    const holidays = weekdaysWithoutSession(2024);
    assert.deepEqual(holidays, [
      ...['2024-01-01', '2024-01-15', '2024-02-19', '2024-03-29', '2024-05-27'],
      ...['2024-06-19', '2024-07-04', '2024-09-02', '2024-11-28', '2024-12-25'],
    ]);
  });

  it('moves holidays from weekends, but not a New Year’s Day from a Saturday', () => {
    assert.deepEqual(weekdaysWithoutSession(2021), [
      ...['2021-01-01', '2021-01-18', '2021-02-15', '2021-04-02', '2021-05-31'],
      ...['2021-07-05', '2021-09-06', '2021-11-25', '2021-12-24'],
    ]);
    assert.deepEqual(weekdaysWithoutSession(2022), [
      ...['2022-01-17', '2022-02-21', '2022-04-15', '2022-05-30'],
      ...['2022-06-20', '2022-07-04', '2022-09-05', '2022-11-24', '2022-12-26'],
    ]);
    assert.ok(weekdaysWithoutSession(2023).includes('2023-01-02'));
  });

  it('has 252 sessions in 2024, the last of them on its last day', () => {
    const sessions = sessionsUpTo(dayNumber(2024, 12, 31), 253);
    assert.equal(dateOf(sessions[0] ?? 0), '2023-12-29');
    assert.equal(dateOf(sessions[1] ?? 0), '2024-01-02');
    assert.equal(dateOf(sessions[252] ?? 0), '2024-12-31');
  });

  it('opens at 09:30 in New York, as the time zone database has it, on every session of eleven years', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (const day of sessionsUpTo(dayNumber(2024, 12, 31), 2720)) {
      assert.equal(clock.format(openingOf(day)), `${dateOf(day)} 09:30`);
    }
  });
});

function weekdaysWithoutSession(year: number): string[] {
  const dates: string[] = [];
  for (let day = dayNumber(year, 1, 1); day <= dayNumber(year, 12, 31); day++) {
    const weekday = new Date(day * msPerDay).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isSession(day)) dates.push(dateOf(day));
  }
  return dates;
}

function dateOf(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}
