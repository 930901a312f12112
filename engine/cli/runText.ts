/** A run in words, as the terminal shows it. */
import { samplesByLaunch } from '../benchmark/plan';
import type { Progress, RunEvent } from '../protocol/run';

/** Two lines: what will be measured, and on what. */
export function startedText({ options, machine, versions }: Extract<RunEvent, { type: 'started' }>): string {
  const { work, launches, runs, engines } = options;
  const what = work.kind === 'file' ? work.path : work.names.join(', ');
  const launched = count(samplesByLaunch(launches, runs).length, 'launch', 'launches');
  const plan = `${launched}, ${count(runs, 'sample', 'samples')} an engine`;
  return [
    `Measuring ${what}: ${engines.join(', ')}; ${plan}`,
    `${machine.cpu}, ${count(machine.cores, 'core', 'cores')}, ${versions.runtime} ${versions.runtimeVersion}`,
  ].join('\n');
}

/** E.g. `daily: measuring, launch 3 of 5, round 5 of 8, interval ±1.1 %, about 6 s left`. */
export function progressText(progress: Progress): string {
  const { scenario, activity, launch, launches, round, rounds, halfWidthPercent, etaSeconds } = progress;
  const parts = [
    scenario === null ? activity : `${scenario}: ${activity}`,
    launch > 0 ? `launch ${launch} of ${launches}` : null,
    round > 0 ? `round ${round} of ${rounds}` : null,
    halfWidthPercent === null ? null : intervalText(halfWidthPercent),
    etaSeconds === null ? null : timeLeft(etaSeconds),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function intervalText(halfWidthPercent: number): string {
  return halfWidthPercent > 100 ? 'interval still wide' : `interval ±${twoDigits(halfWidthPercent)} %`;
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
