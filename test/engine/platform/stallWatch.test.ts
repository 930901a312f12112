import { strict as assert } from 'node:assert';
import { StallWatch } from '../../../engine/platform/stallWatch';

describe('stall watch', () => {
  it('counts the heartbeats that bring no progress', () => {
    const watch = new StallWatch();
    assert.deepEqual(
      [5, 5, 5, 6, 6].map((progress) => watch.beat(progress)),
      [0, 1, 2, 0, 1],
    );
  });

  it('takes a progress that begins anew for progress', () => {
    const watch = new StallWatch();
    assert.deepEqual(
      [900, 0, 0].map((progress) => watch.beat(progress)),
      [0, 0, 1],
    );
  });

  it('counts from the start again when something new has begun', () => {
    const watch = new StallWatch();
    watch.beat(0);
    watch.beat(0);
    watch.restart();
    assert.equal(watch.beat(0), 1);
  });
});
