/**
 * How often the trend reports a change without one, and how often it finds a real one: `npm run bench:trend` prints the tables of
 * docs/method.md. Runs are made up, from a seed, so every machine prints the same.
 */
import { falseAlarms, found, noises } from '../test/engine/benchmark/statistics/changePointTrials';

const trials = 1_000;

console.log(`Share of ${trials} series without a change in which one was reported; runs scatter by 3 %`);
const counts = [5, 8, 12, 20, 50, 100];
console.log(`| noise | ${counts.map((n) => `${n} runs`).join(' | ')} |`);
for (const noise of noises) {
  const cells = counts.map((n) => share(falseAlarms(n, trials, { noise, sd: 0.03 }) / trials));
  console.log(`| ${noise} | ${cells.join(' | ')} |`);
}

const cases = [
  [5, 2],
  [6, 3],
  [8, 4],
  [10, 5],
  [20, 3],
  [20, 10],
  [50, 3],
  [50, 25],
] as const;
console.log(
  `\nShare of ${trials / 2} series in which it was found that the last runs were slower, at most one run beside its place`,
);
console.log(`| slower by | scatter | ${cases.map(([n, last]) => `${last} of ${n}`).join(' | ')} |`);
for (const percent of [5, 10, 20]) {
  for (const sd of [0.01, 0.02, 0.04]) {
    const cells = cases.map(([n, last]) =>
      share(found(n, trials / 2, { noise: 'normal', sd, last, percent })),
    );
    console.log(`| ${percent} % | ${sd * 100} % | ${cells.join(' | ')} |`);
  }
}

function share(value: number): string {
  return `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`;
}
