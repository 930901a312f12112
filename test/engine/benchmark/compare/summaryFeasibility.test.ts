import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  checkFeasibility,
  type PublishedSummary,
} from '../../../../engine/benchmark/compare/summaryFeasibility';
import { roundedNumber, type RoundedNumber } from '../../../../engine/benchmark/compare/roundedNumber';
import { readSummary } from '../../../../engine/benchmark/compare/summaryText';
import { EngineError } from '../../../../engine/platform/errors';
import { describe as describeSamples } from '../../../../engine/benchmark/statistics/descriptive';

function read(text: string): RoundedNumber {
  const number = roundedNumber(text);
  assert.ok(number, text);
  return number;
}

function summary(n: number, mean: string, sd: string, min?: string, max?: string): PublishedSummary {
  return {
    n,
    mean: read(mean),
    sd: read(sd),
    min: min === undefined ? null : read(min),
    max: max === undefined ? null : read(max),
  };
}

/** As a program prints that drops digits instead of rounding. */
function cutOff(text: string, places: number): string {
  const point = text.indexOf('.');
  return point < 0 || text.includes('e') ? text : text.slice(0, point + 1 + places);
}

function reasonOf(published: PublishedSummary): string {
  const judged = checkFeasibility(published);
  assert.ok(!judged.feasible, 'it is called possible');
  return judged.reason;
}

describe('a printed figure', () => {
  it('stands for all values that round to it, or that were cut off to it', () => {
    const { low, high } = read('0.180');
    assert.ok(low <= 0.1795 && low > 0.1794);
    assert.ok(high >= 0.181 && high < 0.1811);
  });

  it('may have an exponent, and a finer one is narrower', () => {
    assert.equal(read('1.5e-3').value, 0.0015);
    assert.ok(read('1.50e-3').high < read('1.5e-3').high);
  });

  for (const text of ['', 'x', '1,5', '1..2', 'NaN', 'Infinity', '0x10', '1e']) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(roundedNumber(text), null));
  }
});

