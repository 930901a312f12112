import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  moreRepeats,
  orderOf,
  participantsOf,
  repeatsFor,
  roundsFor,
  samplesByLaunch,
  shortestSampleNs,
} from '../../../../engine/benchmark/measuring/plan';

describe('plan', () => {
  it('starts float a second time as the control, and only when float is measured', () => {
    assert.deepEqual(participantsOf(['float', 'native']), [
      { engine: 'float', control: false },
      { engine: 'native', control: false },
      { engine: 'float', control: true },
    ]);
    assert.deepEqual(participantsOf(['native']), [{ engine: 'native', control: false }]);
  });

  it('spreads the samples evenly over the launches', () => {
    assert.deepEqual(samplesByLaunch(5, 40), [8, 8, 8, 8, 8]);
    assert.deepEqual(samplesByLaunch(5, 12), [3, 3, 2, 2, 2]);
  });

  it('makes three runs three launches of one', () => {
    assert.deepEqual(samplesByLaunch(5, 3), [1, 1, 1]);
  });

  it('never takes more or fewer samples than asked for, nor a launch without one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 10_000 }), (launches, runs) => {
        const samples = samplesByLaunch(launches, runs);
        assert.ok(samples.length <= launches);
        assert.ok(samples.every((count) => count >= 1));
        assert.ok(Math.max(...samples) - Math.min(...samples) <= 1);
        assert.equal(
          samples.reduce((sum, count) => sum + count, 0),
          runs,
        );
      }),
    );
  });

  it('takes one sample a launch of an engine whose run is longer than two seconds', () => {
    assert.equal(roundsFor(8, 2.1e9), 1);
    assert.equal(roundsFor(8, 1.9e9), 8);
  });

  it('repeats a run until its sample is longer than the shortest', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e11, noNaN: true }), (nsPerRun) => {
        assert.ok(repeatsFor(nsPerRun) * nsPerRun >= shortestSampleNs);
      }),
    );
    assert.equal(repeatsFor(30e6), 1);
    assert.equal(repeatsFor(0), 25_000_000);
  });

  it('repeats more often what came out too short', () => {
    assert.equal(moreRepeats(10, 10e6), 25);
    assert.equal(moreRepeats(10, 40e6), 11);
  });

  it('alternates the order of rounds', () => {
    assert.deepEqual(orderOf(['a', 'b', 'c'], 1, 1), ['a', 'b', 'c']);
    assert.deepEqual(orderOf(['a', 'b', 'c'], 1, 2), ['c', 'b', 'a']);
    assert.deepEqual(orderOf(['a', 'b', 'c'], 1, 3), ['a', 'b', 'c']);
  });

  it('begins each launch with another participant', () => {
    const first = [1, 2, 3, 4].map((launch) => orderOf(['a', 'b', 'c'], launch, 1)[0]);
    assert.deepEqual(first, ['a', 'b', 'c', 'a']);
  });

  it('gives everyone the same places over two rounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 20 }), (count, launch) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const [there, back] = [orderOf(all, launch, 1), orderOf(all, launch, 2)];
        for (const one of all) assert.equal(there.indexOf(one) + back.indexOf(one), count - 1);
      }),
    );
  });
});
