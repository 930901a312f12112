/** Whether a series rises or falls as it goes on, whatever shape the rise has. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

export interface Trend {
  /** Pairs that rise less pairs that fall, by all pairs: −1 … 1. */
  readonly tau: number;
  /** Two-sided, of "the order means nothing". */
  readonly p: number;
}

/** Up to so many values the distribution is counted out. */
const exactUpTo = 50;

/**
 * Mann and Kendall's test for a trend (H. B. Mann, "Nonparametric Tests Against Trend", Econometrica 13, 1945; M. G.
 * Kendall, Rank Correlation Methods). Beyond 50 values the distribution is taken as normal, with a correction for
 * continuity. Equal values count for neither side, which makes p larger.
 * @returns null below two values
 */
export function trendOf(series: readonly number[]): Trend | null {
  const n = series.length;
  if (n < 2) return null;
  let score = 0;
  for (const [later, value] of series.entries()) {
    for (let earlier = 0; earlier < later; earlier++) score += Math.sign(value - (series[earlier] ?? NaN));
  }
  const pairs = (n * (n - 1)) / 2;
  return {
    tau: score / pairs,
    p: n <= exactUpTo ? exactTail(n, Math.abs(score)) : normalTail(n, Math.abs(score)),
  };
}

/** Probability that a random order has a score at least so far from 0. */
function exactTail(n: number, score: number): number {
  const pairs = (n * (n - 1)) / 2;
  // Inversions of a random order: the k-th value adds 0 … k − 1 of them, each as likely.
  let chances = [1];
  for (let k = 2; k <= n; k++) {
    const next = new Array<number>(chances.length + k - 1).fill(0);
    for (const [inversions, chance] of chances.entries()) {
      for (let more = 0; more < k; more++)
        next[inversions + more] = (next[inversions + more] ?? 0) + chance / k;
    }
    chances = next;
  }
  const tail = chances.reduce(
    (sum, chance, inversions) => (Math.abs(pairs - 2 * inversions) >= score ? sum + chance : sum),
    0,
  );
  return Math.min(1, tail);
}

function normalTail(n: number, score: number): number {
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return Math.min(1, 2 * normalCdf(-Math.max(0, score - 1) / deviation, 0, 1));
}
