import { strict as assert } from 'node:assert';
import { headOf, jobsOf, type Job } from '../../../../engine/benchmark/measuring/jobs';
import { dataWarnings, fillWarnings } from '../../../../engine/benchmark/measuring/scenarioWarnings';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { engineOf } from '../../../../engine/ledger/engines/index';
import type { EngineName } from '../../../../engine/protocol/vocabulary';
import { resultsOf } from '../../../../engine/benchmark/verdict/results';
import { optionsOf } from './processes';

const engines: EngineName[] = ['float', 'decimal.js'];

describe('warnings about a scenario', () => {
  const bundle = generateBundle('daily');
  const [job] = jobsOf(optionsOf({ engines }));
  assert.ok(job !== undefined);

  it('are none when all engines trade', () => {
    assert.deepEqual(warningsOf(job, bundle), []);
    assert.deepEqual(dataWarnings(headOf(job, bundle), bundle), []);
  });

  it('say that the series is too short for the window', () => {
    const long = {
      ...job,
      parameters: { ...job.parameters, strategy: { kind: 'sma', fast: 50, slow: 500 } as const },
    };
    assert.deepEqual(warningsOf(long, bundle), [
      'No order was filled: the longest series has 452 bars, and the first decision needs 500. ' +
        'What was timed is an empty run.',
    ]);
  });

  it('say that the warm-up leaves nothing to trade', () => {
    const warm = { ...job, parameters: { ...job.parameters, warmup: 1_000 } };
    assert.match(warningsOf(warm, bundle)[0] ?? '', /has 452 bars, and the first decision needs 1,001/);
  });

  it('say that the strategy never wanted to trade', () => {
    const calm = {
      ...job,
      parameters: {
        ...job.parameters,
        strategy: { kind: 'momentum', window: 2, threshold: '100000' } as const,
      },
    };
    assert.match(warningsOf(calm, bundle)[0] ?? '', /gave no signal/);
  });

  it('count what is odd about the bars', () => {
    const odd = { ...bundle, unenclosedBars: 1_200, roundedInputs: 1 };
    assert.deepEqual(dataWarnings(headOf(job, odd), odd), [
      '1,200 bars with a high or low that does not enclose open and close.',
      '1 value was rounded half to even to 8 fractional digits.',
    ]);
  });
});

function warningsOf(job: Job, bundle: Bundle): string[] {
  const descriptions = engines.map((engine) => {
    const decisions = new Uint8Array(bundle.time.length);
    const control = new Int32Array(new SharedArrayBuffer(8));
    const result = engineOf(engine, 'i64').prepare(bundle, job.parameters, control).describe(decisions);
    return { engine, result, decisions };
  });
  return fillWarnings(headOf(job, bundle), bundle, resultsOf(descriptions, bundle, job.parameters));
}
