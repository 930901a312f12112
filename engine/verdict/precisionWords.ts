/** What a run that was to become precise says of how precise it has become. */
import type { PrecisionState } from '../protocol/report';
import { counted, formatNumber } from './format';

/** E.g. `Wanted ±2 %, reached ±3.1 % in 5 min, when the time was spent.` */
export function precisionText(precision: PrecisionState, provisional: boolean): string {
  const { wantedPercent, reachedPercent, isReached, spentSeconds, budgetSeconds, looks, looksTaken } =
    precision;
  const reached = reachedPercent === null ? 'no interval' : halfWidthText(reachedPercent);
  const wanted = `Wanted ${halfWidthText(wantedPercent)}`;
  const looked = `(look ${looksTaken} of at most ${looks.length})`;
  if (provisional) {
    return `${wanted}, at ${reached} after ${timeText(spentSeconds)} of at most ${timeText(budgetSeconds)}.`;
  }
  if (isReached) return `${wanted}, reached ${reached} in ${timeText(spentSeconds)} ${looked}.`;
  const why =
    looksTaken >= looks.length
      ? `after the last of ${counted(looks.length, 'look')}`
      : `when it ended ${looked}`;
  return spentSeconds >= budgetSeconds
    ? `${wanted}, reached ${reached} in ${timeText(spentSeconds)}, when the time was spent ${looked}.`
    : `${wanted}, reached ${reached} in ${timeText(spentSeconds)}, ${why}.`;
}

/** `±3.1 %`, two digits that count; what is wanted keeps the digits that were typed. */
function halfWidthText(percent: number): string {
  const text = percent >= 10 ? formatNumber(percent, 0) : trimmed(percent.toPrecision(2));
  return `±${text} %`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `40 s`, `5 min`, `2.5 min`. */
export function timeText(seconds: number): string {
  if (seconds < 90) return `${formatNumber(seconds, 0)} s`;
  const minutes = seconds / 60;
  return `${formatNumber(minutes, Number.isInteger(Number(minutes.toFixed(1))) ? 0 : 1)} min`;
}
