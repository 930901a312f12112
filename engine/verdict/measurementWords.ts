/** Figures of a run as texts, for every table that shows them. */
import type { Comparison } from '../protocol/report';
import { formatNumber, formatSigned, placesFor } from './format';

/** `−88.1 % [−88.4, −87.7]`, or the estimate alone below two launches. */
export function comparisonText({ overheadPercent, interval }: Comparison): string {
  if (interval === null) return `about ${formatSigned(overheadPercent, 0)} %, no interval`;
  return intervalText(overheadPercent, interval.lowPercent, interval.highPercent, [0]);
}

/**
 * `±1.4 %`, two digits that count. From ten percent on, where taking half the time and twice the time are no longer the
 * same percentage, both ends: `−47 to +90 %`.
 */
export function noiseFloorFigure(percent: number): string {
  if (percent < 10) return `±${formatNumber(percent, Math.max(0, placesFor(percent / 10)))} %`;
  const faster = (1 / (1 + percent / 100) - 1) * 100;
  return `${formatSigned(faster, 0)} to ${formatSigned(percent, 0)} %`;
}

/** The noise floor in a sentence of its own. */
export function noiseFloorText(percent: number | null): string {
  if (percent === null)
    return 'The noise floor of this run is not known: that takes the control in two launches.';
  return `Noise floor, float against itself on this machine in this run: ${noiseFloorFigure(percent)}. No smaller difference is claimed.`;
}

/**
 * An overhead with its interval: `−88.1 % [−88.4, −87.7]`.
 * @param landmarks - figures that a bound must not seem to touch only because it was rounded
 */
export function intervalText(value: number, low: number, high: number, landmarks: readonly number[]): string {
  let places = placesFor((high - low) / 2);
  const touches = (bound: number): boolean =>
    landmarks.some((mark) => bound !== mark && formatSigned(bound, places) === formatSigned(mark, places));
  // Nothing takes no time at all: an overhead that is rounded to −100 % would say so.
  const vanishes = (figure: number): boolean =>
    figure > -100 &&
    Number(figure.toFixed(3)) > -100 &&
    formatSigned(figure, places) === formatSigned(-100, places);
  while (places < 3 && (touches(low) || touches(high) || [value, low, high].some(vanishes))) places += 1;
  const [middle, from, to] = [value, low, high].map((figure) => formatSigned(figure, places));
  return `${middle ?? ''} % [${from ?? ''}, ${to ?? ''}]`;
}
