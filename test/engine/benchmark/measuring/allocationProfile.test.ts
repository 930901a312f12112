import { strict as assert } from 'node:assert';
import {
  allocationProfile,
  allocatedBetween,
} from '../../../../engine/benchmark/measuring/allocationProfile';
import { exposeGc } from './exposeGc';

describe('allocation profile', () => {
  it('counts what is allocated between collections, not what they free', () => {
    const collections = [
      { before: 900, after: 100, costUs: 5 },
      { before: 1_100, after: 120, costUs: 5 },
    ];
    assert.equal(allocatedBetween(400, collections, 220), 500 + 1_000 + 100);
  });

  it('counts the growth when nothing was collected', () => {
    assert.equal(allocatedBetween(400, [], 700), 300);
    assert.equal(allocatedBetween(400, [], 300), 0);
  });

  describe('of runs', () => {
    before(exposeGc);

    const kept: unknown[] = [];
    const profiled = (run: () => void, repeats: number): ReturnType<typeof allocationProfile> =>
      allocationProfile({ run, describe: () => assert.fail() }, repeats);

    it('finds the bytes of one run, in array buffers and on the heap, collected or not', () => {
      const buffers = profiled(() => (kept[0] = new Uint8Array(1_000_000)), 200);
      assert.ok(Math.abs(buffers.allocatedBytes - 1_000_000) < 100_000, `${buffers.allocatedBytes}`);
      const objects = profiled(() => (kept[0] = Array.from({ length: 10_000 }, (_, n) => ({ n }))), 200);
      assert.ok(
        objects.allocatedBytes > 200_000 && objects.allocatedBytes < 2_000_000,
        `${objects.allocatedBytes}`,
      );
      assert.ok(objects.gcShare > 0 && objects.gcShare <= 1);
    });

    it('does not count that buffers of earlier code are freed meanwhile', () => {
      for (let time = 0; time < 50; time++) {
        for (let buffer = 0; buffer < 1_000; buffer++) kept[0] = new Uint8Array(2_000 + (buffer % 7) * 3_000);
        kept[0] = null;
        const { allocatedBytes } = profiled(() => (kept[0] = new Uint8Array(1_000_000)), 20);
        assert.ok(Math.abs(allocatedBytes - 1_000_000) < 100_000, `${allocatedBytes}`);
      }
    });

    it('finds almost nothing when nothing is allocated', () => {
      let sum = 0;
      const { allocatedBytes } = profiled(() => {
        for (let n = 0; n < 100_000; n++) sum = (sum + n) | 0;
      }, 200);
      assert.ok(allocatedBytes < 10_000, `${allocatedBytes}`);
    });
  });
});
