/** Figures of a run as texts, for every table that shows them. */
import type { Comparison, Measurements } from '../protocol/report';
import type { IntervalMethod } from '../protocol/vocabulary';
import { isTooWide, tooWideWords } from './wideInterval';
import { counted, formatNumber, formatSigned, placesFor } from './format';

/** `−88.1 % [−88.4, −87.7]`, or the estimate alone below two launches and where the interval says next to nothing. */
export function comparisonText({ overheadPercent, interval }: Comparison): string {
  if (interval === null) return aboutText(overheadPercent, 'no interval');
  return intervalText(overheadPercent, interval.lowPercent, interval.highPercent, [0]);
}

/** The median of the launches' overheads, to the digits of the estimate beside it: `−88.0 %`. */
export function medianText({ overheadPercent, medianPercent, interval }: Comparison): string {
  const shown = interval !== null && !isTooWide(interval.lowPercent, interval.highPercent);
  const places = shown
    ? intervalPlaces(overheadPercent, interval.lowPercent, interval.highPercent, [0])
    : aboutPlaces(overheadPercent);
  return `${formatSigned(medianPercent, places)} %`;
}

/** An estimate without an interval beside it: `about +90 %, no interval`. */
export function aboutText(percent: number, why: string): string {
  return `about ${formatSigned(percent, aboutPlaces(percent))} %, ${why}`;
}

/** Whole percents, and of large figures the first two digits. */
function aboutPlaces(percent: number): number {
  return Math.abs(percent) < 1_000 ? 0 : 1 - Math.floor(Math.log10(Math.abs(percent)));
}

/** `0.013`, `< 0.001`. */
export function probabilityText(p: number): string {
  return p < 0.001 ? '< 0.001' : formatNumber(p, 3);
}

/** What the words of a report rest on: how its intervals are made, and for how many claims its words are corrected. */
export function methodText({ comparisons, claims, precision }: Measurements): string | null {
  const { method = null, interval = null } = comparisons.find((one) => one.method !== null) ?? {};
  if (method === null || interval === null) return null;
  const { confidence, confidenceAtLook } = interval;
  const level = (share: number): string => `${formatNumber(share * 100, 1).replace(/\.0$/, '')} %`;
  const looks =
    precision === null || confidence === confidenceAtLook
      ? ''
      : `, computed at ${level(confidenceAtLook)} since the run is looked at up to ${precision.looks.length} times`;
  const family = `Words are corrected for the ${counted(claims, 'claim')} of the report (Holm).`;
  return `Intervals of ${level(confidence)} over launches, by ${methodNames[method]}${looks}. ${family}`;
}

export const methodNames: Readonly<Record<IntervalMethod, string>> = {
  'student-t': 'Student’s t',
  'bca-bootstrap': 'the BCa bootstrap',
};

/** Where a word and the plain interval beside it disagree because of the correction; null where they agree. */
export function correctionText(
  { claim, interval, word, label }: Comparison,
  noiseFloorPercent: number | null,
): string | null {
  if (claim === null || interval === null || noiseFloorPercent === null || word !== 'no difference shown')
    return null;
  const fastest = (1 / (1 + noiseFloorPercent / 100) - 1) * 100;
  const clears = interval.lowPercent > noiseFloorPercent || interval.highPercent < fastest;
  if (!clears) return null;
  const { lowPercent, highPercent } = claim.interval;
  return `${label}: the interval clears the noise floor by itself, but not at the level that is left to one of many claims: ${boundsText(lowPercent, highPercent)}.`;
}

/**
 * `±1.4 %`, two digits that count. From ten percent on, where taking half the time and twice the time are no longer the
 * same percentage, both ends: `−47 to +90 %`. A factor of ten is as far as figures go.
 */
export function noiseFloorFigure(percent: number): string {
  if (percent > widestNoisePercent) return `wider than ${noiseFloorFigure(widestNoisePercent)}`;
  if (percent < 10) return `±${formatNumber(percent, Math.max(0, placesFor(percent / 10)))} %`;
  const faster = (1 / (1 + percent / 100) - 1) * 100;
  return `${formatSigned(faster, 0)} to ${formatSigned(percent, 0)} %`;
}

const widestNoisePercent = 900;

/** The noise floor in a sentence of its own. */
export function noiseFloorText(percent: number | null): string {
  if (percent === null)
    return 'The noise floor of this run is not known: that takes the control in two launches.';
  return `Noise floor, float against itself on this machine in this run: ${noiseFloorFigure(percent)}. No smaller difference is claimed.`;
}

/**
 * An overhead with its interval: `−88.1 % [−88.4, −87.7]`; where that is too wide to tell anything, in words.
 * @param landmarks - figures that a bound must not seem to touch only because it was rounded
 */
export function intervalText(value: number, low: number, high: number, landmarks: readonly number[]): string {
  if (isTooWide(low, high)) return aboutText(value, tooWideWords);
  const places = intervalPlaces(value, low, high, landmarks);
  const [middle, from, to] = [value, low, high].map((figure) => formatSigned(figure, places));
  return `${middle ?? ''} % [${from ?? ''}, ${to ?? ''}]`;
}

/** The interval alone: `[−1, +9]`. */
function boundsText(low: number, high: number): string {
  if (isTooWide(low, high)) return tooWideWords;
  const places = intervalPlaces((low + high) / 2, low, high, [0]);
  return `[${formatSigned(low, places)}, ${formatSigned(high, places)}]`;
}

/** Fractional digits of an estimate and its bounds. */
function intervalPlaces(value: number, low: number, high: number, landmarks: readonly number[]): number {
  let places = placesFor((high - low) / 2);
  const touches = (bound: number): boolean =>
    landmarks.some((mark) => bound !== mark && formatSigned(bound, places) === formatSigned(mark, places));
  // Nothing takes no time at all: an overhead that is rounded to −100 % would say so.
  const vanishes = (figure: number): boolean =>
    figure > -100 &&
    Number(figure.toFixed(3)) > -100 &&
    formatSigned(figure, places) === formatSigned(-100, places);
  while (places < 3 && (touches(low) || touches(high) || [value, low, high].some(vanishes))) places += 1;
  return places;
}
