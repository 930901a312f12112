import { strict as assert } from 'node:assert';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import fc from 'fast-check';
import {
  betweenLaunchShare,
  estimateRatio,
  type LaunchPair,
  type RatioEstimate,
} from '../../../../engine/benchmark/statistics/ratio';
import { tInterval } from '../../../../engine/benchmark/statistics/interval';
import { bootstrapFrom } from '../../../../engine/benchmark/statistics/launchMean';
import reference from '../../../fixtures/statistics/scipy.json';
import { assertClose } from './assertClose';
import { normalNumbers } from './seeded';

const roundsOf = (times: readonly number[]) => times.map((ns, index) => ({ round: index + 1, ns }));

const time = fc.double({ min: 1, max: 1e9, noNaN: true });
const rounds = fc.array(time, { minLength: 1, maxLength: 8 }).map(roundsOf);
const launches = fc.array(fc.record({ numerator: rounds, denominator: rounds }), {
  minLength: 1,
  maxLength: 8,
});

describe('estimateRatio', () => {
  for (const expected of reference.intervals.filter(({ numerator }) => numerator.length < bootstrapFrom)) {
    it(`agrees with SciPy's t interval over ${expected.numerator.length} launches`, () => {
      const pairs = expected.numerator.map((numerator, launch) => ({
        numerator: roundsOf(numerator),
        denominator: roundsOf(expected.denominator[launch] ?? []),
      }));
      const found = estimated(pairs);
      assertClose(found.logRatio, expected.logRatio, 'log-ratio');
      assertClose(found.interval?.low ?? null, expected.low, 'low', 1e-9);
      assertClose(found.interval?.high ?? null, expected.high, 'high', 1e-9);
      assert.equal(found.launches, expected.numerator.length);
    });
  }

  it('uses the bootstrap from twenty launches on, and reports it', () => {
    const normal = normalNumbers(20240304);
    const pairs = Array.from({ length: 20 }, () => ({
      numerator: roundsOf([Math.exp(0.1 + 0.02 * normal())]),
      denominator: roundsOf([1]),
    }));
    assert.equal(estimated(pairs.slice(1)).inference?.method, 'student-t');
    const found = estimated(pairs);
    assert.equal(found.inference?.method, 'bca-bootstrap');
    const student = tInterval(pairs.map(({ numerator }) => Math.log(numerator[0]?.ns ?? NaN)));
    assert.ok(found.interval !== null && student !== null);
    // Another method, not another answer.
    const [ours, theirs] = [found.interval, student].map(({ low, high }) => high - low);
    assert.notEqual(ours, theirs);
    assert.ok(Math.abs((ours ?? NaN) / (theirs ?? NaN) - 1) < 0.15, `${ours ?? ''} against ${theirs ?? ''}`);
  });

  it('has the median of the launches beside their mean', () => {
    const pairs = [1.1, 1.2, 4].map((ratio) => ({
      numerator: roundsOf([ratio]),
      denominator: roundsOf([1]),
    }));
    assertClose(estimated(pairs).medianLogRatio, Math.log(1.2), 'median');
  });

  it('has no interval below two launches', () => {
    const found = estimated([{ numerator: roundsOf([2, 2]), denominator: roundsOf([1, 1]) }]);
    assert.equal(found.interval, null);
    assertClose(found.logRatio, Math.log(2), 'log-ratio');
  });

  it('leaves out launches in which one side has no sample', () => {
    const whole = { numerator: roundsOf([2]), denominator: roundsOf([1]) };
    assert.equal(estimated([whole, { numerator: roundsOf([9]), denominator: [] }]).launches, 1);
    assert.equal(estimateRatio([{ numerator: [], denominator: roundsOf([1]) }]), null);
  });

  it('turns its sign when the two are swapped', () => {
    fc.assert(
      fc.property(launches, (pairs) => {
        const there = estimated(pairs);
        const back = estimated(
          pairs.map(({ numerator, denominator }) => ({ numerator: denominator, denominator: numerator })),
        );
        assertClose(back.logRatio, -there.logRatio, 'log-ratio');
        assert.equal(back.interval === null, there.interval === null);
        if (there.interval === null || back.interval === null) return;
        assertClose(back.interval.low, -there.interval.high, 'low');
        assertClose(back.interval.high, -there.interval.low, 'high');
      }),
    );
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(launches, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (pairs, unit) => {
        const scaled = (samples: LaunchPair['numerator']) =>
          samples.map(({ round, ns }) => ({ round, ns: ns * unit }));
        const there = estimated(pairs);
        const other = estimated(
          pairs.map(({ numerator, denominator }) => ({
            numerator: scaled(numerator),
            denominator: scaled(denominator),
          })),
        );
        assertClose(other.logRatio, there.logRatio, 'log-ratio', 1e-9);
        if (there.interval !== null)
          assertClose(other.interval?.low ?? null, there.interval.low, 'low', 1e-9);
      }),
    );
  });

  it('holds its estimate inside its interval', () => {
    fc.assert(
      fc.property(launches, (pairs) => {
        const { logRatio, interval } = estimated(pairs);
        assert.ok(interval === null || (interval.low <= logRatio && logRatio <= interval.high));
      }),
    );
  });
});

