import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { levelChanges, stretchOf, type Stretch } from '../../../../engine/benchmark/statistics/changePoint';
import reference from '../../../fixtures/statistics/changePoint.json';
import { assertClose } from './assertClose';
import { falseAlarms, found, seriesOf } from './changePointTrials';

/** Steps of a thousandth: what lies closer together is rounding. */
const logs = fc.array(
  fc.integer({ min: -2_000, max: 2_000 }).map((steps) => steps / 1_000),
  { minLength: 5, maxLength: 30 },
);
const place = fc.constantFrom('end', 'within');

describe('a change of level', () => {
  for (const { values, end, step, within } of reference.cases) {
    it(`is where ruptures finds it, and as sure as NumPy says, in ${values.length} values`, () => {
      const found = stretchOf(values, 'end');
      assert.deepEqual([found?.from, found?.to], [0, end.at]);
      assertSure(found, end);
      if (within === undefined) return;
      const inside = stretchOf(values, 'within');
      assert.deepEqual([inside?.from, inside?.to], [within.from, within.to]);
      assertSure(inside, within);
      const [change, ...more] = levelChanges(values);
      if (change?.at !== end.at || more.length > 0) return;
      assertClose(change.logRatio, step.logRatio, 'step');
      assertClose(change.interval.low, step.low, 'low end', 1e-9);
      assertClose(change.interval.high, step.high, 'high end', 1e-9);
    });
  }

  it('is found with its step and on which side of it each value lies', () => {
    const series = seriesOf(30, { last: 12, percent: 10, sd: 0.01, noise: 'normal', seed: 7 });
    const [change, ...more] = levelChanges(series);
    assert.deepEqual(more, []);
    assert.equal(change?.at, 18);
    assertClose(change.logRatio, Math.log(1.1), 'step', 0.02);
    assert.ok(change.interval.low > 0.08 && change.interval.high < 0.11);
  });

  it('is found twice when the level comes back', () => {
    const noise = seriesOf(45, { last: 0, percent: 0, sd: 0.01, noise: 'normal', seed: 3 });
    const series = noise.map((value, index) => value + (index >= 15 && index < 30 ? Math.log(1.1) : 0));
    const changes = levelChanges(series);
    assert.deepEqual(
      changes.map(({ at, logRatio }) => [at, Math.sign(logRatio)]),
      [
        [15, 1],
        [30, -1],
      ],
    );
  });

  it('is no single slow run, nor two of them, wherever they are', () => {
    const quiet = seriesOf(30, { last: 0, percent: 0, sd: 0.01, noise: 'normal', seed: 11 });
    for (let place = 0; place < 29; place++) {
      const slow = quiet.map((value, index) => value + (index === place || index === place + 1 ? 0.3 : 0));
      const single = quiet.map((value, index) => value + (index === place ? 0.5 : 0));
      assert.deepEqual(levelChanges(single), [], `a slow run at ${place}`);
      assert.deepEqual(levelChanges(slow), [], `two slow runs from ${place} on`);
    }
  });

  it('is not reported below 1 %, however sure', () => {
    const series = seriesOf(100, { last: 50, percent: 0.8, sd: 0.001, noise: 'normal', seed: 5 });
    assert.ok((stretchOf(series, 'end')?.p ?? 1) < 0.001);
    assert.deepEqual(levelChanges(series), []);
  });

  it('is none below five values, or when all are equal', () => {
    assert.equal(stretchOf([1, 1, 2, 2], 'end'), null);
    assert.deepEqual(levelChanges([]), []);
    assert.equal(
      stretchOf(
        Array.from({ length: 20 }, () => 0.1),
        'end',
      ),
      null,
    );
  });

  it('is a clean step when values do not scatter at all', () => {
    const series = Array.from({ length: 20 }, (_, index) => (index < 10 ? 1 : 1.1));
    assert.deepEqual(
      levelChanges(series).map(({ at }) => at),
      [10],
    );
  });

  it('has the same place and share in every unit, and when the series is turned upside down', () => {
    fc.assert(
      fc.property(logs, place, (values, where) => {
        const found = stretchOf(values, where);
        const other = stretchOf(
          values.map((value) => 1 - value),
          where,
        );
        assertClose(other?.share ?? 0, found?.share ?? 0, 'share', 1e-6);
      }),
    );
  });

  it('leaves at least three values, or half of a few, on either side', () => {
    fc.assert(
      fc.property(logs, place, (values, where) => {
        const found = stretchOf(values, where);
        if (found === null) return;
        const least = Math.min(3, Math.floor(values.length / 2));
        const { from, to, share, p } = found;
        for (const length of [from, to - from, values.length - to])
          assert.ok(length === 0 || length >= least);
        assert.equal(from === 0, where === 'end');
        assert.ok(p > 0 && p <= 1 && share > 0 && share <= 1 + 1e-12);
      }),
    );
  });

  for (const noise of ['normal', 'heavy tails', 'slow runs', 'unequal'] as const) {
    it(`is seldom seen in runs without one: ${noise}`, () => {
      for (const n of [5, 9, 12, 30]) {
        // At 1 %, 300 trials hold more than nine false alarms in one of a thousand cases.
        assert.ok(falseAlarms(n, 300, { noise, sd: 0.03 }) <= 9, `${n} runs`);
      }
    });
  }

  it('of 10 % is found when runs scatter by 1 or 2 %', () => {
    for (const [n, last, sd, least] of [
      [6, 3, 0.01, 0.9],
      [10, 5, 0.02, 0.7],
      [20, 3, 0.02, 0.8],
      [50, 25, 0.02, 0.97],
    ] as const) {
      const share = found(n, 60, { last, percent: 10, sd, noise: 'normal' });
      assert.ok(share >= least, `${share} of ${n} runs, the last ${last} slower`);
    }
  });

  it('is seldom seen when neighbours are alike, too', () => {
    assert.ok(falseAlarms(20, 200, { noise: 'neighbours alike', sd: 0.03 }) <= 20);
  });
});

/** Both probabilities are counted from draws, and one that is far above what counts is counted from few of them. */
function assertSure(found: Stretch | null, { share, p }: { share: number; p: number }): void {
  assert.ok(found !== null);
  assertClose(found.share, share, 'share');
  const drawn = p > 0.02 ? 11 / p : 999;
  const error = 4 * Math.sqrt((p * (1 - p)) / drawn);
  assert.ok(Math.abs(found.p - p) <= error + 2e-3, `p is ${found.p}, not ${p}`);
}
