/**
 * How often `compare-samples` names a difference between two summaries of one source, and between sources that differ by
 * 5 %: `npm run bench:summaries`. `-- --trials N` draws N pairs instead of 2,000. Fails if a false share exceeds 6 %.
 */
import { parseArgs } from 'node:util';
import { Random } from '../engine/platform/random';
import { shareOfWords, sources, type Design } from './summaries/trials';

const seed = 20_240_304;
const mostFalse = 0.06;
const sizes: readonly (readonly [number, number])[] = [
  [10, 10],
  [30, 30],
  [100, 100],
  [1000, 1000],
  [10, 100],
  [10, 1000],
  [100, 1000],
];

const { values } = parseArgs({ options: { trials: { type: 'string', default: '2000' } } });
const trials = Number(values.trials);
let stream = 0;

function share(design: Design): number {
  const random = new Random(seed, stream++);
  return shareOfWords(design, trials, () => random.word() / 2 ** 32);
}

let worst = 0;
const heading = sizes.map(([a, b]) => (a === b ? `${a}` : `${a}, ${b}`));
console.log(`False words in percent of ${trials} pairs, seed ${seed}\n`);
console.log(`| source | ${heading.join(' | ')} |\n| --- |${' ---: |'.repeat(sizes.length)}`);
for (const [name, source] of Object.entries(sources)) {
  const shares = sizes.map((counts) => share({ source, counts, given: 'mean, sd' }));
  worst = Math.max(worst, ...shares);
  console.log(`| ${name} | ${shares.map((each) => (each * 100).toFixed(1)).join(' | ')} |`);
}

const ordinary = sources['normal, deviation 2 %'];
if (ordinary === undefined) throw new RangeError('the ordinary source is gone');
for (const given of ['mean, sd', 'samples'] as const) {
  const power = share({ source: ordinary, counts: [10, 10], factor: 1.05, given });
  console.log(
    `\n5 % difference, deviation 2 %, n = 10, from ${given}: found in ${(power * 100).toFixed(1)} %`,
  );
}
if (worst > mostFalse) {
  console.error(
    `\nmissed: at most ${mostFalse * 100} % false words, and there were ${(worst * 100).toFixed(1)} %`,
  );
  process.exitCode = 1;
}
