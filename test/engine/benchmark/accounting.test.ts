import { strict as assert } from 'node:assert';
import { allocatedBetween } from '../../../engine/benchmark/accounting';

describe('accounting', () => {
  it('counts what is allocated between collections, not what they free', () => {
    const collections = [
      { before: 900, after: 100, costUs: 5 },
      { before: 1_100, after: 120, costUs: 5 },
    ];
    assert.equal(allocatedBetween(400, collections, 220), 500 + 1_000 + 100);
  });

  it('counts the growth where nothing was collected', () => {
    assert.equal(allocatedBetween(400, [], 700), 300);
    assert.equal(allocatedBetween(400, [], 300), 0);
  });
});
