/**
 * How long the analysis of one hostile Python file of 200 KB takes, for every family of such files that the tests know:
 * `npm run bench:python-bounds`. Prints the slowest by elapsed time, and fails if one takes more than
 * its target; for a quiet machine. The seconds of CPU beside them include threads that collect garbage.
 */
import path from 'node:path';
import { families, head } from '../test/lint/python/hostileSources';
import { analyserOf, folder } from '../test/lint/python/pythonFixture';

const characters = 200_000;
const targetSeconds = 2;
const shown = 12;

interface Timing {
  readonly name: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly note: string;
}

/** A file of a family with at most so many characters: indentation makes some longer than they were asked to be. */
function sourceOf(family: (size: number) => string): string {
  const first = head + family(characters);
  return first.length <= characters ? first : head + family((characters * characters) / first.length);
}

async function timing(name: string, text: string): Promise<Timing> {
  const file = path.join(folder, 'hostile.py');
  const before = process.cpuUsage();
  const start = performance.now();
  const analyser = await analyserOf({ 'hostile.py': text });
  analyser.findings(file);
  const seconds = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const [note = ''] = analyser.notes?.(file) ?? [];
  return { name, seconds, cpuSeconds: (user + system) / 1e6, note: note.split(/[:.]/)[0] ?? '' };
}

async function main(): Promise<void> {
  // The grammar is loaded and compiled once in a process.
  await timing('warm-up', `${head}x = 0.0\n`.repeat(1_000));
  const timings: Timing[] = [];
  for (const [name, family] of families) timings.push(await timing(name, sourceOf(family)));
  timings.sort((a, b) => b.seconds - a.seconds);
  console.log(`${timings.length} families at ${characters} characters, target ${targetSeconds} s each\n`);
  console.log('| s | s of CPU | family | note |\n| ---: | ---: | --- | --- |');
  for (const { seconds, cpuSeconds, name, note } of timings.slice(0, shown))
    console.log(`| ${seconds.toFixed(2)} | ${cpuSeconds.toFixed(2)} | ${name} | ${note} |`);
  const missed = timings.filter(({ seconds }) => seconds > targetSeconds).length;
  console.log(`\n${missed === 0 ? 'met' : `missed by ${missed}`}`);
  process.exitCode = missed === 0 ? 0 : 1;
}

void main();
