/**
 * Whether verdicts keep their promises: `npm run bench:calibrate`. Engines that are the same must hardly ever be called
 * different, on made-up samples and on real processes; engines that are slowed by a known share should be found.
 * `-- --trials N` takes N real trials of equal engines instead of 40, and `--simulations N` N simulated ones instead of 2,000.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { OtherComparison } from '../engine/benchmark/verdict/claims';
import { claimedIn } from '../engine/benchmark/verdict/measurements';
import { runDefaults } from '../engine/protocol/defaults';
import type { RunOptions } from '../engine/protocol/report';
import { allScenarios } from '../engine/protocol/vocabulary';
import { noiseModels, type NoiseModel } from './calibrate/noise';
import { RealTrials } from './calibrate/real';
import {
  adaptiveTrials,
  comparedEngines,
  fixedTrials,
  headlineOf,
  optionsOf,
  type Outcome,
  type Trial,
} from './calibrate/simulated';
import { Targets } from './calibrate/targets';
import { percentText, wilson } from './calibrate/shares';

const launchCounts = [3, 5, 10, 20];
const slowings = [2, 5, 10, 20];
const seed = 20_240_304;

/** Real trials are short: few rounds, and seconds for each. */
const realOptions = {
  ...optionsOf(),
  launches: 3,
  runs: 9,
  precision: { percent: 5, maxSeconds: 8 },
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      trials: { type: 'string', default: '40' },
      simulations: { type: 'string', default: '2000' },
    },
  });
  const [trials, simulations] = [count('trials', values.trials), count('simulations', values.simulations)];
  console.log(`load ${(loadavg()[0] ?? 0).toFixed(2)} on ${availableParallelism()} cores`);
  const targets = new Targets();
  if (simulations > 0) {
    for (const model of noiseModels) equalInSimulation(model, simulations, targets);
    // A share of any size is known well enough from a quarter of what a share of few percent takes.
    for (const model of noiseModels) powerInSimulation(model, Math.ceil(simulations / 4), targets);
  }
  if (trials > 0) await real(trials, targets);
  targets.conclude();
}

function count(name: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number from 0 on`);
}

function equalInSimulation(model: NoiseModel, simulations: number, targets: Targets): void {
  console.log(`\nEqual engines, ${simulations} simulated runs each. Noise: ${model.name}`);
  const trial: Trial = { model, slowedBy: 0, otherComparisons: [] };
  for (const launches of launchCounts) {
    const outcomes = fixedTrials(simulations, launches, trial, seed + launches);
    judge(`${launches} launches`, outcomes, targets);
  }
  const name = `launches until ±${model.wantedPercent} %`;
  const outcomes = adaptiveTrials(simulations, model.wantedPercent, trial, seed);
  judge(name, outcomes, targets);
  const misses = outcomes.filter(({ covers }) => !covers).length;
  targets.atMost(`intervals that miss, ${name}`, misses, simulations, 0.06);
}

function judge(name: string, outcomes: readonly Outcome[], targets: Targets): void {
  const missed = outcomes.filter(({ covers }) => !covers).length;
  const mean = outcomes.reduce((sum, { launches }) => sum + launches, 0) / outcomes.length;
  targets.atMost(`called different, ${name}`, called(outcomes), outcomes.length, 0.06);
  console.log(
    `         intervals that miss: ${percentText(missed / outcomes.length)}; launches on average: ${mean.toFixed(1)}`,
  );
}

/** A difference of either sign. */
function called(outcomes: readonly Pick<Outcome, 'word'>[]): number {
  return outcomes.filter(({ word }) => word === 'faster' || word === 'slower').length;
}

/** Comparisons of a default run that stand beside the one in question. */
function otherComparisons(): OtherComparison[] {
  const whole = allScenarios.flatMap(() => claimedIn(null, runDefaults.engines));
  const [headline] = claimedIn(null, comparedEngines);
  const own = whole.findIndex(({ weight }) => weight === headline?.weight);
  return whole.filter((_, index) => index !== own);
}

function powerInSimulation(model: NoiseModel, simulations: number, targets: Targets): void {
  console.log(`\nFound to be slower, ${simulations} simulated runs each. Noise: ${model.name}`);
  const columns = [
    { title: '5 launches, default run', launches: 5, otherComparisons: otherComparisons() },
    { title: '5 launches, 2 engines', launches: 5, otherComparisons: [] },
    { title: '10 launches, 2 engines', launches: 10, otherComparisons: [] },
    { title: '20 launches, 2 engines', launches: 20, otherComparisons: [] },
  ];
  console.log(['slowed by', ...columns.map(({ title }) => title)].join(' | '));
  for (const percent of slowings) {
    const shares = columns.map(({ launches, otherComparisons: others }) => {
      const trial: Trial = { model, slowedBy: percent / 100, otherComparisons: others };
      const outcomes = fixedTrials(simulations, launches, trial, seed + percent);
      targets.note(
        outcomes.some(({ word }) => word === 'faster'),
        'a slowed engine was called faster',
      );
      return outcomes.filter(({ word }) => word === 'slower').length / simulations;
    });
    console.log([`${percent} %`, ...shares.map(percentText)].join(' | '));
    if (percent === 20 && model === noiseModels[0]) {
      targets.atLeast('20 % found with 5 launches of a default run, quiet', shares[0] ?? 0, 0.9);
    }
    if (percent === 20 && model === noiseModels[1]) {
      targets.atLeast('20 % found with 20 launches, usual noise', shares[3] ?? 0, 0.9);
    }
  }
}

async function real(trials: number, targets: Targets): Promise<void> {
  const processes = new RealTrials();
  try {
    console.log(`\nEqual engines, ${trials} real runs of fresh processes, launches until ±5 % or 8 s`);
    const equal = await repeat(trials, processes, realOptions, 0);
    const { low, high } = wilson(called(equal), trials);
    console.log(`  95 % interval of that share: ${percentText(low)} to ${percentText(high)}`);
    targets.atMost('called different', called(equal), trials, 5 / 40);
    // A detection rate needs fewer runs than a rate of false alarms, which is small.
    await realPower(Math.ceil(trials / 4), runDefaults.launches, processes, targets);
    await realPower(Math.ceil(trials / 8), 20, processes, targets);
  } finally {
    processes.end();
  }
}

/** How often a known slowing is found, with as many rounds a launch as a default run has. */
async function realPower(
  trials: number,
  launches: number,
  processes: RealTrials,
  targets: Targets,
): Promise<void> {
  const runs = (runDefaults.runs / runDefaults.launches) * launches;
  console.log(`\nSlowed engines, ${trials} real runs each of ${launches} launches`);
  console.log('slowed by | found slower | estimates');
  for (const percent of slowings) {
    const found = await repeat(trials, processes, { ...optionsOf(), launches, runs }, percent);
    const estimates = found.map(({ overheadPercent }) => `${overheadPercent.toFixed(1)} %`).join(', ');
    const slower = found.filter(({ word }) => word === 'slower').length;
    console.log(`${percent} % | ${slower} of ${trials} | ${estimates}`);
    targets.note(
      found.some(({ word }) => word === 'faster'),
      `one slowed by ${percent} % was called faster`,
    );
  }
}

async function repeat(
  count: number,
  processes: RealTrials,
  options: RunOptions,
  slowedPercent: number,
): Promise<ReturnType<typeof headlineOf>[]> {
  const found: ReturnType<typeof headlineOf>[] = [];
  for (let trial = 0; trial < count; trial++) {
    found.push(headlineOf(await processes.run(options, slowedPercent)));
  }
  return found;
}
