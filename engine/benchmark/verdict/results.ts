import { createHash } from 'node:crypto';
import { traceLines } from '../../ledger/backtest/trace';
import type { Bundle } from '../../ledger/data/bundle';
import type { BacktestResult } from '../../protocol/backtest';
import type { Agreement, ScenarioResults } from '../../protocol/report';
import { exactEngines, type BacktestParameters, type EngineName } from '../../protocol/vocabulary';
import { decimalDifference } from './decimalDifference';
import type { Description } from './description';
import { floatEffectOf } from './floatEffect';

/** The engines that must agree to the last digit, and those that must agree to the last bit. */
export const twins: readonly (readonly [EngineName, EngineName])[] = [
  ['native', 'decimal.js'],
  ['native-float', 'float'],
];

/** What the engines computed, whether they agree, and what floats did to the result. */
export function resultsOf(
  descriptions: readonly Description[],
  bundle: Bundle,
  parameters: BacktestParameters,
): ScenarioResults {
  const traces = new Map(descriptions.map(({ engine, result }) => [engine, anonymousTrace(result)]));
  const exact = exactEngines
    .map((name) => descriptions.find(({ engine }) => engine === name))
    .find((description) => description !== undefined);
  const float = descriptions.find(({ engine }) => engine === 'float');
  return {
    engines: descriptions.map(({ engine, result }) => ({
      engine,
      summary: result.summary,
      evidence: result.evidence,
      traceDigest: digestOf(traces.get(engine) ?? []),
    })),
    agreements: twins.map((pair) => agreementOf(pair, traces)),
    floatEffect:
      exact === undefined || float === undefined ? null : floatEffectOf(exact, float, bundle, parameters),
    equity: equityOf(exact?.result, float?.result),
  };
}

/** The trace with the engine's name left out, which is all that twins may differ in. */
function anonymousTrace(result: BacktestResult): string[] {
  const name = `"engine":${JSON.stringify(result.summary.engine)},`;
  return traceLines(result).map((line) =>
    line.startsWith('{"type":"summary"') ? line.replace(name, '') : line,
  );
}

function digestOf(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

function agreementOf(
  [first, second]: readonly [EngineName, EngineName],
  traces: ReadonlyMap<EngineName, readonly string[]>,
): Agreement {
  const ours = traces.get(first);
  const theirs = traces.get(second);
  const engines: Agreement['engines'] = [first, second];
  if (ours === undefined || theirs === undefined)
    return { engines, word: 'not compared', firstDifference: null };
  const length = Math.max(ours.length, theirs.length);
  for (let line = 0; line < length; line += 1) {
    const [a, b] = [ours[line] ?? noLine, theirs[line] ?? noLine];
    if (a !== b) return { engines, word: 'different', firstDifference: [a, b] };
  }
  return { engines, word: 'identical', firstDifference: null };
}

const noLine = '(no line)';

function equityOf(
  exact: BacktestResult | undefined,
  float: BacktestResult | undefined,
): ScenarioResults['equity'] {
  const exactEquity = exact?.sessions.map(({ equity }) => equity) ?? null;
  const floatEquity = float?.sessions.map(({ equity }) => equity) ?? null;
  return {
    dates: (exact ?? float)?.sessions.map(({ date }) => date) ?? [],
    exact: exactEquity,
    float: floatEquity,
    difference:
      exactEquity === null || floatEquity === null
        ? null
        : exactEquity.flatMap((equity, index) => {
            const other = floatEquity[index];
            return other === undefined ? [] : [decimalDifference(other, equity)];
          }),
  };
}
