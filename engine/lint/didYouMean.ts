/** What somebody meant who misspelt one of a few words. */

/**
 * The word that takes the fewest changes of a letter (one put in, left out, or another); null if none is near.
 * @param words - the first of several that are as near is taken
 */
export function didYouMean(written: string, words: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(written.length / 3));
  const [nearest] = words
    .map((word) => ({ word, distance: distanceOf(written.toLowerCase(), word.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.word ?? null;
}

/** Levenshtein's distance, row by row. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index += 1) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at += 1) {
      const replaced = (row[at] ?? 0) + (to[at] === from[index] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
