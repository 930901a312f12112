import { strict as assert } from 'node:assert';
import { setImmediate } from 'node:timers/promises';
import { mapConcurrent } from '../../../engine/platform/mapConcurrent';

describe('work in turn', () => {
  it('keeps the order of the items, and never works on more than it may', async () => {
    let working = 0;
    let most = 0;
    const results = await mapConcurrent([3, 1, 2, 0, 4], 2, async (item) => {
      working++;
      most = Math.max(most, working);
      for (let turn = 0; turn < item; turn++) await Promise.resolve();
      working--;
      return item * 10;
    });
    assert.deepEqual(results, [30, 10, 20, 0, 40]);
    assert.equal(most, 2);
  });

  it('ends with the first error, and begins nothing after it', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<number> => {
      begun.push(item);
      if (item === 2) throw new Error('two');
      await setImmediate();
      return item;
    };
    await assert.rejects(mapConcurrent([1, 2, 3, 4], 2, work), { message: 'two' });
    await setImmediate();
    assert.deepEqual(begun, [1, 2]);
  });
});
