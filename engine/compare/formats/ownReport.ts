import { pushTo } from '../../platform/multimap';
import * as v from 'valibot';
import { reportOf } from '../../report/read';
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
    return [...new Set(measured.map(({ engine }) => engine))].map((engine) => ({
      name: engine,
      longName: `${head.key}/${engine}`,
      seconds: launchMeans(measured.filter((sample) => sample.engine === engine)),
      summary: null,
      missing: null,
      notes: [],
    }));
  });
}

/** Seconds, in the order of the launches, so that those of two engines belong together one by one. */
function launchMeans(samples: readonly Sample[]): number[] {
  const launches = new Map<number, number[]>();
  for (const { launch, ns } of samples) pushTo(launches, launch, ns);
  return [...launches]
    .sort(([first], [second]) => first - second)
    .map(([, all]) => all.reduce((sum, ns) => sum + ns, 0) / all.length / 1e9);
}
