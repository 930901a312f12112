import { strict as assert } from 'node:assert';
import { describeOnce } from '../../../../engine/benchmark/measuring/describeOnce';
import { EngineError } from '../../../../engine/platform/errors';
import { foldersOf, optionsOf } from './processes';

describe('describing one engine once', () => {
  it('gives its whole result, in a process of its own', async () => {
    const result = await describeOnce({ options: optionsOf(), engine: 'decimal.js', key: 'daily' });
    assert.equal(result.summary.engine, 'decimal.js');
    assert.equal(result.summary.scenario, 'daily');
    assert.equal(result.sessions.length, 252);
    assert.equal(result.fills.length, result.summary.fills);
    assert.deepEqual(foldersOf(process.pid), []);
  });

  it('can be cancelled', async () => {
    const cancelling = new AbortController();
    const described = describeOnce({
      options: optionsOf({ work: { kind: 'scenarios', names: ['hourly'] } }),
      engine: 'decimal.js',
      key: 'hourly',
      signal: cancelling.signal,
    });
    cancelling.abort();
    await assert.rejects(described, (error) => error instanceof EngineError && error.code === 'cancelled');
    assert.deepEqual(foldersOf(process.pid), []);
  });

  it('refuses a scenario that the run does not have', async () => {
    await assert.rejects(
      describeOnce({ options: optionsOf(), engine: 'float', key: 'minute' }),
      /The run has no scenario minute/,
    );
  });
});
