/**
 * What of a report follows from the rest of it, made anew by the code that wrote it: statistics, intervals, claims, differences,
 * and every word about them. docs/benchmark-guide.md lists the base data, which is all that remains.
 */
import { ClaimFamily } from '../measuring/claimFamily';
import { launchesForClaim } from '../../protocol/defaults';
import type {
  Agreement,
  FloatEffect,
  Measurements,
  PrecisionState,
  Report,
  RunOptions,
  Sample,
  ScenarioHead,
  ScenarioReport,
  ScenarioResults,
} from '../../protocol/report';
import { exactEngines, type EngineName } from '../../protocol/vocabulary';
import { parametersFor, parametersOf, scenarioOf, strategyLabel } from '../../ledger/scenarios';
import { confidence } from '../statistics/interval';
import { confidenceAtLook, interimAnalysesFrom } from '../statistics/interimAnalyses';
import { decimalDifference } from '../verdict/decimalDifference';
import { isTie } from '../verdict/divergence';
import { compareMetrics } from '../verdict/floatEffect';
import { effectWords } from '../verdict/floatEffectWords';
import { measurementsOf } from '../verdict/measurements';
import { twins } from '../verdict/results';
import { sentenceOf } from './sentence';
import { measuredAllocations } from './measuredAllocations';

/** The report with all that follows from its base data made anew. The base data must be sound. */
export function derived(report: Report): Report {
  const claims = new ClaimFamily(keysOf(report.options), report.options.engines);
  const results = report.scenarios.map((scenario) =>
    scenario.results === null ? null : resultsOf(scenario.results, scenario.head, report.options.engines),
  );
  const measured = (index: number, scenario: ScenarioReport): Measurements | null =>
    measurementsAgain(scenario, report.options, results[index] ?? null, claims);
  for (const [index, scenario] of report.scenarios.entries()) {
    const measurements = measured(index, scenario);
    // A claim's own probability does not depend on the others, so one pass makes all of them known.
    if (measurements !== null) claims.enter(scenario.head.key, measurements);
  }
  const scenarios = report.scenarios.map((scenario, index) => ({
    ...scenario,
    head: headOf(scenario.head, report.options),
    results: results[index] ?? null,
    measurements: measured(index, scenario),
    samples: scenario.samples.map((sample) => ({
      ...sample,
      nsPerBar: scenario.head.data.bars === 0 ? 0 : sample.ns / scenario.head.data.bars,
    })),
  }));
  return {
    ...report,
    quickLook: isQuickLook(report),
    family: claims.family(),
    scenarios,
    sentence: sentenceOf(scenarios),
  };
}

function keysOf({ work }: RunOptions): string[] {
  return work.kind === 'file' ? ['file'] : work.names;
}

/** Whether a run has fewer launches than a claim needs. */
export function isQuickLook({ options: { launches, runs, precision }, scenarios }: LaunchCounts): boolean {
  if (precision === undefined) return Math.min(launches, runs) < launchesForClaim;
  return scenarios.some(
    ({ samples }) => samples.reduce((most, { launch }) => Math.max(most, launch), 0) < launchesForClaim,
  );
}

/** The parts of a report that show its number of launches. */
interface LaunchCounts {
  readonly options: Pick<RunOptions, 'launches' | 'runs' | 'precision'>;
  readonly scenarios: readonly { readonly samples: readonly Pick<Sample, 'launch'>[] }[];
}

/** The data are measured; title and parameters follow from the options. */
function headOf(head: ScenarioHead, { work, overrides }: RunOptions): ScenarioHead {
  const { file } = head.data;
  if (work.kind === 'file') {
    const { strategy, warmup, ...amounts } = work.parameters;
    const parameters = parametersFor(strategy, warmup, { ...amounts, ...overrides });
    const title = `${file ?? ''} · ${strategyLabel(parameters.strategy)}`;
    return { key: 'file', title, scenario: null, parameters, data: { ...head.data, source: 'file' } };
  }
  const name = work.names.find((each) => each === head.key);
  if (name === undefined) return head;
  const scenario = scenarioOf(name);
  const parameters = parametersOf(scenario, overrides);
  return {
    key: name,
    title: `${scenario.title} · ${strategyLabel(parameters.strategy)}`,
    scenario: name,
    parameters,
    data: {
      ...head.data,
      source: 'generated',
      file: null,
      symbols: scenario.symbols,
      bars: scenario.symbols * scenario.barsPerSymbol,
      roundedInputs: 0,
      unenclosedBars: 0,
    },
  };
}

