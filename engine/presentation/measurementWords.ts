/** Figures of a run as texts, for every table that shows them. */
import type { Comparison, Interval, Measurements } from '../protocol/report';
import type { IntervalMethod } from '../protocol/vocabulary';
import { isTooWide, tooWideWords } from './wideInterval';
import { counted, formatNumber, formatSigned, formatSignedPercent, placesFor } from './format';

/** The texts of an overhead and its interval. */
export interface ComparisonParts {
  /** `−88.1 %`, or `about −88 %` without an interval that can be shown. */
  readonly estimate: string;
  /** The bounds alone, `−88.4` and `−87.7`; null if they are not shown. */
  readonly low: string | null;
  readonly high: string | null;
  /** `[−88.4, −87.7]`, or why there is none. */
  readonly interval: string;
}

/**
 * The overhead of a comparison, with digits that keep its bounds apart from 0, and those of the headline from the target.
 * @param targetPercent - of the run
 */
export function comparisonParts(comparison: Comparison, targetPercent: number): ComparisonParts {
  const { overheadPercent, interval } = comparison;
  return partsOf(overheadPercent, interval, landmarksOf(comparison, targetPercent));
}

/** `−88.1 % [−88.4, −87.7]`; the estimate alone without an interval, or if that is too wide. */
export function comparisonText(comparison: Comparison, targetPercent: number): string {
  return joined(comparisonParts(comparison, targetPercent));
}

/** The median of the launches' overheads, to the digits of the estimate beside it: `−88.0 %`. */
export function medianText(comparison: Comparison, targetPercent: number): string {
  const { overheadPercent, medianPercent, interval } = comparison;
  const landmarks = landmarksOf(comparison, targetPercent);
  return formatSignedPercent(medianPercent, placesOf(overheadPercent, interval, landmarks));
}

/** The verdict has the same for the headline. */
function landmarksOf({ id }: Comparison, targetPercent: number): readonly number[] {
  return id === 'exact-against-js-float' ? [0, targetPercent] : [0];
}

/** `30`, `2.5`: a target with the digits that it was given. */
export function targetFigure(percent: number): string {
  return formatNumber(percent, String(percent).split('.')[1]?.length ?? 0);
}

/** The ratio of two times, to three digits: `0.119`. */
export function ratioText(ratio: number): string {
  return formatNumber(ratio, Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(ratio)))));
}

/** An estimate without an interval beside it: `about +90 %, no interval`. */
export function aboutText(percent: number, why: string): string {
  return `about ${formatSignedPercent(percent, aboutPlaces(percent))}, ${why}`;
}

const noIntervalWords = 'no interval';

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
      : `, computed at ${level(confidenceAtLook)} since the run has up to ${precision.looks.length} interim analyses`;
  const family = `Words are corrected for the ${counted(claims, 'claim')} of the report (Holm).`;
  return `Intervals of ${level(confidence)} over launches, by ${methodNames[method]}${looks}. ${family}`;
}

export const methodNames: Readonly<Record<IntervalMethod, string>> = {
  'student-t': 'Student’s t',
  'bca-bootstrap': 'the BCa bootstrap',
};

/** Where a word and the plain interval beside it disagree because of the correction; null if they agree. */
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
 * same percentage, both ends: `−47 to +90 %`. Figures beyond a factor of ten are capped.
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
    return 'The noise floor of this run is unknown, because the control was measured in fewer than two launches.';
  return `Noise floor, float against itself on this machine in this run: ${noiseFloorFigure(percent)}. Smaller differences are not claimed.`;
}

/**
 * An overhead with its interval: `−88.1 % [−88.4, −87.7]`; in words if that is too wide.
 * @param landmarks - figures that a bound must not seem to touch only because it was rounded
 */
export function intervalText(value: number, low: number, high: number, landmarks: readonly number[]): string {
  return joined(partsOf(value, { lowPercent: low, highPercent: high }, landmarks));
}

type Bounds = Pick<Interval, 'lowPercent' | 'highPercent'> | null;

function partsOf(value: number, bounds: Bounds, landmarks: readonly number[]): ComparisonParts {
  const places = placesOf(value, bounds, landmarks);
  const figure = formatSignedPercent(value, places);
  if (bounds === null || isTooWide(bounds.lowPercent, bounds.highPercent)) {
    const why = bounds === null ? noIntervalWords : tooWideWords;
    return { estimate: `about ${figure}`, low: null, high: null, interval: why };
  }
  const low = formatSigned(bounds.lowPercent, places);
  const high = formatSigned(bounds.highPercent, places);
  return { estimate: figure, low, high, interval: `[${low}, ${high}]` };
}

function joined({ estimate, low, interval }: ComparisonParts): string {
  return low === null ? `${estimate}, ${interval}` : `${estimate} ${interval}`;
}

function placesOf(value: number, bounds: Bounds, landmarks: readonly number[]): number {
  if (bounds === null || isTooWide(bounds.lowPercent, bounds.highPercent)) return aboutPlaces(value);
  return intervalPlaces(value, bounds.lowPercent, bounds.highPercent, landmarks);
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
