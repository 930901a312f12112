/** What a run that was to become precise says of how precise it has become. */
import type { PrecisionState } from '../protocol/report';
import { widestHalfWidthPercent } from './wideInterval';
import { counted, formatDuration, formatNumber } from './format';

/** E.g. `Wanted ±2 %, reached ±1.6 % in 42 s (look 2 of at most 5).` */
export function precisionText(precision: PrecisionState, provisional: boolean): string {
  const { wantedPercent, reachedPercent, ended, spentSeconds, budgetSeconds, looks, looksTaken } = precision;
  const reached = reachedText(reachedPercent);
  const wanted = `Wanted ${halfWidthText(wantedPercent)}`;
  if (provisional) {
    return `${wanted}, at ${reached} after ${formatDuration(spentSeconds)} of at most ${formatDuration(budgetSeconds)}.`;
  }
  const soFar = `${wanted}, reached ${reached} in ${formatDuration(spentSeconds)}`;
  const looked = `(look ${looksTaken} of at most ${looks.length})`;
  switch (ended) {
    case 'reached':
      return `${soFar} ${looked}.`;
    case 'time spent':
      return `${soFar}: another launch would not end within ${formatDuration(budgetSeconds)} ${looked}.`;
    case 'looks taken':
      return `${soFar}, after the last of ${counted(looks.length, 'look')}.`;
    case null:
      return `${soFar} when the run ended early.`;
  }
}

/** `±3.1 % where ±2 % was wanted`; null if it was reached, or not asked for. */
export function shortfallText(precision: PrecisionState | null): string | null {
  if (precision === null || precision.ended === 'reached') return null;
  const { wantedPercent, reachedPercent } = precision;
  return `${reachedText(reachedPercent)}; ${halfWidthText(wantedPercent)} was requested`;
}

function reachedText(percent: number | null): string {
  if (percent === null) return 'no interval';
  return percent > widestHalfWidthPercent
    ? `none below ${halfWidthText(widestHalfWidthPercent)}`
    : halfWidthText(percent);
}

/** `±3.1 %`, two digits that count; what is wanted keeps the digits that were typed. */
export function halfWidthText(percent: number): string {
  const text = percent >= 10 ? formatNumber(percent, 0) : trimmed(percent.toPrecision(2));
  return `±${text} %`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/(?<!0)0+$/, '').replace(/\.$/, '') : text;
}
