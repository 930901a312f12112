import * as v from 'valibot';
import type { NamedSamples } from './named';

const OwnReport = v.looseObject({
  kind: v.literal('decimal-benchmark-report'),
  scenarios: v.array(
    v.looseObject({
      head: v.looseObject({ key: v.string() }),
      samples: v.array(
        v.looseObject({ engine: v.string(), control: v.boolean(), launch: v.number(), ns: v.number() }),
      ),
    }),
  ),
});

/**
 * A report of this product: the mean of each launch, which is what is independent, by `scenario/engine`; a report of one
 * scenario names the engine alone.
 */
export function ownReport(data: unknown): NamedSamples[] | null {
  const read = v.safeParse(OwnReport, data);
  if (!read.success) return null;
  const { scenarios } = read.output;
  return scenarios.flatMap(({ head, samples }) => {
    const engines = new Set(samples.map(({ engine }) => engine));
    return [...engines].map((engine) => ({
      name: scenarios.length === 1 ? engine : `${head.key}/${engine}`,
      seconds: launchMeans(samples.filter((sample) => sample.engine === engine && !sample.control)),
      missing: null,
    }));
  });
}

function launchMeans(samples: readonly { readonly launch: number; readonly ns: number }[]): number[] {
  const launches = new Map<number, number[]>();
  for (const { launch, ns } of samples) launches.set(launch, [...(launches.get(launch) ?? []), ns]);
  return [...launches.values()].map((all) => all.reduce((sum, ns) => sum + ns, 0) / all.length / 1e9);
}
