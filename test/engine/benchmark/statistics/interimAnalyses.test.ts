import { strict as assert } from 'node:assert';
import {
  confidenceAtLook,
  interimAnalysesFrom,
} from '../../../../engine/benchmark/statistics/interimAnalyses';
import { tInterval } from '../../../../engine/benchmark/statistics/interval';
import { normalNumbers } from './seeded';
import { assertClose } from './assertClose';

describe('interim analyses of a run', () => {
  it('are fixed beforehand, each at twice the launches of the one before', () => {
    assert.deepEqual(interimAnalysesFrom(5), [5, 10, 20, 40, 80]);
    assert.deepEqual(interimAnalysesFrom(1), [2, 4, 8, 16, 32]);
  });

  it('spend five percent in all', () => {
    for (const analyses of [1, 2, 5, 10])
      assertClose(analyses * (1 - confidenceAtLook(analyses)), 0.05, 'the error');
  });

  it('keep the promise of the last interval when a run stops as soon as it is narrow; plain ones would not', () => {
    const normal = normalNumbers(20240304);
    const analyses = interimAnalysesFrom(3).slice(0, 4);
    const wanted = 0.55;
    const missed = (level: number): number => {
      let misses = 0;
      for (let run = 0; run < 2_000; run++) {
        const values: number[] = [];
        for (const analysis of analyses) {
          while (values.length < analysis) values.push(normal());
          const interval = tInterval(values, level);
          assert.ok(interval !== null);
          const isNarrow = interval.high - interval.low <= 2 * wanted;
          if (!isNarrow && analysis !== analyses.at(-1)) continue;
          if (interval.low > 0 || interval.high < 0) misses++;
          break;
        }
      }
      return misses / 2_000;
    };
    assert.ok(missed(0.95) > 0.06, `plain intervals missed in ${missed(0.95)}`);
    assert.ok(missed(confidenceAtLook(analyses.length)) <= 0.05);
  });
});
