import type { Comparison, EngineStatistics, Measurements, Sample, ScenarioResults } from '../protocol/report';
import type { EngineName } from '../protocol/vocabulary';
import { describe } from '../statistics/describe';
import { confidence } from '../statistics/interval';
import { estimateRatio, type RatioEstimate } from '../statistics/ratio';
import { comparedPairs, type ComparedPair } from './comparedPairs';
import { differenceWord, noiseFloorOf, percentOf } from './decide';
import { countRounds, launchPairs, type SampleSource } from './launches';
import { verdictOf } from './sentences';

export interface MeasurementContext {
  /** Garbage collection and allocation, of the engines accounted so far. */
  readonly accounts: ReadonlyMap<EngineName, { gcShare: number; allocatedBytes: number }>;
  /** Bars of one run, all symbols together. */
  readonly bars: number;
  /** The target is an overhead below this. */
  readonly targetPercent: number;
  /** More samples are to come. */
  readonly provisional: boolean;
  /** What the run measures, in the order of its tables. */
  readonly engines: readonly EngineName[];
  /** What the engines computed, where known: a verdict on a wrong or empty run must say so first. */
  readonly results?: ScenarioResults | null;
}

/** Statistics, comparisons and verdict of one scenario's samples, of a run under way or finished. */
export function measurementsOf(samples: readonly Sample[], context: MeasurementContext): Measurements {
  const estimates = comparedPairs
    .filter(
      (pair) =>
        context.engines.includes(pair.numerator.engine) && context.engines.includes(pair.denominator.engine),
    )
    .map((pair) => {
      const launches = launchPairs(samples, pair.numerator, pair.denominator, context.provisional);
      return { pair, estimate: estimateRatio(launches), rounds: countRounds(launches) };
    });
  const control = estimates.find(({ pair }) => pair.id === 'noise-floor');
  const noiseFloor = noiseFloorOf(control?.estimate?.interval ?? null);
  const headline = estimates.find(({ pair }) => pair.id === 'exact-against-js-float');
  return {
    engines: sources(context.engines).flatMap((source) => statisticsOf(samples, source, context)),
    comparisons: estimates.flatMap(({ pair, estimate }) =>
      estimate === null ? [] : [comparisonOf(pair, estimate, noiseFloor)],
    ),
    noiseFloorPercent: noiseFloor === null ? null : percentOf(noiseFloor),
    verdict: verdictOf({
      estimate: headline?.estimate ?? null,
      rounds: headline?.rounds ?? { least: 0, most: 0 },
      noiseFloor,
      targetPercent: context.targetPercent,
      provisional: context.provisional,
      engines: context.engines,
      results: context.results ?? null,
    }),
  };
}

function comparisonOf(pair: ComparedPair, estimate: RatioEstimate, noiseFloor: number | null): Comparison {
  const { interval } = estimate;
  return {
    id: pair.id,
    label: pair.label,
    numerator: pair.numerator.engine,
    denominator: pair.denominator.engine,
    ratio: Math.exp(estimate.logRatio),
    overheadPercent: percentOf(estimate.logRatio),
    interval:
      interval === null
        ? null
        : { lowPercent: percentOf(interval.low), highPercent: percentOf(interval.high), confidence },
    launches: estimate.launches,
    betweenLaunchShare: estimate.betweenLaunchShare,
    word: differenceWord(estimate, noiseFloor),
  };
}

/** The engines in the run's order, `float`'s control behind it. */
function sources(engines: readonly EngineName[]): SampleSource[] {
  return engines.flatMap((engine) => {
    const source = { engine, control: false };
    return engine === 'float' ? [source, { engine, control: true }] : [source];
  });
}

function statisticsOf(
  samples: readonly Sample[],
  { engine, control }: SampleSource,
  { accounts, bars }: MeasurementContext,
): EngineStatistics[] {
  const own = samples.filter((sample) => sample.engine === engine && sample.control === control);
  if (own.length === 0) return [];
  const { n, median, mean, sd, min, max, cv, outliers } = describe(own.map(({ ns }) => ns));
  const account = control ? undefined : accounts.get(engine);
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
      outliers,
      gcShare: account?.gcShare ?? null,
      allocatedBytes: account?.allocatedBytes ?? null,
    },
  ];
}
