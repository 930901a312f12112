/** Which intervals of an overhead tell so little that figures would only seem to say something. */

/** Bounds further apart than this say at most that the one takes a tenth or ten times what the other does. */
const widestFactor = 100;

/** Half-widths beyond this many percentage points are given in words, and no option asks for such a precision. */
export const widestHalfWidthPercent = 1_000;

/** A large overhead has a wide interval in points that is narrow as a factor; beyond this it is not. */
const wideFactor = 10;

/**
 * Whether an interval is too wide to be shown as two figures: its bounds are more than a factor of 100 apart, or more
 * than a factor of 10 and 2,000 percentage points.
 * @param lowPercent - an overhead, from −100 on
 */
export function isTooWide(lowPercent: number, highPercent: number): boolean {
  const factor = (100 + highPercent) / (100 + lowPercent);
  const halfWidth = (highPercent - lowPercent) / 2;
  return factor > widestFactor || (halfWidth > widestHalfWidthPercent && factor > wideFactor);
}

/** What stands in the place of such an interval. */
export const tooWideWords = 'interval too wide to show';
