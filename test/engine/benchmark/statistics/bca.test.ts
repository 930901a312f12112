import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  bcaInterval,
  bcaProbability,
  bootstrap,
  type Bootstrap,
} from '../../../../engine/benchmark/statistics/bca';
import { meanOf, varianceOf } from '../../../../engine/benchmark/statistics/descriptive';
import reference from '../../../fixtures/statistics/inference.json';
import { assertClose } from './assertClose';
import { normalNumbers } from './seeded';

/** Ends of an interval differ by the resamples that were drawn: by so much of its length. */
function assertNear(found: number, expected: number, length: number, what: string, share = 0.03): void {
  assert.ok(Math.abs(found - expected) < share * length, `${what} is ${found}, not ${expected}`);
}

/** Variance over n, as the book has it. */
function plainVariance(values: readonly number[]): number {
  return (varianceOf(values) * (values.length - 1)) / values.length;
}

function correlation(schools: readonly (readonly [number, number])[]): number {
  const [meanA, meanB] = [meanOf(schools.map(([a]) => a)), meanOf(schools.map(([, b]) => b))];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [a, b] of schools) {
    both += (a - meanA) * (b - meanB);
    squaresA += (a - meanA) ** 2;
    squaresB += (b - meanB) ** 2;
  }
  return both / Math.sqrt(squaresA * squaresB);
}

describe('the BCa bootstrap', () => {
  it('gives what Efron and Tibshirani print for the variance of their spatial test data', () => {
    // An Introduction to the Bootstrap, tables 14.1 and 14.2, from 2,000 resamples: 171.5, bias correction 0.146,
    // acceleration 0.061, and the 90 % interval 115.8 to 259.6.
    const boot = bootstrap(reference.spatial.values, plainVariance);
    assertClose(boot.estimate, 171.5, 'the variance', 3e-4);
    assertClose(boot.acceleration, 0.061, 'the acceleration', 5e-4);
    // So many resamples leave ±0.06 open.
    assert.ok(Math.abs(boot.bias - 0.146) < 0.06, `bias ${boot.bias}`);
    const { low, high } = bcaInterval(boot, 0.9);
    assertNear(low, 115.8, 143.8, 'the low end');
    assertNear(high, 259.6, 143.8, 'the high end');
  });

  it("agrees with SciPy on the correlation of Efron's fifteen law schools", () => {
    const { lsat, gpa, intervals } = reference.lawSchools;
    const boot = bootstrap(
      lsat.map((score, school) => [score, gpa[school] ?? NaN] as const),
      correlation,
    );
    assertClose(boot.estimate, 0.776, 'the correlation', 5e-4);
    for (const { level, low, high } of intervals) {
      const found = bcaInterval(boot, level);
      assertNear(found.low, low, high - low, `the low end at ${level}`);
      assertNear(found.high, high, high - low, `the high end at ${level}`);
    }
  });

  for (const { values, intervals } of reference.bca) {
    it(`agrees with SciPy on the mean of ${values.length} values`, () => {
      const boot = bootstrap(values, meanOf);
      for (const { level, low, high } of intervals) {
        const found = bcaInterval(boot, level);
        assertNear(found.low, low, high - low, `the low end at ${level}`);
        assertNear(found.high, high, high - low, `the high end at ${level}`);
      }
    });
  }

  // Values without lumps: where many are equal, so are many resamples, and an interval's end jumps from one to the next.
  const values = fc
    .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 20, max: 24 }))
    .map(([seed, length]) => Array.from({ length }, normalNumbers(seed)));
  const few = { numRuns: 20 };

  it('gives equal intervals for equal values', () => {
    fc.assert(
      fc.property(values, (list) => {
        assert.deepEqual(
          bcaInterval(bootstrap(list, meanOf), 0.95),
          bcaInterval(bootstrap(list, meanOf), 0.95),
        );
      }),
      few,
    );
  });

  it('turns its sign with the values', () => {
    fc.assert(
      fc.property(values, (list) => {
        const there = bcaInterval(bootstrap(list, meanOf), 0.95);
        const back = bcaInterval(
          bootstrap(
            list.map((value) => -value),
            meanOf,
          ),
          0.95,
        );
        const length = there.high - there.low;
        assert.ok(Math.abs(back.low + there.high) <= 1e-9 + 0.001 * length);
        assert.ok(Math.abs(back.high + there.low) <= 1e-9 + 0.001 * length);
      }),
      few,
    );
  });

  it('moves with the values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -64, max: 64 }), (list, shift) => {
        const there = bcaInterval(bootstrap(list, meanOf), 0.95);
        const moved = bcaInterval(
          bootstrap(
            list.map((value) => value + shift),
            meanOf,
          ),
          0.95,
        );
        assertClose(moved.low, there.low + shift, 'low', 1e-3);
        assertClose(moved.high, there.high + shift, 'high', 1e-3);
      }),
      few,
    );
  });

  it('has nested intervals around its estimate, and a p-value that is the level of the one that ends there', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.3, noNaN: true }), (list, margin) => {
        const boot = bootstrap(list, meanOf);
        const [wide, narrow] = [bcaInterval(boot, 0.99), bcaInterval(boot, 0.8)];
        assert.ok(wide.low <= narrow.low && narrow.high <= wide.high);
        assertLevel(boot, margin);
      }),
      few,
    );
  });

  it('has no doubt when nothing scatters, but for what the number of resamples leaves open', () => {
    const boot = bootstrap(new Array<number>(20).fill(0.5), meanOf);
    assert.deepEqual(bcaInterval(boot, 0.95), { low: 0.5, high: 0.5 });
    assert.equal(bcaProbability(boot, 0.5), 1);
    const p = bcaProbability(boot, 0.4);
    assert.ok(p > 0 && p < 1e-3, String(p));
  });
});

function assertLevel(boot: Bootstrap, margin: number): void {
  const p = bcaProbability(boot, 0, margin);
  if (Math.abs(boot.estimate) <= margin) assert.equal(p, 1);
  // Far out, single resamples decide.
  if (p < 0.002 || p > 0.9) return;
  const { low, high } = bcaInterval(boot, 1 - p);
  const length = high - low;
  const end = boot.estimate > 0 ? low - margin : -margin - high;
  assert.ok(Math.abs(end) < 0.02 * length, `p ${p}, but the end lies ${end} from the margin`);
}
