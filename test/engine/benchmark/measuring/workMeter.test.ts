import { strict as assert } from 'node:assert';
import { expectationsOf, type Known } from '../../../../engine/benchmark/measuring/expectations';
import { participantsOf } from '../../../../engine/benchmark/measuring/plan';
import { WorkMeter } from '../../../../engine/benchmark/measuring/workMeter';

describe('work meter', () => {
  it('reckons the time left from the pace so far', () => {
    let now = 0;
    const meter = new WorkMeter(() => now);
    meter.expect('daily', 10_000);
    assert.equal(meter.etaSeconds(), 10);
    meter.done('daily', 8_000);
    now = 18_000;
    assert.equal(meter.fraction(), 0.8);
    assert.equal(meter.etaSeconds(), 4);
  });

  it('counts the step under way', () => {
    const meter = new WorkMeter(() => 0);
    meter.expect('daily', 1_000);
    assert.equal(meter.fraction(250), 0.25);
  });

  it('never goes back, even where a guess was too low', () => {
    const meter = new WorkMeter(() => 0);
    meter.expect('daily', 1_000);
    meter.done('daily', 500);
    assert.equal(meter.fraction(), 0.5);
    meter.expect('daily', 5_000);
    assert.equal(meter.fraction(), 0.5);
  });

  it('knows of scenarios that have not begun', () => {
    const meter = new WorkMeter(() => 0);
    meter.expect('daily', 1_000);
    meter.expect('minute', 3_000);
    meter.done('daily', 1_000);
    assert.equal(meter.fraction(), 0.25);
  });

  it('forgets a pace of guesses once durations were measured, and keeps it for what was only guessed', () => {
    let now = 0;
    const meter = new WorkMeter(() => now);
    meter.expect('file', 10_000);
    meter.expect('daily', 3_000);
    meter.done('file', 1_000);
    now = 10_000;
    meter.expectAsMeasured('file', 6_000);
    assert.equal(meter.etaSeconds(), 6 + 3 * 4);
    now = 13_000;
    meter.done('file', 1_000);
    assert.equal(meter.etaSeconds(), (5 * 5) / 3 + (3 * 15) / 4);
    meter.expect('daily', 3_000);
    assert.equal(meter.etaSeconds(), ((5 + 3) * 15) / 4);
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

  it('is what was measured, where it was', () => {
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
