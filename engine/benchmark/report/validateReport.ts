/** Whether a report's figures and words are those of its own samples: what a schema cannot say, and an edit by hand can break. */
import type { ClaimStrength, Comparison, Measurements, Report, ScenarioReport } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { confidence, type LogInterval } from '../statistics/interval';
import { estimateRatio, type RatioEstimate } from '../statistics/ratio';
import { baseDataProblem } from './baseData';
import { comparedPairs } from '../verdict/comparedPairs';
import { differenceWord, logRatioOf, noiseFloorOf, percentOf, targetWord } from '../verdict/decide';
import { engineStatisticsOf } from '../verdict/engineStatistics';
import { launchPairs } from '../verdict/launches';
import { comparedIn, headlineId } from '../verdict/measurements';

/** Other processors and versions of JavaScript may round the last bits otherwise; nobody edits those. */
const tolerance = 1e-6;

/** The first field that cannot be right, and why; null if all can. */
export function validateReport(report: Report): string | null {
  // First, so that nothing is computed from options and times that cannot be.
  const baseProblem = baseDataProblem(report);
  if (baseProblem !== null) return baseProblem;
  const { scenarios, options } = report;
  for (const [index, scenario] of scenarios.entries()) {
    const problem =
      samplesProblem(scenario) ??
      enginesProblem(scenario, options.engines) ??
      comparisonsProblem(scenario, options.engines) ??
      wordsProblem(scenario, options.targetPercent);
    if (problem !== null) return `scenarios[${index}].${problem}`;
  }
  return null;
}

function samplesProblem({ samples }: ScenarioReport): string | null {
  for (const [index, { ns, launch, round }] of samples.entries()) {
    if (!(ns > 0 && ns < Infinity)) return `samples[${index}].ns is ${ns}, and times are above 0`;
    for (const [field, count] of Object.entries({ launch, round })) {
      if (!Number.isSafeInteger(count) || count < 1)
        return `samples[${index}].${field} is ${count}, and is counted from 1`;
    }
  }
  return null;
}

const statisticsOfSamples = [
  'samples',
  'launches',
  'medianNs',
  'meanNs',
  'sdNs',
  'minNs',
  'maxNs',
  'cv',
  'nsPerBar',
  'outliers',
] as const;

function enginesProblem(
  { head, samples, measurements }: ScenarioReport,
  engines: readonly EngineName[],
): string | null {
  if (measurements === null) return null;
  const expected = engineStatisticsOf(samples, { allocations: new Map(), bars: head.data.bars, engines });
  const nameOf = ({ engine, control }: { engine: EngineName; control: boolean }): string =>
    control ? `${engine} (control)` : engine;
  for (const [index, found] of measurements.engines.entries()) {
    const own = expected[index];
    const field = `measurements.engines[${index}]`;
    if (own === undefined || nameOf(own) !== nameOf(found)) {
      return `${field} is of ${nameOf(found)}, and by the samples it is of ${own === undefined ? 'none' : nameOf(own)}`;
    }
    for (const key of statisticsOfSamples) {
      const problem = differenceOf(found[key], own[key], `${field}.${key}`);
      if (problem !== null) return problem;
    }
  }
  const missing = expected[measurements.engines.length];
  return missing === undefined ? null : `measurements.engines has nothing of ${nameOf(missing)}`;
}

function comparisonsProblem(scenario: ScenarioReport, engines: readonly EngineName[]): string | null {
  const { measurements } = scenario;
  if (measurements === null) return null;
  for (const { id } of comparedIn(engines)) {
    const index = measurements.comparisons.findIndex((comparison) => comparison.id === id);
    const found = measurements.comparisons[index];
    const field = `measurements.comparisons[${index}]`;
    const level = found?.interval?.confidenceAtLook ?? confidence;
    if (!isLevel(level))
      return `${field}.interval.confidenceAtLook is ${level}, and is at least ${confidence}`;
    const own = estimateOf(scenario, id, level);
    if (found === undefined) {
      if (own === null) continue;
      return `measurements.comparisons has no ${id}`;
    }
    const problem = comparisonProblem(found, own, field);
    if (problem !== null) return problem;
  }
  return null;
}

