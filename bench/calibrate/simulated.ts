/** The whole procedure on made-up samples: control, noise floor, correction, and looks. */
import { launchPlanOf } from '../../engine/benchmark/measuring/launchPlan';
import { runDefaults } from '../../engine/protocol/defaults';
import type { Comparison, Measurements, RunOptions, Sample } from '../../engine/protocol/report';
import type { OtherComparison } from '../../engine/benchmark/verdict/claims';
import { halfWidthOf, measurementsOf } from '../../engine/benchmark/verdict/measurements';
import { madeLaunch, uniformFrom, type NoiseModel } from './noise';

export const comparedEngines = ['float', 'native'] as const;
const rounds = runDefaults.runs / runDefaults.launches;

export interface Outcome {
  readonly word: Comparison['word'];
  /** The displayed interval holds the true overhead. */
  readonly covers: boolean;
  readonly launches: number;
}

export interface Trial {
  readonly model: NoiseModel;
  /** A share: 0.05 for 5 %. */
  readonly slowedBy: number;
  /** What else the report compares, and cannot tell apart. */
  readonly otherComparisons: readonly OtherComparison[];
}

/** So many trials with a fixed number of launches. */
export function fixedTrials(count: number, launches: number, trial: Trial, seed: number): Outcome[] {
  const uniform = uniformFrom(seed);
  return Array.from({ length: count }, () => {
    const samples = Array.from({ length: launches }, (_, launch) =>
      madeLaunch(launch + 1, rounds, trial.slowedBy, trial.model, uniform),
    ).flat();
    return outcomeOf(measure(samples, trial, undefined), trial);
  });
}

/** So many trials with launches added until the interval is narrow enough. */
export function adaptiveTrials(count: number, wantedPercent: number, trial: Trial, seed: number): Outcome[] {
  const uniform = uniformFrom(seed);
  const options = { ...optionsOf(), precision: { percent: wantedPercent, maxSeconds: Infinity } };
  return Array.from({ length: count }, () => {
    const plan = launchPlanOf(options, Infinity);
    const samples: Sample[] = [];
    const looks = new Set(plan.state(0)?.looks);
    for (let launch = 1, goesOn = true; goesOn; launch++) {
      samples.push(...madeLaunch(launch, plan.roundsOf(launch), trial.slowedBy, trial.model, uniform));
      // Between looks nothing is decided.
      const halfWidth = looks.has(launch)
        ? halfWidthOf(measure(samples, trial, plan.confidenceAtLook))
        : null;
      goesOn = plan.goesOn(launch, 0, halfWidth);
    }
    return outcomeOf(measure(samples, trial, plan.confidenceAtLook), trial);
  });
}

/** The options that a run has if nobody asks for others. */
export function optionsOf(): RunOptions {
  return {
    work: { kind: 'scenarios', names: ['daily'] },
    launches: runDefaults.launches,
    runs: runDefaults.runs,
    engines: [...comparedEngines],
    storage: runDefaults.storage,
    targetPercent: runDefaults.targetPercent,
    overrides: {},
  };
}

function measure(
  samples: readonly Sample[],
  { otherComparisons }: Trial,
  confidenceAtLook: number | undefined,
): Measurements {
  return measurementsOf(samples, {
    allocations: new Map(),
    bars: 1000,
    targetPercent: runDefaults.targetPercent,
    provisional: false,
    engines: comparedEngines,
    otherComparisons,
    ...(confidenceAtLook === undefined ? {} : { confidenceAtLook }),
  });
}

function outcomeOf(measurements: Measurements, { slowedBy }: Trial): Outcome {
  const { word, interval, launches } = headlineOf(measurements);
  const truth = slowedBy * 100;
  return {
    word,
    launches,
    covers: interval === null || (interval.lowPercent <= truth && interval.highPercent >= truth),
  };
}

export function headlineOf({ comparisons }: Measurements): Comparison {
  const found = comparisons.find(({ id }) => id === 'exact-against-js-float');
  if (found === undefined) throw new Error('the two were not compared');
  return found;
}
