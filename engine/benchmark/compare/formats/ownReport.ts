import { pushTo } from '../../../platform/multimap';
import * as v from 'valibot';
import { reportOf } from '../../report/read';
import { resolutionOf } from '../roundedNumber';
import type { NamedSamples } from './named';

const Sample = v.looseObject({
  engine: v.string(),
  control: v.boolean(),
  launch: v.number(),
  ns: v.number(),
});
type Sample = v.InferOutput<typeof Sample>;

const OwnReport = v.looseObject({
  kind: v.literal('decimal-benchmark-report'),
  scenarios: v.array(v.looseObject({ head: v.looseObject({ key: v.string() }), samples: v.array(Sample) })),
});

/**
 * A report of this product: the mean of each launch, which is what is independent, by engine, or by `scenario/engine`
 * if there are several scenarios.
 * @throws EngineError `bad-input` if its figures contradict each other
 */
export function ownReport(data: unknown, file: string): NamedSamples[] | null {
  const read = v.safeParse(OwnReport, data);
  if (!read.success) return null;
  // Samples that were cut out of a report have no other figures to agree with.
  if ('versions' in read.output) reportOf(data, file);
  return read.output.scenarios.flatMap(({ head, samples }) => {
    const measured = samples.filter(({ control }) => !control);
    return [...grouped(measured, ({ engine }) => engine)].map(([engine, ofEngine]) => ({
      name: engine,
      longName: `${head.key}/${engine}`,
      seconds: launchMeans(ofEngine),
      resolution: resolutionOf(ofEngine.map(({ ns }) => ns)) / 1e9,
      summary: null,
      missing: null,
      notes: [],
    }));
  });
}

/** Seconds, in the order of the launches, so that those of two engines belong together one by one. */
function launchMeans(samples: readonly Sample[]): number[] {
  return [...grouped(samples, ({ launch }) => launch)]
    .sort(([first], [second]) => first - second)
    .map(([, all]) => all.reduce((sum, { ns }) => sum + ns, 0) / all.length / 1e9);
}

function grouped<K>(samples: readonly Sample[], keyOf: (sample: Sample) => K): Map<K, Sample[]> {
  const groups = new Map<K, Sample[]>();
  for (const sample of samples) pushTo(groups, keyOf(sample), sample);
  return groups;
}