function comparisonProblem(found: Comparison, own: RatioEstimate | null, field: string): string | null {
  if (own === null) return `${field} is there, and no launch has samples of both`;
  const interval = percentsOf(own.interval);
  return (
    differenceOf(found.launches, own.launches, `${field}.launches`) ??
    differenceOf(found.ratio, Math.exp(own.logRatio), `${field}.ratio`) ??
    differenceOf(found.overheadPercent, percentOf(own.logRatio), `${field}.overheadPercent`) ??
    differenceOf(found.medianPercent, percentOf(own.medianLogRatio), `${field}.medianPercent`) ??
    differenceOf(
      found.interval?.lowPercent ?? null,
      interval?.lowPercent ?? null,
      `${field}.interval.lowPercent`,
    ) ??
    differenceOf(
      found.interval?.highPercent ?? null,
      interval?.highPercent ?? null,
      `${field}.interval.highPercent`,
    ) ??
    claimProblem(found.claim, own, `${field}.claim`)
  );
}

function claimProblem(claim: ClaimStrength | null, own: RatioEstimate, field: string): string | null {
  if (claim === null) return null;
  const { confidence: level, lowPercent, highPercent } = claim.interval;
  if (!isLevel(level)) return `${field}.interval.confidence is ${level}, and is at least ${confidence}`;
  const interval = percentsOf(own.inference?.interval(level) ?? null);
  return (
    differenceOf(lowPercent, interval?.lowPercent ?? null, `${field}.interval.lowPercent`) ??
    differenceOf(highPercent, interval?.highPercent ?? null, `${field}.interval.highPercent`)
  );
}

/** Words follow from the intervals that decided them. */
function wordsProblem(scenario: ScenarioReport, targetPercent: number): string | null {
  const { measurements } = scenario;
  if (measurements === null) return null;
  const { comparisons, verdict, targetClaim, noiseFloorPercent } = measurements;
  const floor = noiseFloorOf(estimateOf(scenario, 'noise-floor', levelIn(measurements))?.interval ?? null);
  const floorProblem = differenceOf(
    noiseFloorPercent,
    floor === null ? null : percentOf(floor),
    'measurements.noiseFloorPercent',
  );
  if (floorProblem !== null) return floorProblem;
  for (const [index, { word, claim }] of comparisons.entries()) {
    const own = differenceWord({ interval: claim === null ? null : logsOf(claim.interval) }, floor);
    if (word !== own) return wordProblem(`measurements.comparisons[${index}].word`, word, own);
  }
  const headline = comparisons.find(({ id }) => id === headlineId);
  const word = headline?.word ?? 'not measured';
  if (verdict.word !== word) return wordProblem('measurements.verdict.word', verdict.word, word);
  const headlineEstimate = estimateOf(scenario, headlineId, levelIn(measurements));
  if (headline === undefined || headlineEstimate === null) {
    return verdict.target === 'not measured'
      ? null
      : wordProblem('measurements.verdict.target', verdict.target, 'not measured');
  }
  const claimed = claimProblem(targetClaim, headlineEstimate, 'measurements.targetClaim');
  if (claimed !== null) return claimed;
  const target = targetWord(
    { interval: targetClaim === null ? null : logsOf(targetClaim.interval) },
    targetPercent,
  );
  return verdict.target === target
    ? null
    : wordProblem('measurements.verdict.target', verdict.target, target);
}

function estimateOf({ samples }: ScenarioReport, id: Comparison['id'], level: number): RatioEstimate | null {
  const pair = comparedPairs.find((each) => each.id === id);
  return pair === undefined
    ? null
    : estimateRatio(launchPairs(samples, pair.numerator, pair.denominator, false), level);
}

/** Of the intervals that are shown, which all are computed at the same level. */
function levelIn({ comparisons }: Measurements): number {
  return comparisons.find(({ interval }) => interval !== null)?.interval?.confidenceAtLook ?? confidence;
}

function isLevel(level: number): boolean {
  return level >= confidence - tolerance && level < 1;
}

function logsOf({ lowPercent, highPercent }: { lowPercent: number; highPercent: number }): LogInterval {
  return { low: logRatioOf(lowPercent), high: logRatioOf(highPercent) };
}

function percentsOf(interval: LogInterval | null): { lowPercent: number; highPercent: number } | null {
  return interval === null
    ? null
    : { lowPercent: percentOf(interval.low), highPercent: percentOf(interval.high) };
}

function differenceOf(found: number | null, own: number | null, field: string): string | null {
  const isSame =
    found === null || own === null
      ? found === own
      : Math.abs(found - own) <= tolerance * Math.max(1, Math.abs(found), Math.abs(own));
  return isSame ? null : `${field} is ${found ?? 'null'}, and by the samples it is ${own ?? 'null'}`;
}

function wordProblem(field: string, found: string, own: string): string {
  return `${field} is ${JSON.stringify(found)}, and by the interval that decided it is ${JSON.stringify(own)}`;
}
