/** What the samples of each engine are, all launches together. */
import type { EngineStatistics, Sample } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { countOutliers, describe } from '../statistics/descriptive';
import type { SampleSource } from './launches';

export interface EngineContext {
  /** Garbage collection and allocation, of the engines profiled so far. */
  readonly allocations: ReadonlyMap<EngineName, { gcShare: number; allocatedBytes: number }>;
  /** Bars of one run, all symbols together. */
  readonly bars: number;
  /** What the run measures, in the order of its tables. */
  readonly engines: readonly EngineName[];
}

/** One entry for every engine that has samples, `float`'s control behind it. */
export function engineStatisticsOf(samples: readonly Sample[], context: EngineContext): EngineStatistics[] {
  return sourcesOf(context.engines).flatMap((source) => statisticsOf(samples, source, context));
}

/** The engines in the run's order, `float`'s control behind it. */
export function sourcesOf(engines: readonly EngineName[]): SampleSource[] {
  return engines.flatMap((engine) => {
    const source = { engine, control: false };
    return engine === 'float' ? [source, { engine, control: true }] : [source];
  });
}

function statisticsOf(
  samples: readonly Sample[],
  { engine, control }: SampleSource,
  { allocations, bars }: EngineContext,
): EngineStatistics[] {
  const own = samples.filter((sample) => sample.engine === engine && sample.control === control);
  if (own.length === 0) return [];
  const { n, median, mean, sd, min, max, cv, outliers } = describe(own.map(({ ns }) => ns));
  const allocation = control ? undefined : allocations.get(engine);
  return [
    {
      engine,
      control,
      samples: n,
      launches: new Set(own.map(({ launch }) => launch)).size,
      medianNs: median,
      meanNs: mean,
      sdNs: sd,
      minNs: min,
      maxNs: max,
      cv,
      nsPerBar: bars === 0 ? 0 : mean / bars,
      outliers: countOutliers(outliers),
      outlierKinds: outliers,
      gcShare: allocation?.gcShare ?? null,
      allocatedBytes: allocation?.allocatedBytes ?? null,
    },
  ];
}
