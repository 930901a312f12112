import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { tInterval } from '../../../../engine/benchmark/statistics/interval';
import {
  differenceWord,
  noiseFloorOf,
  targetWord,
  type Bounded,
} from '../../../../engine/benchmark/verdict/decide';
import { normalNumbers } from '../statistics/seeded';

const bound = fc.double({ min: -3, max: 3, noNaN: true });
const interval = fc.tuple(bound, bound).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const floor = fc.double({ min: 0, max: 1, noNaN: true });

describe('The word for a difference', () => {
  it('is turned round when the two are swapped', () => {
    const opposite = { faster: 'slower', slower: 'faster' } as const;
    fc.assert(
      fc.property(interval, floor, ({ low, high }, noise) => {
        const there = differenceWord(estimate({ low, high }), noise);
        const back = differenceWord(estimate({ low: -high, high: -low }), noise);
        assert.equal(back, there === 'faster' || there === 'slower' ? opposite[there] : there);
      }),
    );
  });

  it('claims nothing when the interval holds 0 or reaches into the noise floor', () => {
    fc.assert(
      fc.property(interval, floor, (found, noise) => {
        const nearest =
          found.low <= 0 && found.high >= 0 ? 0 : Math.min(Math.abs(found.low), Math.abs(found.high));
        const word = differenceWord(estimate(found), noise);
        assert.equal(word === 'faster' || word === 'slower', nearest > noise);
      }),
    );
  });

  it('claims nothing about the control against itself', () => {
    fc.assert(
      fc.property(interval, (found) => {
        assert.equal(differenceWord(estimate(found), noiseFloorOf(found)), 'no difference shown');
      }),
    );
  });

  it('is no claim without an interval or without a noise floor', () => {
    assert.equal(differenceWord(estimate(null), 0), 'no difference shown');
    assert.equal(differenceWord(estimate({ low: 1, high: 2 }), null), 'no difference shown');
    assert.equal(differenceWord(null, 0), 'not measured');
  });
});

describe('Engines that are truly equal', () => {
  it('are hardly ever claimed to differ, though one interval in twenty excludes 0', () => {
    const normal = normalNumbers(20240304);
    // Launch means that scatter by three percent, five launches a run.
    const engineMeans = (): number[] => Array.from({ length: 5 }, () => 0.03 * normal());
    const runs = 2000;
    let excluded = 0;
    let claims = 0;
    for (let run = 0; run < runs; run += 1) {
      const [float, control, native] = [engineMeans(), engineMeans(), engineMeans()];
      const found = tInterval(native.map((mean, launch) => mean - (float[launch] ?? 0)));
      const itself = tInterval(float.map((mean, launch) => mean - (control[launch] ?? 0)));
      if (found !== null && (found.low > 0 || found.high < 0)) excluded += 1;
      if (differenceWord(estimate(found), noiseFloorOf(itself)) !== 'no difference shown') claims += 1;
    }
    assert.ok(excluded > runs * 0.03 && excluded < runs * 0.07, `${excluded} of ${runs} exclude 0`);
    assert.ok(claims < runs * 0.005, `${claims} claims in ${runs} runs`);
  });
});

describe('The word for the target', () => {
  it('is met or missed only when the whole interval lies on one side', () => {
    fc.assert(
      fc.property(interval, fc.double({ min: -90, max: 500, noNaN: true }), (found, target) => {
        const word = targetWord(estimate(found), target);
        const [low, high] = [Math.expm1(found.low) * 100, Math.expm1(found.high) * 100];
        if (word === 'met') assert.ok(high < target + 1e-9);
        else if (word === 'missed') assert.ok(low >= target - 1e-9);
        else assert.ok(low < target + 1e-9 && high >= target - 1e-9);
      }),
    );
  });

  it('is not shown without an interval and not measured without an estimate', () => {
    assert.equal(targetWord(estimate(null), 30), 'not shown');
    assert.equal(targetWord(null, 30), 'not measured');
  });
});

function estimate(found: Bounded['interval']): Bounded {
  return { interval: found };
}
