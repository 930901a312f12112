/** Whether figures of a baseline can be true together: what a schema cannot say, and an edit by hand can break. */
import { isDeepStrictEqual } from 'node:util';
import type { Baseline, BaselineEngine, BaselineMachine, BaselineScenario } from '../../protocol/baseline';
import { referenceEngine } from '../../protocol/baseline';
import { scenarioNames } from '../../protocol/vocabulary';
import { parametersOf, scenarioOf, strategyLabel } from '../../ledger/scenarios';
import { productVersion } from '../../platform/version';
import { keyOf } from './machineFingerprint';

/** Figures are stored with seven digits, so that sums of them agree to about six. */
const tolerance = 1e-5;

/** The first field that cannot be right, and why; null if all can. */
export function validateBaseline({ thresholds = {}, cpus }: Baseline): string | null {
  for (const [scenario, { warningPercent, failurePercent }] of Object.entries(thresholds)) {
    if (warningPercent > failurePercent) {
      return `thresholds.${scenario}.warningPercent is ${warningPercent}, above failurePercent, which is ${failurePercent}`;
    }
  }
  for (const [cpu, machines] of Object.entries(cpus)) {
    const seen = new Set<string>();
    for (const [index, machine] of machines.entries()) {
      const field = `cpus[${JSON.stringify(cpu)}][${index}]`;
      const key = keyOf(machine.machine);
      if (machine.machine.cpu !== cpu) {
        return `${field}.machine.cpu is ${JSON.stringify(machine.machine.cpu)}, and stands under another model`;
      }
      if (seen.has(key)) return `${field}.machine is there twice`;
      seen.add(key);
      const problem = machineProblem(machine);
      if (problem !== null) return `${field}.${problem}`;
    }
  }
  return null;
}

function machineProblem({ scenarios }: BaselineMachine): string | null {
  for (const [name, scenario] of Object.entries(scenarios)) {
    const problem = recordProblem(scenario, name);
    if (problem !== null) return `scenarios.${name}.${problem}`;
    const engines = Object.entries(scenario.engines);
    if (engines.length === 0) return `scenarios.${name}.engines is empty`;
    for (const [engine, figures] of engines) {
      const problem =
        engineProblem(figures, engine === referenceEngine) ??
        scatterProblem(figures) ??
        ratioProblem(figures, scenario.engines[referenceEngine]);
      if (problem !== null) return `scenarios.${name}.engines[${JSON.stringify(engine)}].${problem}`;
    }
  }
  return null;
}

/** What was measured, and when. */
function recordProblem(
  { recordedAt, digest, product, commit, parameters }: BaselineScenario,
  name: string,
): string | null {
  const time = Date.parse(recordedAt);
  if (Number.isNaN(time) || new Date(time).toISOString() !== recordedAt)
    return `recordedAt is no date: ${JSON.stringify(recordedAt)}`;
  if (!/^[0-9a-f]{64}$/.test(digest)) return `digest is no SHA-256 in hexadecimal: ${JSON.stringify(digest)}`;
  if (!/^\d+\.\d+\.\d+(?!\d)[\w.+-]*$/.test(product))
    return `product is no version: ${JSON.stringify(product)}`;
  if (commit !== null && !/^[0-9a-f]{40,64}$/.test(commit.revision))
    return `commit.revision is no revision of git: ${JSON.stringify(commit.revision)}`;
  // Another version may have had other scenarios.
  const known = scenarioNames.find((each) => each === name);
  if (known === undefined || product !== productVersion) return null;
  const { strategy, warmup } = parametersOf(scenarioOf(known), {});
  if (parameters.warmup !== warmup)
    return `parameters.warmup is ${parameters.warmup}, and that of the scenario is ${warmup}`;
  return isDeepStrictEqual(parameters.strategy, strategy)
    ? null
    : `parameters.strategy is ${strategyLabel(parameters.strategy)}, and that of the scenario is ${strategyLabel(strategy)}`;
}

