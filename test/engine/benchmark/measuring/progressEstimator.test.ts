import { strict as assert } from 'node:assert';
import { expectationsOf, type Known } from '../../../../engine/benchmark/measuring/expectations';
import { participantsOf } from '../../../../engine/benchmark/measuring/plan';
import { ProgressEstimator } from '../../../../engine/benchmark/measuring/progressEstimator';

describe('progress estimator', () => {
  it('reckons the time left from the pace so far', () => {
    let now = 0;
    const estimator = new ProgressEstimator(() => now);
    estimator.expect('daily', 10_000);
    assert.equal(estimator.etaSeconds(), 10);
    estimator.done('daily', 8_000);
    now = 18_000;
    assert.equal(estimator.fraction(), 0.8);
    assert.equal(estimator.etaSeconds(), 4);
  });

  it('counts the step under way', () => {
    const estimator = new ProgressEstimator(() => 0);
    estimator.expect('daily', 1_000);
    assert.equal(estimator.fraction(250), 0.25);
  });

  it('never goes back, even when a guess was too low', () => {
    const estimator = new ProgressEstimator(() => 0);
    estimator.expect('daily', 1_000);
    estimator.done('daily', 500);
    assert.equal(estimator.fraction(), 0.5);
    estimator.expect('daily', 5_000);
    assert.equal(estimator.fraction(), 0.5);
  });

  it('knows of scenarios that have not begun', () => {
    const estimator = new ProgressEstimator(() => 0);
    estimator.expect('daily', 1_000);
    estimator.expect('minute', 3_000);
    estimator.done('daily', 1_000);
    assert.equal(estimator.fraction(), 0.25);
  });

  it('forgets a pace of guesses once durations were measured, and keeps it for what was only guessed', () => {
    let now = 0;
    const estimator = new ProgressEstimator(() => now);
    estimator.expect('file', 10_000);
    estimator.expect('daily', 3_000);
    estimator.done('file', 1_000);
    now = 10_000;
    estimator.expectAsMeasured('file', 6_000);
    assert.equal(estimator.etaSeconds(), 6 + 3 * 4);
    now = 13_000;
    estimator.done('file', 1_000);
    assert.equal(estimator.etaSeconds(), (5 * 5) / 3 + (3 * 15) / 4);
    estimator.expect('daily', 3_000);
    assert.equal(estimator.etaSeconds(), ((5 + 3) * 15) / 4);
  });
});

describe('what steps are expected to take', () => {
  const participants = participantsOf(['float', 'decimal.js', 'native']);
  const known: Known = {
    participants,
    bars: 2_000_000,
    source: 'file',
    nsPerRun: new Map(),
    startMs: null,
    atOnce: 2,
  };

  it('is what was measured', () => {
    const [first] = participants;
    assert.ok(first !== undefined);
    const measured = expectationsOf({ ...known, startMs: 700, nsPerRun: new Map([[first, 3e9]]) });
    assert.equal(measured.startMs, 700);
    assert.equal(measured.sampleMs(first), 3_000);
  });

  it('is never less than the slowest takes by itself, however many start at once', () => {
    const slowest = expectationsOf({ ...known, participants: participantsOf(['decimal.js']), atOnce: 1 });
    const all = expectationsOf({ ...known, atOnce: 100 });
    assert.equal(all.describeMs, slowest.describeMs);
    assert.equal(all.startMs, slowest.startMs);
  });
});