describe('a published summary', () => {
  it('is impossible when its deviation is larger than its ends and its mean allow', () => {
    assert.match(
      reasonOf(summary(3, '1.172', '0.180', '1.029', '1.328')),
      /^3 samples with least 1.029, most 1.328, mean 1.172 have a standard deviation from 0.1\d+ to 0.15\d*, not 0.180$/,
    );
    assert.match(reasonOf(summary(3, '1.122', '0.103', '1.009', '1.183')), /, not 0.103$/);
  });

  it('is impossible when its deviation is smaller than its ends force it to be', () => {
    assert.match(reasonOf(summary(10, '5.0', '0.10', '1.0', '9.0')), /not 0.10$/);
  });

  it('is impossible when its mean lies outside of its ends, or nearer to one than the other lets it', () => {
    assert.match(reasonOf(summary(5, '0.8', '0.1', '1.0', '2.0')), /the mean, 0.8, is below the least, 1.0/);
    assert.match(reasonOf(summary(5, '2.2', '0.1', '1.0', '2.0')), /the mean, 2.2, is above the most, 2.0/);
    assert.match(reasonOf(summary(5, '1.05', '0.3', '1.00', '2.00')), /mean of 1.05/);
    assert.match(reasonOf(summary(5, '1.5', '0.3', '2.0', '1.0')), /the least of the samples, 2.0, is above/);
  });

  it('is impossible when positive samples cannot scatter so much', () => {
    assert.match(reasonOf(summary(4, '1.00', '2.10')), /to 2\.0\d*, not 2.10/);
    assert.ok(checkFeasibility(summary(4, '1.00', '1.99')).feasible);
  });

  it('is impossible with a deviation below 0', () => {
    assert.match(reasonOf(summary(4, '1.00', '-0.50')), /never below 0/);
  });

  it('of two samples is fixed by its ends', () => {
    assert.ok(checkFeasibility(summary(2, '1.5', '0.7071', '1.0', '2.0')).feasible);
    assert.match(reasonOf(summary(2, '1.50', '0.80', '1.00', '2.00')), /not 0.80/);
    assert.match(reasonOf(summary(2, '1.30', '0.71', '1.00', '2.00')), /mean of 1.30|not 0.71/);
  });

  const samples = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), {
    minLength: 2,
    maxLength: 30,
  });

  it('is possible for any samples, however it was rounded and whatever it leaves out', () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 0, max: 12 }),
        fc.boolean(),
        fc.boolean(),
        (values, places, hasMin, hasMax) => {
          const { n, mean, sd, min, max } = describeSamples(values);
          const print = (value: number): string => value.toFixed(places);
          const judged = checkFeasibility(
            summary(
              n,
              print(mean),
              print(sd ?? 0),
              hasMin ? print(min) : undefined,
              hasMax ? print(max) : undefined,
            ),
          );
          assert.deepEqual(judged, { feasible: true });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is possible for any samples in any unit, with each figure rounded or cut off at digits of its own', () => {
    const digits = fc.integer({ min: 0, max: 17 });
    const unit = fc.integer({ min: -100, max: 100 }).map((exponent) => 10 ** exponent);
    const printer = fc.oneof(
      digits.map((places) => (value: number) => value.toFixed(places)),
      digits.map((places) => (value: number) => value.toPrecision(places + 1)),
      digits.map((places) => (value: number) => value.toExponential(places)),
      digits.map((places) => (value: number) => cutOff(value.toFixed(18), places)),
    );
    fc.assert(
      fc.property(
        samples,
        unit,
        fc.tuple(printer, printer, printer, printer),
        fc.boolean(),
        fc.boolean(),
        (values, scale, [printMean, printSd, printMin, printMax], hasMin, hasMax) => {
          const { n, mean, sd, min, max } = describeSamples(values.map((value) => value * scale));
          const parts = [`n=${n}`, `mean=${printMean(mean)}`, `sd=${printSd(sd ?? 0)}`];
          if (hasMin) parts.push(`min=${printMin(min)}`);
          if (hasMax) parts.push(`max=${printMax(max)}`);
          if (Number(printMean(mean)) === 0) return;
          assert.equal(readSummary(parts.join(','), '--a-summary').n, n);
        },
      ),
      { numRuns: 1500 },
    );
  });

  for (const text of [
    // The least of the samples is 0.0358.
    'n=7,mean=3.0,sd=5.5,min=0.0,max=15.5',
    'n=3,mean=1e-300,sd=1e-300',
    'n=3,mean=1e300,sd=1e300',
    'n=2,mean=0.1,sd=0,min=0,max=0',
  ]) {
    it(`is possible as ${text}`, () => {
      assert.ok(readSummary(text, '--a-summary').n > 1);
    });
  }

  for (const [text, reason] of [
    ['n=7,mean=3.0,sd=9.5,min=0.0,max=15.5', /from .* to .*, not 9\.5/],
    ['n=3,mean=1e-300,sd=2e-299', /from 0 to .*e-300, not 2e-299/],
    ['n=7,mean=3.0,sd=5.5,min=-0.1', /none as small as -0\.1/],
    ['n=7,mean=-3.0,sd=5.5', /no mean of -3\.0/],
    ['n=7,mean=0.0,sd=5.5', /a ratio is impossible with a mean of 0\.0.*smaller unit/s],
    ['n=7,mean=1e-301,sd=1e-301', /a mean is from 1e-300 to 1e\+300/],
    ['n=3,mean=1e-300,sd=1e-300,max=1e300', /no 3 samples with these ends have a mean of 1e-300/],
  ] as const) {
    it(`is refused as ${text}`, () => {
      assert.throws(
        () => readSummary(text, '--a-summary'),
        (error: unknown) => error instanceof EngineError && reason.test(`${error.message} ${error.remedy}`),
      );
    });
  }

  it('is possible for samples at their ends, when the deviation is the most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (lows, highs, low, range) => {
          const values = [...Array<number>(lows).fill(low), ...Array<number>(highs).fill(low + range)];
          const { n, mean, sd, min, max } = describeSamples(values);
          const printed = (deviation: number): PublishedSummary => {
            const [m, s, a, b] = [mean, deviation, min, max].map((value) => value.toFixed(12));
            return summary(n, m ?? '', s ?? '', a, b);
          };
          assert.deepEqual(checkFeasibility(printed(sd ?? 0)), { feasible: true });
          const more = printed((sd ?? 0) * 1.01);
          assert.equal(checkFeasibility(more).feasible, false);
        },
      ),
    );
  });
});
