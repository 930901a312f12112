import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { pairedT } from '../../../../engine/benchmark/statistics/paired';
import {
  momentsOf,
  welch,
  welchOfMoments,
  type LogRatioTest,
} from '../../../../engine/benchmark/statistics/welch';
import reference from '../../../fixtures/statistics/inference.json';
import { assertClose } from './assertClose';

const time = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const times = fc.array(time, { minLength: 2, maxLength: 12 });
const pairs = fc.array(fc.tuple(time, time), { minLength: 2, maxLength: 12 });
const unit = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

describe('welch', () => {
  for (const expected of reference.welch) {
    it(`agrees with SciPy on ${expected.a.length} against ${expected.b.length} figures`, () => {
      assertTest(welch(expected.a, expected.b), expected);
      const wide = found(welch(expected.a, expected.b, 0.99));
      assertClose(wide.interval.low, expected.low99, 'low end at 99 %', 1e-9);
      assertClose(wide.interval.high, expected.high99, 'high end at 99 %', 1e-9);
    });
  }

  it('gives the same from means and deviations of the logarithms', () => {
    const [a, b] = [
      [1.2, 1.03, 1.1],
      [1.15, 1.02, 1.06],
    ] as const;
    assert.deepEqual(welchOfMoments(momentsOf(a.map(Math.log)), momentsOf(b.map(Math.log))), welch(a, b));
  });

  it('turns its sign when the lists are swapped', () => {
    fc.assert(fc.property(times, times, (a, b) => assertMirrored(found(welch(a, b)), found(welch(b, a)))));
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(times, times, unit, (a, b, factor) =>
        assertAlike(found(welch(a, b)), found(welch(scaled(a, factor), scaled(b, factor)))),
      ),
    );
  });

  it('excludes no difference from the interval exactly when p is below what the interval leaves', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        const { interval, p } = found(welch(a, b));
        if (Math.abs(p - 0.05) < 1e-9) return;
        assert.equal(interval.low > 0 || interval.high < 0, p < 0.05);
      }),
    );
  });

  it('has no interval when a list has a single figure', () => {
    assert.equal(welch([1], [1, 2]), null);
    assert.equal(welch([1, 2], []), null);
    assert.equal(welchOfMoments({ n: 1, mean: 0, sd: 0 }, { n: 5, mean: 0, sd: 1 }), null);
  });

  it('refuses figures without a logarithm', () => {
    for (const bad of [0, -1, NaN, Infinity]) assert.throws(() => welch([1, bad], [1, 2]), RangeError);
  });

  it('leaves no doubt when nothing scatters', () => {
    const { interval, p, degreesOfFreedom } = found(welch([2, 2], [1, 1, 1]));
    assert.deepEqual(interval, { low: -Math.log(2), high: -Math.log(2) });
    assert.equal(p, 0);
    assert.equal(degreesOfFreedom, 3);
    assert.equal(found(welch([2, 2], [2, 2])).p, 1);
  });
});

describe('pairedT', () => {
  for (const expected of reference.paired) {
    it(`agrees with SciPy on ${expected.a.length} pairs`, () => {
      assertTest(pairedT(expected.a, expected.b), expected);
    });
  }

  it('turns its sign when the lists are swapped', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [list.map(([first]) => first), list.map(([, second]) => second)];
        assertMirrored(found(pairedT(a, b)), found(pairedT(b, a)));
      }),
    );
  });

  it('does not mind what a pair has in common', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time, unit), { minLength: 2, maxLength: 12 }), (list) => {
        const plain = pairedT(
          list.map(([first]) => first),
          list.map(([, second]) => second),
        );
        const disturbed = pairedT(
          list.map(([first, , common]) => first * common),
          list.map(([, second, common]) => second * common),
        );
        assertAlike(found(plain), found(disturbed));
      }),
    );
  });

  it('refuses lists that are not equally long, and has no interval below two pairs', () => {
    assert.throws(() => pairedT([1, 2], [1]), RangeError);
    assert.equal(pairedT([1], [2]), null);
  });
});

interface Expected {
  readonly logRatio: number;
  readonly low: number;
  readonly high: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

function assertTest(test: LogRatioTest | null, expected: Expected): void {
  const { logRatio, interval, degreesOfFreedom, p } = found(test);
  assertClose(logRatio, expected.logRatio, 'log-ratio');
  assertClose(interval.low, expected.low, 'low end', 1e-9);
  assertClose(interval.high, expected.high, 'high end', 1e-9);
  assertClose(degreesOfFreedom, expected.degreesOfFreedom, 'degrees of freedom', 1e-9);
  assertClose(p, expected.p, 'p', 1e-9);
}

function assertMirrored(there: LogRatioTest, back: LogRatioTest): void {
  assertClose(back.logRatio, -there.logRatio, 'log-ratio');
  assertClose(back.interval.low, -there.interval.high, 'low end');
  assertClose(back.interval.high, -there.interval.low, 'high end');
  assertClose(back.p, there.p, 'p');
}

/** Alike but for rounding; a p-value near a scatter of nothing is left out, since rounding is all of that scatter. */
function assertAlike(one: LogRatioTest, other: LogRatioTest): void {
  assertClose(other.logRatio, one.logRatio, 'log-ratio', 1e-9);
  assertClose(other.interval.low, one.interval.low, 'low end', 1e-7);
  assertClose(other.interval.high, one.interval.high, 'high end', 1e-7);
}

function scaled(list: readonly number[], factor: number): number[] {
  return list.map((value) => value * factor);
}

function found(test: LogRatioTest | null): LogRatioTest {
  assert.ok(test !== null);
  return test;
}
