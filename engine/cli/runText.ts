/** A run in words, as the terminal shows it. */
import { samplesByLaunch } from '../benchmark/measuring/plan';
import type { Progress, RunEvent } from '../protocol/run';
import { timeText } from '../presentation/precisionWords';

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
      : `${launched} and more, until ±${precision.percent} % or for ${timeText(precision.maxSeconds)}`;
  return [
    `Measuring ${what}: ${engines.join(', ')}; ${plan}`,
    `${machine.cpu}, ${count(machine.cores, 'core', 'cores')}, ${versions.runtime} ${versions.runtimeVersion}`,
  ];
}

/**
 * E.g. `daily: measuring, launch 3 of 5, round 5 of 8, interval ±1.1 %, about 6 s left`. Where launches are added for
 * precision, their number is a guess, and is said to be: `launch 7 of about 20, …, interval ±3.1 % (wanted ±2 %)`.
 */
export function progressText(progress: Progress): string {
  const { scenario, activity, launch, launches, round, rounds, halfWidthPercent, etaSeconds, precision } =
    progress;
  const parts = [
    scenario === null ? activity : `${scenario}: ${activity}`,
    launch > 0 ? `launch ${launch} of ${precision === undefined ? '' : 'about '}${launches}` : null,
    round > 0 ? `round ${round} of ${rounds}` : null,
    halfWidthPercent === null ? null : intervalText(halfWidthPercent) + wantedText(precision),
    etaSeconds === null ? null : timeLeft(etaSeconds),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function intervalText(halfWidthPercent: number): string {
  return halfWidthPercent > 100 ? 'interval still wide' : `interval ±${twoDigits(halfWidthPercent)} %`;
}

function wantedText(precision: Progress['precision']): string {
  return precision === undefined ? '' : ` (wanted ±${precision.wantedPercent} %)`;
}

/** Two significant digits, in plain notation. */
function twoDigits(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toPrecision(2);
}

function timeLeft(seconds: number): string {
  const rounded = Math.max(1, Math.ceil(seconds));
  if (rounded < 90) return `about ${rounded} s left`;
  return `about ${Math.round(rounded / 60)} min left`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
