import type { Report } from '../../../protocol/report';
import { engineTimes, ratioOf, rounded, type Figure } from './times';

/** A figure in the Bencher Metric Format; the ends are left out if there is no interval. */
interface Metric {
  readonly value: number;
  readonly lower_value?: number;
  readonly upper_value?: number;
}

/** Metrics by measure, by benchmark. */
export type BencherMetrics = Readonly<Record<string, Readonly<Record<string, Metric>>>>;

/**
 * The report in the Bencher Metric Format: `latency` in nanoseconds, which is a measure that Bencher has, and measures
 * such as `ratio-to-float` for engines that were compared.
 * @throws EngineError `bad-input` if nothing was timed
 */
export function bencherMetrics(report: Report): BencherMetrics {
  return Object.fromEntries(
    engineTimes(report).map(({ name, time, comparisons }) => [
      name,
      {
        latency: metric(time),
        ...Object.fromEntries(
          comparisons.map((comparison) => [
            `ratio-to-${comparison.denominator}`,
            metric(ratioOf(comparison)),
          ]),
        ),
      },
    ]),
  );
}

function metric({ value, interval }: Figure): Metric {
  if (interval === null) return { value: rounded(value) };
  return {
    value: rounded(value),
    lower_value: rounded(interval.low),
    upper_value: rounded(interval.high),
  };
}
