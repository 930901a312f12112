/** What the samples say against themselves: drift, engines that were still warming, times that gather at several places. */
import type { Sample } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { meanOf } from '../statistics/descriptive';
import { dipOf, dipProbability } from '../statistics/dip';
import { holm } from '../statistics/holm';
import { estimateMean, tProbability } from '../statistics/interval';
import { trendOf } from '../statistics/kendall';
import { comparedIn } from './measurements';
import { percentOf } from './decide';
import { engineLabel, engineMeaning } from '../../presentation/engineLabels';
import { sourcesOf } from './engineStatistics';
import { formatNumber, formatSigned } from '../../presentation/format';
import { byLaunch, launchPairs, type SampleSource } from './launches';

/** A warning is an accusation: it is made where chance would make it once in a hundred runs. */
const alpha = 0.01;

interface SampleDiagnostic {
  readonly p: number;
  readonly text: () => string;
}

/**
 * Warnings about a scenario's samples, in words. Each kind of sign is looked for in several series at once, and is
 * corrected for that (Holm).
 */
export function sampleDiagnostics(samples: readonly Sample[], engines: readonly EngineName[]): string[] {
  const kinds = [
    [...machineDrift(samples, engines), ...ratioDrifts(samples, engines)],
    sourcesOf(engines).flatMap((source) => warming(samples, source)),
    sourcesOf(engines).flatMap((source) => [
      ...modesWithin(samples, source),
      ...modesBetween(samples, source),
    ]),
  ];
  return kinds.flatMap((diagnostics) => {
    const adjusted = holm(diagnostics.map(({ p }) => p));
    return diagnostics.filter((_, index) => (adjusted[index] ?? 1) <= alpha).map(({ text }) => text());
  });
}

/** All engines together: each launch's mean distance from the engines' own means, as a logarithm. */
function machineDrift(samples: readonly Sample[], engines: readonly EngineName[]): SampleDiagnostic[] {
  const series = sourcesOf(engines).map((source) => logMeans(samples, source));
  const launches = Math.min(...series.map((means) => means.length));
  if (series.length === 0 || launches < 2) return [];
  const common = Array.from({ length: launches }, (_, launch) =>
    meanOf(series.map((means) => (means[launch] ?? 0) - meanOf(means))),
  );
  return trendDiagnostic(common, (change, p) => {
    const way = change > 0 ? 'slower' : 'faster';
    return `The machine became ${way} during the run: all engines together changed by ${changeText(change)} from its first launches to its last (trend, ${p}). Engines take turns, so ratios are hardly touched.`;
  });
}

function ratioDrifts(samples: readonly Sample[], engines: readonly EngineName[]): SampleDiagnostic[] {
  return comparedIn(engines).flatMap(({ label, numerator, denominator }) => {
    const ratios = launchPairs(samples, numerator, denominator, false).map(
      (pair) =>
        Math.log(meanOf(pair.numerator.map(({ ns }) => ns))) -
        Math.log(meanOf(pair.denominator.map(({ ns }) => ns))),
    );
    return trendDiagnostic(
      ratios,
      (change, p) =>
        `The ratio itself drifted during the run (${label}): by ${changeText(change)} from the first launches to the last (trend, ${p}). Launches are then not draws of one thing, and the interval is no better than a guess.`,
    );
  });
}

function trendDiagnostic(
  series: readonly number[],
  words: (change: number, p: string) => string,
): SampleDiagnostic[] {
  const trend = trendOf(series);
  if (trend === null) return [];
  const third = Math.max(1, Math.floor(series.length / 3));
  const change = meanOf(series.slice(-third)) - meanOf(series.slice(0, third));
  return [{ p: trend.p, text: () => words(change, probability(trend.p)) }];
}

/** A launch of fewer rounds has no beginning to tell from the rest. */
const roundsToCompare = 4;
/** A slow beginning that is smaller says nothing of use. */
const leastWarmingLog = Math.log(1.01);

/** Whether the first quarter of each launch's rounds was slower than the rest; the launch is the unit. */
function warming(samples: readonly Sample[], source: SampleSource): SampleDiagnostic[] {
  const beginnings = [...byLaunch(samples, source).values()].flatMap((launch) => {
    if (launch.length < roundsToCompare) return [];
    const times = launch.toSorted((a, b) => a.round - b.round).map(({ ns }) => Math.log(ns));
    const first = Math.floor(times.length / 4);
    return [meanOf(times.slice(0, first)) - meanOf(times.slice(first))];
  });
  const estimate = estimateMean(beginnings);
  if (estimate === null) return [];
  const p = estimate.mean < leastWarmingLog ? 1 : tProbability(estimate) / 2;
  return [
    {
      p,
      text: () =>
        `${engineLabel(source)} was still warming: the first rounds of a launch took ${changeText(estimate.mean)} on average against its later ones (${probability(p)}).`,
    },
  ];
}

const samplesForModes = 20;
const launchesForModes = 10;

/** Samples around their own launch's mean: a sample that is fast or slow by turns gathers at two places. */
function modesWithin(samples: readonly Sample[], source: SampleSource): SampleDiagnostic[] {
  const deviations = [...byLaunch(samples, source).values()]
    .filter(({ length }) => length >= roundsToCompare)
    .flatMap((launch) => {
      const mean = meanOf(launch.map(({ ns }) => Math.log(ns)));
      return launch.map(({ ns }) => Math.log(ns) - mean);
    });
  return modesDiagnostic(
    deviations,
    samplesForModes,
    (p) =>
      `Samples of ${engineLabel(source)} gather at more than one time within a launch (dip test, ${p}): ${engineMeaning[source.engine]} ran in more than one way, and a mean describes none of them.`,
  );
}

/** Means of launches: a process that is fast or slow for its whole life gathers at two places. */
function modesBetween(samples: readonly Sample[], source: SampleSource): SampleDiagnostic[] {
  return modesDiagnostic(
    logMeans(samples, source),
    launchesForModes,
    (p) =>
      `Launches of ${engineLabel(source)} gather at more than one time (dip test, ${p}): a process draws one of several speeds when it starts.`,
  );
}

function modesDiagnostic(
  values: readonly number[],
  least: number,
  words: (p: string) => string,
): SampleDiagnostic[] {
  if (values.length < least) return [];
  const p = dipProbability(dipOf(values.toSorted((a, b) => a - b)), values.length);
  return [{ p, text: () => words(probability(p)) }];
}

/** The logarithm of each launch's mean, in the order of launches. */
function logMeans(samples: readonly Sample[], source: SampleSource): number[] {
  return [...byLaunch(samples, source)]
    .sort(([a], [b]) => a - b)
    .map(([, launch]) => Math.log(meanOf(launch.map(({ ns }) => ns))));
}

function changeText(logChange: number): string {
  const percent = percentOf(logChange);
  return `${formatSigned(percent, Math.abs(percent) < 10 ? 1 : 0)} %`;
}

function probability(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(p, 3)}`;
}
