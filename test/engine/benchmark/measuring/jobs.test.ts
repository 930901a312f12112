import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { countSessions, jobsOf } from '../../../../engine/benchmark/measuring/jobs';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { EngineError } from '../../../../engine/platform/errors';
import { engineOf } from '../../../../engine/ledger/engines';
import { describeWith } from '../../ledger/backtest/support';
import { arbitraryBacktest } from '../../ledger/exactness/arbitraryBacktest';
import { optionsOf } from './processes';

const day = 86_400_000;

/** A bundle that only has times: what sessions are counted from. */
function bundleAt(...series: number[][]): Bundle {
  const offsets = new Uint32Array(series.length + 1);
  series.forEach(({ length }, index) => (offsets[index + 1] = (offsets[index] ?? 0) + length));
  const time = Float64Array.from(series.flat());
  const column = new BigInt64Array(time.length);
  return {
    scenario: null,
    symbols: series.map((_, index) => `S${index}`),
    offsets,
    time,
    open: column,
    high: column,
    low: column,
    close: column,
    volume: column,
    timeline: Float64Array.from(new Set(time)).sort(),
    digest: '',
    roundedInputs: 0,
    unenclosedBars: 0,
  };
}

describe('jobs', () => {
  it('names the scenario and its strategy', () => {
    const [job] = jobsOf(optionsOf());
    assert.equal(job?.title, 'Daily · SMA 50/200');
    assert.equal(job.expectedBars, 4_520);
  });

  it('replaces parameters by the options', () => {
    const [job] = jobsOf(optionsOf({ overrides: { capital: '5000', commission: '0' } }));
    assert.equal(job?.parameters.capital, '5000');
    assert.equal(job.parameters.commission, '0');
    assert.equal(job.parameters.quantity, '100');
  });

  it('titles own data by the base name of its file', () => {
    const [scenario] = jobsOf(optionsOf());
    assert.ok(scenario !== undefined);
    const { parameters } = scenario;
    const work = { kind: 'file', path: '/some/where/bars.csv', parameters, roundInputs: false } as const;
    const [job] = jobsOf(optionsOf({ work, overrides: { capital: '7' } }));
    assert.equal(job?.title, 'bars.csv · SMA 50/200');
    assert.equal(job.key, 'file');
    assert.equal(job.parameters.capital, '7');
  });

  it('refuses engines and scenarios that are named twice or not at all', () => {
    const refused = (changes: Parameters<typeof optionsOf>[0]): void =>
      assert.throws(
        () => jobsOf(optionsOf(changes)),
        (error) => error instanceof EngineError && error.code === 'bad-input',
      );
    refused({ engines: [] });
    refused({ engines: ['float', 'float'] });
    refused({ runs: 1.5 });
    refused({ work: { kind: 'scenarios', names: ['daily', 'daily'] } });
  });

  it('counts the dates from the first bar on that is past its warm-up', () => {
    const bundle = bundleAt([0, day, 2 * day, 2 * day + 60_000], [day, 3 * day]);
    assert.equal(countSessions(bundle, 0), 4);
    assert.equal(countSessions(bundle, 1), 3);
    assert.equal(countSessions(bundle, 2), 2);
    assert.equal(countSessions(bundle, 4), 0);
  });

  it('counts as many sessions as a backtest has', () => {
    let sessions = 0;
    fc.assert(
      fc.property(arbitraryBacktest(), ({ bundle, parameters }) => {
        try {
          const { result } = describeWith(engineOf('float', 'i64'), bundle, parameters);
          assert.equal(countSessions(bundle, parameters.warmup), result.sessions.length);
          sessions += result.sessions.length;
        } catch (error) {
          // A backtest may also end with a failure.
          if (!(error instanceof EngineError)) throw error;
        }
      }),
    );
    assert.ok(sessions > 100, `only ${sessions} sessions`);
  });
});
