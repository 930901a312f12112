/** Reports of schema version 1, which knew one way to make an interval, and corrected no words. */
import * as v from 'valibot';
import {
  Comparison,
  EngineStatistics,
  Interval,
  Measurements,
  Report,
  reportSchemaVersion,
  RunOptions,
  ScenarioReport,
  type Sample,
} from '../../protocol/report';
import { describe } from '../statistics/describe';
import { estimateRatio } from '../statistics/ratio';
import { comparedPairs } from '../verdict/comparedPairs';
import { percentOf } from '../verdict/decide';
import { launchPairs } from '../verdict/launches';

const OldStatistics = v.strictObject(v.omit(EngineStatistics, ['outlierKinds']).entries);
const OldComparison = v.strictObject({
  ...v.omit(Comparison, ['medianPercent', 'method', 'claim']).entries,
  interval: v.nullable(v.strictObject(v.omit(Interval, ['confidenceAtLook']).entries)),
});
const OldMeasurements = v.strictObject({
  ...v.omit(Measurements, ['targetClaim', 'claims', 'precision']).entries,
  engines: v.array(OldStatistics),
  comparisons: v.array(OldComparison),
});
const OldScenario = v.strictObject({
  ...ScenarioReport.entries,
  measurements: v.nullable(OldMeasurements),
});

export const ReportVersion1 = v.strictObject({
  ...v.omit(Report, ['family']).entries,
  schemaVersion: v.literal(1),
  options: v.strictObject(v.omit(RunOptions, ['precision']).entries),
  scenarios: v.array(OldScenario),
});

/**
 * The report in today's shape. Its figures and words stay what they were; what it did not say is taken from its samples
 * where they tell it, and is null where only the run could have known.
 */
export function upgraded(report: v.InferOutput<typeof ReportVersion1>): Report {
  return {
    ...report,
    schemaVersion: reportSchemaVersion,
    family: null,
    scenarios: report.scenarios.map((scenario) => ({
      ...scenario,
      measurements:
        scenario.measurements === null
          ? null
          : {
              ...scenario.measurements,
              engines: scenario.measurements.engines.map((engine) =>
                upgradedEngine(engine, scenario.samples),
              ),
              comparisons: scenario.measurements.comparisons.map((comparison) =>
                upgradedComparison(comparison, scenario.samples),
              ),
              targetClaim: null,
              claims: null,
              precision: null,
            },
    })),
  };
}

function upgradedEngine(
  statistics: v.InferOutput<typeof OldStatistics>,
  samples: readonly Sample[],
): EngineStatistics {
  const own = samples.filter(
    ({ engine, control }) => engine === statistics.engine && control === statistics.control,
  );
  return {
    ...statistics,
    outlierKinds:
      own.length === 0
        ? { lowSevere: 0, lowMild: 0, highMild: 0, highSevere: 0 }
        : describe(own.map(({ ns }) => ns)).outliers,
  };
}

function upgradedComparison(
  comparison: v.InferOutput<typeof OldComparison>,
  samples: readonly Sample[],
): Comparison {
  const { interval } = comparison;
  const pair = comparedPairs.find(({ id }) => id === comparison.id);
  const estimate =
    pair === undefined ? null : estimateRatio(launchPairs(samples, pair.numerator, pair.denominator, false));
  return {
    ...comparison,
    medianPercent: estimate === null ? comparison.overheadPercent : percentOf(estimate.medianLogRatio),
    interval: interval === null ? null : { ...interval, confidenceAtLook: interval.confidence },
    method: interval === null ? null : 'student-t',
    claim: null,
  };
}
