/** The statistics of a run as texts, in one unit and with the same digits down each column. */
import type { EngineStatistics } from '../protocol/report';
import { engineLabel } from './engineLabels';
import { formatBytes, formatNumber, formatShare, timeUnitFor, type TimeUnit } from './format';

export interface TimingRow {
  readonly statistics: EngineStatistics;
  readonly engine: string;
  readonly samples: string;
  readonly median: string;
  readonly mean: string;
  /** Empty with one sample. */
  readonly sd: string;
  readonly min: string;
  readonly max: string;
  readonly cv: string;
  readonly nsPerBar: string;
  readonly gc: string;
  readonly allocated: string;
  readonly outliers: string;
}

export interface Timings {
  readonly unit: TimeUnit;
  readonly rows: readonly TimingRow[];
}

export const unknown = '–';

/** Times below each other, in one unit and with the same digits. */
export interface TimeColumn {
  readonly unit: TimeUnit;
  /** Without the unit. */
  readonly text: (ns: number) => string;
}

/**
 * @param typicalNs - the smallest of the times that choose the unit
 * @param smallestNs - of all times of the column: it has three digits
 */
export function timeColumn(typicalNs: number, smallestNs = typicalNs): TimeColumn {
  const unit = timeUnitFor(typicalNs);
  const places = significantPlaces(smallestNs / unit.ns);
  return { unit, text: (ns) => formatNumber(ns / unit.ns, places) };
}

/** One row an engine, in the order given; the unit suits the fastest of them. */
export function timingsOf(engines: readonly EngineStatistics[]): Timings {
  const medians = engines.map(({ medianNs }) => medianNs);
  const { unit, text: time } = timeColumn(
    Math.min(...medians),
    Math.min(...medians, ...engines.map(({ minNs }) => minNs)),
  );
  const barPlaces = significantPlaces(Math.min(...engines.map(({ nsPerBar }) => nsPerBar)));
  return {
    unit,
    rows: engines.map((statistics) => ({
      statistics,
      engine: engineLabel(statistics),
      samples: formatNumber(statistics.samples, 0),
      median: time(statistics.medianNs),
      mean: time(statistics.meanNs),
      sd: statistics.sdNs === null ? '' : time(statistics.sdNs),
      min: time(statistics.minNs),
      max: time(statistics.maxNs),
      cv: statistics.cv === null ? unknown : formatShare(statistics.cv, 1),
      nsPerBar: formatNumber(statistics.nsPerBar, barPlaces),
      gc: statistics.gcShare === null ? unknown : formatShare(statistics.gcShare, 1),
      allocated: statistics.allocatedBytes === null ? unknown : formatBytes(statistics.allocatedBytes),
      outliers: outliersText(statistics),
    })),
  };
}

/** `0`, or how many on which side and how far out: `3 (1 low, 1 high, 1 high severe)`. */
function outliersText({ outliers, outlierKinds }: EngineStatistics): string {
  const { lowSevere, lowMild, highMild, highSevere } = outlierKinds;
  const kinds = [
    [lowSevere, 'low severe'],
    [lowMild, 'low'],
    [highMild, 'high'],
    [highSevere, 'high severe'],
  ] as const;
  const named = kinds
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${formatNumber(count, 0)} ${kind}`);
  return named.length === 0 ? '0' : `${formatNumber(outliers, 0)} (${named.join(', ')})`;
}

/** `12.3 ± 0.4`, or the mean alone. */
export function meanAndDeviation({ mean, sd }: TimingRow): string {
  return sd === '' ? mean : `${mean} ± ${sd}`;
}

/** Fractional digits that give the smallest figure of a column three significant ones. */
function significantPlaces(smallest: number): number {
  if (!(smallest > 0)) return 0;
  return Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(smallest))));
}
