import { strict as assert } from 'node:assert';
import { shortestSampleNs } from '../../../../engine/benchmark/measuring/plan';
import { Sampler } from '../../../../engine/benchmark/measuring/sampler';
import type { PreparedBacktest } from '../../../../engine/ledger/engines/engine';
import { EngineError } from '../../../../engine/platform/errors';
import { exposeGc } from './exposeGc';

/** A backtest that takes the time it is told to, and counts. */
class Clockwork implements PreparedBacktest {
  runs = 0;
  readonly #lastsMs: number;

  constructor(lastsMs: number) {
    this.#lastsMs = lastsMs;
  }

  run(): void {
    this.runs++;
    const end = performance.now() + this.#lastsMs;
    while (performance.now() < end);
  }

  describe(): never {
    throw new Error('not asked for');
  }
}

describe('sampler', () => {
  before(exposeGc);

  it('runs exactly as often as requested, every time', () => {
    const backtest = new Clockwork(0);
    const sampler = new Sampler(backtest);
    sampler.take(3);
    assert.equal(backtest.runs, 3);
    sampler.take(1);
    assert.equal(backtest.runs, 4);
    sampler.take(1_000);
    assert.equal(backtest.runs, 1_004);
  });

  it('gives the time of one run, which is not shorter than it lasted', () => {
    const { ns } = new Sampler(new Clockwork(2)).take(5);
    assert.ok(ns >= 2e6, `${ns}`);
  });

  it('warms for as long as requested, in samples that are long enough', () => {
    const backtest = new Clockwork(1);
    const startedAt = performance.now();
    const { runs, nsPerRun } = new Sampler(backtest).warm(100, 5_000);
    assert.ok(performance.now() - startedAt >= 100);
    assert.equal(runs, backtest.runs);
    assert.ok(nsPerRun >= 1e6);
    assert.ok(runs * nsPerRun >= shortestSampleNs);
  });

  it('warms a slow run by one run alone', () => {
    const backtest = new Clockwork(30);
    new Sampler(backtest).warm(5, 10);
    assert.equal(backtest.runs, 1);
  });

  it('passes on what the run throws, as it was thrown', () => {
    const error = new EngineError({ code: 'overflow', message: 'too large', where: null, remedy: null });
    const sampler = new Sampler({
      run: () => {
        throw error;
      },
      describe: () => {
        throw error;
      },
    });
    assert.throws(
      () => sampler.take(1),
      (thrown) => thrown === error,
    );
  });
});
