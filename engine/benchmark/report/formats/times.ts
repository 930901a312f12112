/** The figures of a report that dashboards follow over many runs: times by engine, and ratios to the floats beside them. */
import { EngineError } from '../../../platform/errors';
import type { Comparison, Report, Sample, ScenarioReport } from '../../../protocol/report';
import type { EngineName } from '../../../protocol/vocabulary';
import { meanOf } from '../../statistics/descriptive';
import { confidence } from '../../statistics/interval';
import { inferMean } from '../../statistics/launchMean';
import { byLaunch } from '../../verdict/launches';

/** A figure with its 95 % interval, if there is one. */
export interface Figure {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface EngineTime {
  /** `scenario/engine`, such as `daily/native`; the user's file stands for its scenario. */
  readonly name: string;
  readonly engine: EngineName;
  /** Nanoseconds of one run: the geometric mean of the launches' means, with its interval over launches. */
  readonly time: Figure;
  readonly launches: number;
  readonly samples: number;
  /** Against engines that were measured in the same launches; the noise floor is none of them. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Every engine that was timed, scenario by scenario.
 * @throws EngineError `bad-input` if none was
 */
export function engineTimes({ scenarios, options }: Report): EngineTime[] {
  const times = scenarios.flatMap((scenario) =>
    options.engines.flatMap((engine) => engineTime(scenario, engine) ?? []),
  );
  if (times.length > 0) return times;
  throw new EngineError({
    code: 'bad-input',
    message: 'The report holds no sample that a dashboard could show',
    where: null,
    remedy: 'Name the report of a run that was measured.',
  });
}

function engineTime(scenario: ScenarioReport, engine: EngineName): EngineTime | null {
  const launches = [...byLaunch(scenario.samples, { engine, control: false }).values()];
  if (launches.length === 0) return null;
  const { head, measurements } = scenario;
  return {
    name: `${head.data.file ?? head.key}/${engine}`,
    engine,
    time: timeOf(launches),
    launches: launches.length,
    samples: launches.flat().length,
    comparisons: (measurements?.comparisons ?? []).filter(
      ({ id, numerator }) => id !== 'noise-floor' && numerator === engine,
    ),
  };
}

function timeOf(launches: readonly (readonly Sample[])[]): Figure {
  const logarithms = launches.map((samples) => Math.log(meanOf(samples.map(({ ns }) => ns))));
  const interval = inferMean(logarithms)?.interval(confidence) ?? null;
  return {
    value: Math.exp(meanOf(logarithms)),
    interval: interval === null ? null : { low: Math.exp(interval.low), high: Math.exp(interval.high) },
  };
}

export function ratioOf({ ratio, interval }: Comparison): Figure {
  const factor = (percent: number): number => 1 + percent / 100;
  return {
    value: ratio,
    interval:
      interval === null ? null : { low: factor(interval.lowPercent), high: factor(interval.highPercent) },
  };
}

/** Five significant digits: more say nothing, and make every run's file differ. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
