/** A run in words, as the terminal shows it. */
import { samplesByLaunch } from '../benchmark/measuring/plan';
import type { Progress, RunEvent } from '../protocol/run';
import { formatDuration } from '../presentation/format';
import { progressFigures } from '../presentation/models/run';

/** Two lines: what will be measured, and on what. */
export function startedLines({
  options,
  machine,
  versions,
}: Extract<RunEvent, { type: 'started' }>): [string, string] {
  const { work, launches, runs, engines, precision } = options;
  const what = work.kind === 'file' ? work.path : work.names.join(', ');
  const launched = count(samplesByLaunch(launches, runs).length, 'launch', 'launches');
  const plan =
    precision === undefined
      ? `${launched}, ${count(runs, 'sample', 'samples')} an engine`
      : `${launched} and more, until ±${precision.percent} % or for ${formatDuration(precision.maxSeconds)}`;
  return [
    `Measuring ${what}: ${engines.join(', ')}; ${plan}`,
    `${machine.cpu}, ${count(machine.cores, 'core', 'cores')}, ${versions.runtime} ${versions.runtimeVersion}`,
  ];
}

/**
 * E.g. `daily: measuring, launch 3 of 5, round 5 of 8, interval ±1.1 %, about 6 s left`. Where launches are added for
 * precision, their number is a guess, marked as such: `launch 7 of about 20, …, interval ±3.1 % (wanted ±2 %)`.
 */
export function progressText(progress: Progress): string {
  const { scenario, activity } = progress;
  return [scenario === null ? activity : `${scenario}: ${activity}`, ...progressFigures(progress)].join(', ');
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
