import { strict as assert } from 'node:assert';
import { StallDetector } from '../../../engine/platform/stallDetector';

describe('stall detector', () => {
  it('counts the heartbeats that bring no progress', () => {
    const detector = new StallDetector();
    assert.deepEqual(
      [5, 5, 5, 6, 6].map((progress) => detector.beat(progress)),
      [0, 1, 2, 0, 1],
    );
  });

  it('takes a progress that begins anew for progress', () => {
    const detector = new StallDetector();
    assert.deepEqual(
      [900, 0, 0].map((progress) => detector.beat(progress)),
      [0, 0, 1],
    );
  });

  it('counts from the start again when something new has begun', () => {
    const detector = new StallDetector();
    detector.beat(0);
    detector.beat(0);
    detector.restart();
    assert.equal(detector.beat(0), 1);
  });
});
