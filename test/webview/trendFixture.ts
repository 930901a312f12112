/** A trend as the command line would tell it, of made runs: two machines, and on the second one a change. */
import { emptyBaseline, recorded } from '../../engine/benchmark/baseline/record';
import type { Baseline } from '../../engine/protocol/baseline';
import { defaultThresholds } from '../../engine/protocol/baseline';
import type { StoredRun } from '../../engine/protocol/storedRun';
import type { TrendScenario, TrendState } from '../../engine/protocol/trend';
import { reportIn, summariesOf } from '../../engine/benchmark/trend/runSummary';
import { trendOf } from '../../engine/benchmark/trend/trend';
import { factors, madeRun, nameOf } from '../engine/benchmark/trend/madeRuns';

const own = madeRun(0, { native: 1 }).event.report;
export const otherCpu = 'Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz';
const otherMachine = { ...own.machine, cpu: otherCpu, cores: 12 };
export const ownBaseline: Baseline = recorded(emptyBaseline, own, null);

/** Twelve runs of another machine, then twenty-two of this one, the last eight slower; every seventh a quick look. */
export const runsOfTwoMachines: readonly StoredRun[] = [
  ...factors(12, 0.02, Infinity, 1, 3).map((factor, index) =>
    madeRun(index * 17, { native: factor * 1.3, report: { machine: otherMachine } }),
  ),
  ...factors(22, 0.015, 14, 1.12).map((factor, index) =>
    madeRun(220 + index * 21, {
      native: factor,
      report: index % 7 === 3 ? { options: { ...own.options, launches: 4 } } : {},
    }),
  ),
];

export function trendOfRuns(
  runs: readonly StoredRun[],
  baseline: Baseline | null,
): TrendState & { status: 'ready' } {
  const summaries = runs.flatMap((run) => summariesOf(nameOf(run.event.report.startedAt), reportIn(run)));
  const trend = { ...trendOf(summaries, baseline, defaultThresholds), leftOut: [] };
  return { status: 'ready', trend, baselineProblem: null };
}

/** The only scenario of such a trend. */
export function onlyScenario({ trend }: ReturnType<typeof trendOfRuns>): TrendScenario {
  const [scenario] = trend.scenarios;
  if (scenario === undefined) throw new Error('no scenario was measured');
  return scenario;
}