function measurementsAgain(
  { head, samples, measurements }: ScenarioReport,
  options: RunOptions,
  results: ScenarioResults | null,
  claims: ClaimFamily,
): Measurements | null {
  if (samples.length === 0) return null;
  const precision = precisionOf(measurements?.precision ?? null, options);
  return measurementsOf(samples, {
    allocations: measuredAllocations(measurements?.engines ?? []),
    bars: head.data.bars,
    engines: options.engines,
    targetPercent: options.targetPercent,
    provisional: false,
    results,
    otherComparisons: claims.othersOf(head.key),
    confidenceAtLook: precision === null ? confidence : confidenceAtLook(precision.looks.length),
    precision,
  });
}

/** How long the launches took and why they ended is known to the run alone; the rest is its plan. */
function precisionOf(found: PrecisionState | null, options: RunOptions): PrecisionState | null {
  if (found === null || options.precision === undefined) return null;
  const looks = plannedLooks(options);
  return {
    ...found,
    wantedPercent: options.precision.percent,
    looks,
    looksTaken: found.ended === 'looks taken' ? looks.length : found.looksTaken,
  };
}

/** Numbers of launches of the interim analyses of a run with a wanted precision. */
export function plannedLooks({ launches, runs }: Pick<RunOptions, 'launches' | 'runs'>): number[] {
  return interimAnalysesFrom(Math.min(launches, runs));
}

function resultsOf(
  { engines, agreements, floatEffect, equity }: ScenarioResults,
  head: ScenarioHead,
  measured: readonly EngineName[],
): ScenarioResults {
  const written = (name: EngineName | undefined) => engines.find(({ engine }) => engine === name);
  const exactName = exactEngines.find((name) => written(name) !== undefined);
  const own = engines.map((each, index) => {
    const engine = measured[index] ?? each.engine;
    const curve = engine === exactName ? equity.exact : engine === 'float' ? equity.float : null;
    const summary = {
      ...each.summary,
      engine,
      scenario: head.scenario,
      initialCapital: head.parameters.capital,
      finalEquity: curve?.at(-1) ?? each.summary.finalEquity,
      fills: each.evidence.buys + each.evidence.sells,
    };
    return { ...each, engine, summary };
  });
  const known = own.map((each) => {
    // Twins whose traces are the same have the same summary.
    const pair = twins.find((names) => names.includes(each.engine)) ?? [];
    const twin = own.find(
      ({ engine, traceDigest }) => engine === leaderOf(pair) && traceDigest === each.traceDigest,
    );
    return twin === undefined ? each : { ...each, summary: { ...twin.summary, engine: each.engine } };
  });
  const exact = known.find(({ engine }) => engine === exactName);
  const float = known.find(({ engine }) => engine === 'float');
  const [exactEquity, floatEquity] = [equity.exact, equity.float];
  return {
    engines: known,
    agreements: twins.map((pair) => agreementOf(pair, engines, agreements)),
    floatEffect:
      exact === undefined || float === undefined || floatEffect === null
        ? null
        : effectOf(floatEffect, exact, float, head),
    equity: {
      ...equity,
      exact: exact === undefined ? null : exactEquity,
      float: float === undefined ? null : floatEquity,
      difference:
        exactEquity === null || floatEquity === null
          ? null
          : exactEquity.flatMap((each, index) => {
              const other = floatEquity[index];
              return other === undefined ? [] : [decimalDifference(other, each)];
            }),
    },
  };
}

/** The one of two engines whose equity the report holds. */
function leaderOf(pair: readonly EngineName[]): EngineName | undefined {
  return pair.find((name) => name === 'native' || name === 'float');
}

function agreementOf(
  [first, second]: (typeof twins)[number],
  engines: ScenarioResults['engines'],
  found: readonly Agreement[],
): Agreement {
  const [ours, theirs] = [first, second].map((name) => engines.find(({ engine }) => engine === name));
  const pair: Agreement['engines'] = [first, second];
  if (ours === undefined || theirs === undefined)
    return { engines: pair, word: 'not compared', firstDifference: null };
  if (ours.traceDigest === theirs.traceDigest)
    return { engines: pair, word: 'identical', firstDifference: null };
  const lines = found.find((each) => each.engines[0] === first)?.firstDifference ?? null;
  return { engines: pair, word: 'different', firstDifference: lines };
}

type EngineResult = ScenarioResults['engines'][number];

function effectOf(
  found: FloatEffect,
  exact: EngineResult,
  float: EngineResult,
  { parameters }: ScenarioHead,
): FloatEffect {
  const { differingFills, differingDecisions, first } = found;
  const changed = differingFills > 0 || differingDecisions > 0;
  const facts = {
    differingFills,
    differingDecisions,
    extraFills: float.summary.fills - exact.summary.fills,
    first:
      first === null
        ? null
        : {
            ...first,
            exact: { ...first.exact, engine: exact.engine },
            float: { ...first.float, engine: float.engine },
            tie: isTie(first.exact, parameters),
          },
    metrics: compareMetrics(exact.summary, float.summary),
  };
  return { changed, ...facts, ...effectWords(changed, facts, float) };
}
