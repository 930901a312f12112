import { strict as assert } from 'node:assert';
import { WorkMeter } from '../../../engine/benchmark/workMeter';

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
});
