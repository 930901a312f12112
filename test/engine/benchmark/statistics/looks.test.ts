import { strict as assert } from 'node:assert';
import { confidenceAtLook, looksFrom } from '../../../../engine/benchmark/statistics/looks';
import { tInterval } from '../../../../engine/benchmark/statistics/interval';
import { normalNumbers } from './seeded';
import { assertClose } from './assertClose';

describe('looks at a run', () => {
  it('are fixed beforehand, each at twice the launches of the one before', () => {
    assert.deepEqual(looksFrom(5), [5, 10, 20, 40, 80]);
    assert.deepEqual(looksFrom(1), [2, 4, 8, 16, 32]);
  });

  it('spend five percent in all', () => {
    for (const looks of [1, 2, 5, 10]) assertClose(looks * (1 - confidenceAtLook(looks)), 0.05, 'the error');
  });

  it('keep the promise of the last interval where a run stops as soon as it is narrow; plain ones would not', () => {
    const normal = normalNumbers(20240304);
    const looks = looksFrom(3).slice(0, 4);
    const wanted = 0.55;
    const missed = (level: number): number => {
      let misses = 0;
      for (let run = 0; run < 2_000; run++) {
        const values: number[] = [];
        for (const look of looks) {
          while (values.length < look) values.push(normal());
          const interval = tInterval(values, level);
          assert.ok(interval !== null);
          const isNarrow = interval.high - interval.low <= 2 * wanted;
          if (!isNarrow && look !== looks.at(-1)) continue;
          if (interval.low > 0 || interval.high < 0) misses++;
          break;
        }
      }
      return misses / 2_000;
    };
    assert.ok(missed(0.95) > 0.06, `plain intervals missed in ${missed(0.95)}`);
    assert.ok(missed(confidenceAtLook(looks.length)) <= 0.05);
  });
});