function engineProblem(figures: BaselineEngine, isReference: boolean): string | null {
  const { samples, launches, minNs, medianNs, meanNs, maxNs, logNs, toReference } = figures;
  // JSON can write numbers that are beyond all others.
  for (const [field, value] of Object.entries({
    maxNs,
    'logNs.sd': logNs.sd,
    'toReference.log.sd': toReference?.log.sd ?? 0,
  })) {
    if (!Number.isFinite(value)) return `${field} is not finite`;
  }
  if (samples < launches) return `samples is ${samples}, fewer than launches, which is ${launches}`;
  for (const [field, value] of Object.entries({ medianNs, meanNs })) {
    if (!isBetween(value, minNs, maxNs))
      return `${field} is ${value}, outside minNs ${minNs} to maxNs ${maxNs}`;
  }
  if (!isBetween(Math.exp(logNs.mean), minNs, maxNs)) {
    return `logNs.mean is ${logNs.mean}, the logarithm of ${Math.exp(logNs.mean)}, outside minNs ${minNs} to maxNs ${maxNs}`;
  }
  if (toReference === null) return null;
  if (isReference) return `toReference is there, where the engine is the reference itself`;
  const { ratio, log } = toReference;
  if (!isBetween(ratio, Math.exp(log.mean), Math.exp(log.mean))) {
    return `toReference.ratio is ${ratio}, and toReference.log.mean is the logarithm of ${Math.exp(log.mean)}`;
  }
  return null;
}

/**
 * A deviation that is too large would let anything pass. Launch means lie between the least and the most sample, so that
 * of n logarithms none is larger than `ln(most / least) / 2 × √(n / (n − 1))`: half of them at either end.
 */
function scatterProblem(figures: BaselineEngine): string | null {
  const { logNs } = figures;
  if (logNs.sd === 0) return 'logNs.sd is 0, and no launches take the same time to seven digits';
  if (figures.toReference?.log.sd === 0)
    return 'toReference.log.sd is 0, and no launches have the same ratio to seven digits';
  return isAtMost(logNs.sd, largestDeviation(figures))
    ? spreadProblem(figures)
    : `logNs.sd is ${logNs.sd}, more than minNs ${figures.minNs} and maxNs ${figures.maxNs} allow`;
}

/**
 * Of n values with standard deviation s, one lies at least s / √n below the mean and one as far above, and none further away than
 * s × (n − 1) / √n. The mean of all samples lies between the least and the largest launch mean.
 */
function spreadProblem({ logNs, launches, minNs, maxNs, meanNs }: BaselineEngine): string | null {
  const nearest = logNs.sd / Math.sqrt(launches);
  const furthest = nearest * (launches - 1);
  const around = (distance: number): number => Math.exp(logNs.mean + distance);
  if (!isBetween(meanNs, around(-furthest), around(furthest)))
    return `meanNs is ${meanNs}, which logNs.mean ${logNs.mean} and logNs.sd ${logNs.sd} do not allow`;
  if (!isAtMost(minNs, around(-nearest)))
    return `minNs is ${minNs}, which logNs.mean ${logNs.mean} and logNs.sd ${logNs.sd} do not allow`;
  return isAtMost(around(nearest), maxNs)
    ? null
    : `maxNs is ${maxNs}, which logNs.mean ${logNs.mean} and logNs.sd ${logNs.sd} do not allow`;
}

/** The ratio and the times of both engines tell the same. */
function ratioProblem(figures: BaselineEngine, reference: BaselineEngine | undefined): string | null {
  const { toReference, logNs, launches } = figures;
  if (toReference === null || reference === undefined) return null;
  const { ratio, log } = toReference;
  if (!isAtMost(log.sd, largestDeviation(figures) + largestDeviation(reference))) {
    return `toReference.log.sd is ${log.sd}, more than the times of both engines allow`;
  }
  const times = Math.exp(logNs.mean - reference.logNs.mean);
  // Logarithms are stored with seven digits as well, two of them before the point.
  return launches !== reference.launches || Math.abs(ratio / times - 1) < 1e-4
    ? null
    : `toReference.ratio is ${ratio}, and by logNs.mean of both engines it is ${Number(times.toPrecision(7))}`;
}

function largestDeviation({ minNs, maxNs, launches }: BaselineEngine): number {
  return (Math.log(maxNs / minNs) / 2) * Math.sqrt(launches / (launches - 1));
}

function isAtMost(value: number, most: number): boolean {
  return value <= most * (1 + tolerance) + tolerance;
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low * (1 - tolerance) && value <= high * (1 + tolerance);
}
