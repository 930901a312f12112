import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { shareOfWords, sources, type Given } from '../../../../bench/summaries/trials';
import { compareSides } from '../../../../engine/benchmark/compare/compareSides';
import type { Side } from '../../../../engine/benchmark/compare/side';
import type { SampleComparison } from '../../../../engine/protocol/compareSamples';
import { ratioOfMeans } from '../../../../engine/benchmark/statistics/ratioOfMeans';
import { uniformNumbers } from '../statistics/seeded';
import { compared } from './comparing';

interface Figures {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

function side(figures: Figures): Side {
  const resolution = { mean: figures.mean * 1e-15, sd: figures.sd * 1e-15 };
  const summary = { ...figures, min: null, max: null, resolution };
  return { kind: 'summary', source: 'summary', summary, unit: null, notes: [] };
}

function comparisonOf(a: Figures, b: Figures): SampleComparison {
  return compareSides(side(a), side(b), false);
}

describe('compare-samples of summaries', () => {
  const designs = [
    { n: 10, trials: 300 },
    { n: 30, trials: 300 },
    { n: 100, trials: 300 },
    { n: 1000, trials: 60 },
  ];

  for (const [name, source] of Object.entries(sources)) {
    for (const given of ['mean, sd', 'mean, sd, min, max'] satisfies Given[]) {
      it(`hardly ever names a difference within one source: ${name}, by ${given}`, () => {
        for (const { n, trials } of designs) {
          const design = { source, counts: [n, n], given } as const;
          const share = shareOfWords(design, trials, uniformNumbers(20_240_304 + n));
          // 6 % and three standard errors of the simulation.
          const most = 0.06 + 3 * Math.sqrt((0.06 * 0.94) / trials);
          assert.ok(share <= most, `${share} of ${trials} pairs at n = ${n}`);
        }
      });
    }

    it(`hardly ever names a difference between a short and a long list of one source: ${name}`, () => {
      const design = { source, counts: [10, 200], given: 'mean, sd' } as const;
      const share = shareOfWords(design, 300, uniformNumbers(7));
      assert.ok(share <= 0.06, String(share));
    });
  }

  it('finds a difference of 5 % in ten samples that scatter by 2 %', () => {
    const source = sources['normal, deviation 2 %'];
    assert.ok(source !== undefined);
    const design = { source, counts: [10, 10], factor: 1.05, given: 'mean, sd' } as const;
    assert.ok(shareOfWords(design, 300, uniformNumbers(11)) > 0.99);
  });

  it('does not take a larger deviation for a shorter time', async () => {
    const pause = ['n=100,mean=7.0,sd=0.14', 'n=100,mean=9.73,sd=27.3'] as const;
    const equal = ['n=1000,mean=10,sd=1', 'n=1000,mean=10,sd=30'] as const;
    for (const [a, b] of [pause, equal]) {
      const { verdict, notes } = await compared(['--a-summary', a, '--b-summary', b]);
      assert.equal(verdict, 'no difference shown');
      assert.match(notes.join(), /standard deviation of b is \d\.\d times its mean/);
    }
  });

  it('does not take a larger deviation for a shorter time beside a list of samples', async () => {
    const { verdict, method } = await compared([
      ...['--a', '9.9,10.1,10.0,9.95,10.05', '--b-summary', 'n=1000,mean=10,sd=30'],
    ]);
    assert.deepEqual([verdict, method], ['no difference shown', "Welch's t on means, from summaries"]);
  });

  const count = fc.integer({ min: 2, max: 5000 });
  const mean = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  // At most √n, as of any samples above 0.
  const figures = fc
    .tuple(count, mean, fc.double({ min: 1e-3, max: 1, noNaN: true }))
    .map(([n, m, share]): Figures => ({ n, mean: m, sd: share * Math.sqrt(n) * m }));

  it('never names a difference if the means are equal', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const scale = a.mean / b.mean;
        const equal = { n: b.n, mean: a.mean, sd: b.sd * scale };
        assert.equal(comparisonOf(a, equal).verdict, 'no difference shown');
      }),
    );
  });

  it('names only the side with the smaller mean as faster', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const { verdict } = comparisonOf(a, b);
        if (verdict === 'faster') assert.ok(b.mean < a.mean);
        if (verdict === 'slower') assert.ok(b.mean > a.mean);
      }),
    );
  });

  it('has an interval that holds the ratio, and excludes 1 exactly when p is below 5 %', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const test = ratioOfMeans(a, b);
        assert.ok(test !== null);
        const { interval, logRatio, p } = test;
        assert.ok(interval.low <= logRatio && logRatio <= interval.high);
        if (Math.abs(p - 0.05) < 1e-6) return;
        assert.equal(interval.low > 0 || interval.high < 0, p < 0.05);
      }),
    );
  });

  it('turns its word when the summaries are swapped', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const [there, back] = [ratioOfMeans(a, b), ratioOfMeans(b, a)];
        assert.ok(there !== null && back !== null);
        const near = (one: number, other: number): void =>
          assert.ok(one === other || Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(one)));
        near(there.interval.low, -back.interval.high);
        near(there.interval.high, -back.interval.low);
        near(there.p, back.p);
      }),
    );
  });

  it('prints figures that JSON can hold if a mean is hardly known', async () => {
    const { ratio, interval, notes } = await compared([
      ...['--a-summary', 'n=3,mean=1e-300,sd=1e-300', '--b-summary', 'n=3,mean=1e300,sd=1e300'],
    ]);
    assert.ok(interval !== null && Number.isFinite(ratio + interval.low) && interval.low >= 0);
    assert.match(notes.join(), /too roughly for an interval with two ends/);
  });
});
