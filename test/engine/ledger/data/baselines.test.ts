/**
 * The reference results in `baselines/results.json`. After a wanted change of the generator or the ledger, run this file
 * with `UPDATE_BASELINES=1` in the environment, and look at what changed before committing it.
 */
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { engineOf } from '../../../../engine/ledger/engines';
import { allScenarios, scenarioNames, type ScenarioName } from '../../../../engine/protocol/vocabulary';
import { scenarioOf } from '../../../../engine/ledger/scenarios';
import { resultsOf } from '../../../../engine/benchmark/verdict/results';

const folder = path.join(__dirname, '..', '..', '..', '..', 'baselines');
const file = path.join(folder, 'results.json');
/** One engine of each kind; that its twin agrees with it to the last digit or bit is another test's matter. */
const engines = ['decimal.js', 'float'] as const;

describe('The reference results', () => {
  it('are what every scenario’s bundle and backtest give here', () => {
    const results = {
      $schema: './results.schema.json',
      bundles: Object.fromEntries(scenarioNames.map((name) => [name, bundleOf(name)])),
      results: Object.fromEntries(allScenarios.map((name) => [name, scenarioResults(name)])),
    };
    const text = `${JSON.stringify(results, null, 2)}\n`;
    if (process.env['UPDATE_BASELINES'] === '1') writeFileSync(file, text);
    assert.deepEqual(readJson(file), results);
  });

  it('have the form that their schema describes', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    const validate = ajv.compile(readSchema(path.join(folder, 'results.schema.json')));
    assert.ok(validate(readJson(file)), ajv.errorsText(validate.errors));
  });
});

function bundleOf(name: ScenarioName): { symbols: number; bars: number; digest: string } {
  const { symbols, time, digest } = generateBundle(name);
  return { symbols: symbols.length, bars: time.length, digest };
}

function scenarioResults(name: ScenarioName): Record<string, unknown> {
  const bundle = generateBundle(name);
  const { parameters } = scenarioOf(name);
  const descriptions = engines.map((engine) => {
    const control = new Int32Array(new SharedArrayBuffer(8));
    const decisions = new Uint8Array(bundle.time.length);
    const result = engineOf(engine, 'i64').prepare(bundle, parameters, control).describe(decisions);
    return { engine, result, decisions };
  });
  return Object.fromEntries(
    resultsOf(descriptions, bundle, parameters).engines.map(({ engine, summary, evidence, traceDigest }) => {
      const { fills, finalEquity, totalReturn, volatility, sharpe, maxDrawdown } = summary;
      const { buys, sells, ties } = evidence;
      const counts = { fills, buys, sells, ties };
      return [engine, { traceDigest, ...counts, finalEquity, totalReturn, volatility, sharpe, maxDrawdown }];
    }),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readSchema(path: string): object {
  const schema = readJson(path);
  assert.ok(typeof schema === 'object' && schema !== null);
  return schema;
}
