/** What a gate compares: one logarithm a launch, of an engine's time or of its ratio to the reference engine. */
import type { BaselineEngine, LogSummary } from '../../protocol/baseline';
import { referenceEngine } from '../../protocol/baseline';
import type { Sample, ScenarioReport } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { describe, meanOf } from '../statistics/descriptive';
import { momentsOf } from '../statistics/welch';
import { byLaunch } from '../verdict/launches';

/** Natural logarithms, one a launch in the order of launches. */
export interface LaunchLogs {
  /** Of the mean of the launch's samples, in nanoseconds. */
  readonly ns: readonly number[];
  /** Of that mean divided by the reference engine's; empty if it was not measured, and for that engine itself. */
  readonly toReference: readonly number[];
}

/** What of a sample its launch's mean is made from. */
type TimedSample = Pick<Sample, 'engine' | 'control' | 'launch' | 'ns'>;

/** @param samples - of one scenario */
export function launchLogsOf(
  samples: readonly TimedSample[],
  engine: EngineName,
  otherEngine = referenceEngine,
): LaunchLogs {
  const own = logMeans(samples, engine);
  const reference = engine === otherEngine ? new Map<number, number>() : logMeans(samples, otherEngine);
  return {
    ns: [...own.values()],
    toReference: [...own].flatMap(([launch, log]) => {
      const other = reference.get(launch);
      return other === undefined ? [] : [log - other];
    }),
  };
}

/** What the baseline keeps of an engine; null below two launches. */
export function summaryOf({ samples }: ScenarioReport, engine: EngineName): BaselineEngine | null {
  const logs = launchLogsOf(samples, engine);
  if (logs.ns.length < 2) return null;
  const times = samples.filter((sample) => sample.engine === engine && !sample.control).map(({ ns }) => ns);
  const { n, median, mean, min, max } = describe(times);
  const log = logSummary(logs.toReference);
  return {
    samples: n,
    launches: logs.ns.length,
    medianNs: rounded(median),
    meanNs: rounded(mean),
    minNs: rounded(min),
    maxNs: rounded(max),
    logNs: logSummary(logs.ns) ?? { mean: Math.log(mean), sd: 0 },
    toReference: log === null ? null : { ratio: rounded(Math.exp(log.mean)), log },
  };
}

function logSummary(logs: readonly number[]): LogSummary | null {
  if (logs.length < 2) return null;
  const { mean, sd } = momentsOf(logs);
  return { mean: rounded(mean), sd: rounded(sd) };
}

function logMeans(samples: readonly TimedSample[], engine: EngineName): Map<number, number> {
  const launches = byLaunch(samples, { engine, control: false });
  return new Map(
    [...launches]
      .sort(([a], [b]) => a - b)
      .map(([launch, each]) => [launch, Math.log(meanOf(each.map(({ ns }) => ns)))]),
  );
}

/** Seven significant digits: finer than any clock, and short enough to review. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
