import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { gateLooks } from '../../../../engine/benchmark/baseline/gateRun';
import {
  agreed,
  judge,
  pairedChange,
  unpairedChange,
  type Change,
} from '../../../../engine/benchmark/baseline/judge';
import type { GateWord } from '../../../../engine/protocol/gate';

const thresholds = { warningPercent: 5, failurePercent: 20 };
const level = 0.95;

/** Natural logarithms of launches around a mean. */
const launches = fc.record({
  n: fc.integer({ min: 2, max: 12 }),
  mean: fc.double({ min: -1, max: 1, noNaN: true }),
  sd: fc.double({ min: 0, max: 0.4, noNaN: true }),
});

const changes = fc.array(
  fc.tuple(launches, launches).map(([before, after]) => required(unpairedChange(before, after))),
  { minLength: 1, maxLength: 8 },
);

const severity: readonly GateWord[] = ['passed', 'not shown', 'warned', 'failed'];

describe('the words of a gate', () => {
  it('never fail what is below the failure threshold, nor warn of what is below the warning', () => {
    fc.assert(
      fc.property(changes, (all) => {
        for (const [index, { word }] of judged(all).entries()) {
          const percent = Math.expm1(all[index]?.logRatio ?? 0) * 100;
          if (word === 'failed') assert.ok(percent > thresholds.failurePercent);
          if (word === 'warned') assert.ok(percent > thresholds.warningPercent);
          if (word === 'passed') assert.ok(percent < thresholds.warningPercent);
        }
      }),
    );
  });

  it('become no milder when one becomes slower', () => {
    fc.assert(
      fc.property(changes, fc.nat(), fc.double({ min: 0, max: 2, noNaN: true }), (all, place, slower) => {
        const index = place % all.length;
        const moved = all.map((change, each) => (each === index ? shifted(change, slower) : change));
        const before = severity.indexOf(judged(all)[index]?.word ?? 'not judged');
        const after = severity.indexOf(judged(moved)[index]?.word ?? 'not judged');
        assert.ok(after >= before, `${String(severity[before])} became ${String(severity[after])}`);
      }),
    );
  });

  it('never fail when the comparison may only warn', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const words = judge(all, limits(all), level, false).map(({ word }) => word);
        assert.ok(!words.includes('failed'));
        const usual = judged(all).map(({ word }) => word);
        for (const [index, word] of usual.entries())
          if (word === 'failed') assert.equal(words[index], 'warned');
      }),
    );
  });

  it('are corrected for being many: what stands alone may not stand among others', () => {
    const change = required(unpairedChange({ n: 5, mean: 0, sd: 0.05 }, { n: 5, mean: 0.14, sd: 0.05 }));
    assert.equal(judged([change])[0]?.word, 'warned');
    const same = required(unpairedChange({ n: 5, mean: 0, sd: 0.05 }, { n: 5, mean: 0, sd: 0.05 }));
    const among = judged([change, ...new Array<Change>(30).fill(same)]);
    assert.equal(among[0]?.word, 'not shown');
    assert.ok(among[0].isUndecided);
  });

  it('say nothing of what was not measured', () => {
    assert.deepEqual(judge([null], [thresholds], level, true), [
      { word: 'not judged', interval: null, isUndecided: false },
    ]);
    assert.equal(pairedChange([0.1]), null);
    assert.equal(unpairedChange({ n: 1, mean: 0, sd: 0 }, { n: 5, mean: 0, sd: 0.1 }), null);
  });

  it('need both measurements to fail', () => {
    assert.equal(agreed('failed', 'failed'), 'failed');
    assert.equal(agreed('failed', 'warned'), 'warned');
    assert.equal(agreed('failed', 'passed'), 'not shown');
    assert.equal(agreed('failed', 'not shown'), 'not shown');
    assert.equal(agreed('passed', 'failed'), 'passed');
  });
});

describe('interim analyses of a gate', () => {
  it('double from the first to the most', () => {
    assert.deepEqual(gateLooks(5, 20), [5, 10, 20]);
    assert.deepEqual(gateLooks(5, 5), [5]);
    assert.deepEqual(gateLooks(4, 10), [4, 8, 10]);
  });
});

function judged(all: readonly Change[]): ReturnType<typeof judge> {
  return judge(all, limits(all), level, true);
}

function limits(all: readonly Change[]): (typeof thresholds)[] {
  return all.map(() => thresholds);
}

function shifted(change: Change, by: number): Change {
  return {
    logRatio: change.logRatio + by,
    interval: (of) => {
      const { low, high } = change.interval(of);
      return { low: low + by, high: high + by };
    },
    probability: (bound) => change.probability(bound - by),
  };
}

function required(change: Change | null): Change {
  assert.ok(change !== null);
  return change;
}