describe('tInterval', () => {
  it("gives the interval published for Student's sleep data of 1908", () => {
    const differences = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const found = tInterval(differences);
    assertClose(found?.low ?? null, 0.7001142, 'low', 1e-7);
    assertClose(found?.high ?? null, 2.4598858, 'high', 1e-7);
  });

  it('uses quantiles that agree with SciPy', () => {
    for (const { df, quantile } of reference.tQuantiles) {
      assertClose(tQuantile(0.975, df), quantile, `t quantile of ${df} degrees of freedom`, 1e-9);
    }
  });

  it('covers the true value nineteen times in twenty', () => {
    // The seed is fixed, so the outcome never varies.
    const normal = normalNumbers(20240304);
    const trials = 4000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const interval = tInterval(Array.from({ length: 5 }, normal));
      if (interval !== null && interval.low <= 0 && interval.high >= 0) covered += 1;
    }
    assert.ok(Math.abs(covered / trials - 0.95) < 0.01, `${covered} of ${trials}`);
  });
});

describe('betweenLaunchShare', () => {
  it("finds the components of Montgomery's loom example", () => {
    // Design and Analysis of Experiments, the fabric's strength by loom: between 6.96, within 1.90.
    const looms = [
      [98, 97, 99, 96],
      [91, 90, 93, 92],
      [96, 95, 97, 95],
      [95, 96, 99, 98],
    ];
    assertClose(betweenLaunchShare(looms), 6.96 / (6.96 + 1.9), 'share', 1e-3);
  });

  it('is 0 when launches differ no more than their rounds make them', () => {
    assert.equal(
      betweenLaunchShare([
        [1, 3],
        [3, 1],
      ]),
      0,
    );
  });

  it('is 1 when rounds do not differ at all', () => {
    assert.equal(
      betweenLaunchShare([
        [1, 1],
        [2, 2],
      ]),
      1,
    );
  });

  it('is unknown with one launch, with one round a launch, and without any variance', () => {
    assert.equal(betweenLaunchShare([[1, 2, 3]]), null);
    assert.equal(betweenLaunchShare([[1], [2], [3]]), null);
    assert.equal(
      betweenLaunchShare([
        [2, 2],
        [2, 2],
      ]),
      null,
    );
  });

  it('lies between 0 and 1 for launches of any sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true })), { maxLength: 8 }),
        (groups) => {
          const share = betweenLaunchShare(groups);
          assert.ok(share === null || (share >= 0 && share <= 1));
        },
      ),
    );
  });
});

function estimated(pairs: readonly LaunchPair[]): RatioEstimate {
  const found = estimateRatio(pairs);
  assert.ok(found !== null);
  return found;
}
