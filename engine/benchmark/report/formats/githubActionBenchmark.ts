import type { Report } from '../../../protocol/report';
import { confidence } from '../../statistics/interval';
import { counted } from '../../../presentation/format';
import { engineTimes, ratioOf, rounded, type EngineTime, type Figure } from './times';

/** One entry of what github-action-benchmark reads as `customSmallerIsBetter`. */
export interface CustomBenchmark {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Half the length of the interval; left out where there is none. */
  readonly range?: string;
  /** Shown when pointing at the figure, line by line. */
  readonly extra: string;
}

/**
 * Times by engine in nanoseconds, and after each its ratios to the floats that were measured beside it. Smaller is
 * better of all of them. The unit is always the same, because a chart goes on where the figures get smaller.
 * @throws EngineError `bad-input` if nothing was timed
 */
export function githubActionBenchmark(report: Report): CustomBenchmark[] {
  const always = [`Decimal Benchmark ${report.versions.product} on ${report.machine.cpu}`];
  if (report.partial !== null) always.push(`partial: ${report.partial}`);
  return engineTimes(report).flatMap((time) => [
    entry(time.name, 'ns', time.time, [intervalText(time.time), countText(time), ...always]),
    ...time.comparisons.map((comparison) => {
      const ratio = ratioOf(comparison);
      const name = `${time.name} against ${comparison.denominator}`;
      return entry(name, 'ratio', ratio, [comparison.word, intervalText(ratio), ...always]);
    }),
  ]);
}

function entry(name: string, unit: string, figure: Figure, lines: readonly string[]): CustomBenchmark {
  const { value, interval } = figure;
  return {
    name,
    unit,
    value: rounded(value),
    ...(interval === null ? {} : { range: `± ${rounded((interval.high - interval.low) / 2)}` }),
    extra: lines.join('\n'),
  };
}

function intervalText({ interval }: Figure): string {
  if (interval === null) return 'no interval: one launch';
  return `${confidence * 100} % interval ${rounded(interval.low)} to ${rounded(interval.high)}`;
}

function countText({ launches, samples }: EngineTime): string {
  return `${counted(launches, 'launch', 'launches')}, ${counted(samples, 'sample')}`;
}
