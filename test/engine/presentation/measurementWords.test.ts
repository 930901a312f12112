import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Comparison } from '../../../engine/protocol/report';
import { isTooWide } from '../../../engine/presentation/wideInterval';
import {
  comparisonText,
  correctionText,
  intervalText,
  medianText,
  methodText,
  noiseFloorFigure,
  probabilityText,
} from '../../../engine/presentation/measurementWords';
import { madeScenario } from '../benchmark/report/madeReport';

describe('An overhead with its interval', () => {
  it('has no digit finer than the interval', () => {
    assert.equal(intervalText(-88.06, -88.4, -87.7, [0]), '−88.1 % [−88.4, −87.7]');
    assert.equal(intervalText(12.34, 10.9, 13.8, [0]), '+12 % [+11, +14]');
    assert.equal(intervalText(6223.4, 5812, 6651, [0]), '+6\u202f200 % [+5\u202f800, +6\u202f700]');
  });

  it('shows more digits when a bound would seem to touch the target or 0', () => {
    assert.equal(intervalText(25, 20.4, 29.7, []), '+25 % [+20, +30]');
    assert.equal(intervalText(25, 20.4, 29.7, [30]), '+25.0 % [+20.4, +29.7]');
    assert.equal(intervalText(3, 0.4, 5.6, [0]), '+3.0 % [+0.4, +5.6]');
  });

  it('never says that something takes no time at all', () => {
    assert.equal(intervalText(-63.67, -95.04, 165.92, [0]), '−64 % [−95, +166]');
    assert.equal(intervalText(-99.7, -99.8, -99.6, [0]), '−99.7 % [−99.8, −99.6]');
  });

  it('is in words when it tells almost nothing, and in figures when it is narrow as a factor', () => {
    assert.equal(
      intervalText(90.661, -100, 2.9231110082071722e22, [0]),
      'about +91 %, interval too wide to show',
    );
    assert.equal(intervalText(0, -100, 1_772_214_310_800, [0]), 'about 0 %, interval too wide to show');
    assert.equal(intervalText(123_456, -99, 1e9, [0]), 'about +120\u202f000 %, interval too wide to show');
    assert.equal(intervalText(6350, 3000, 13_300, [0]), '+6\u202f000 % [+3\u202f000, +13\u202f000]');
  });

  it('never has an exponent, nor digits finer than its interval', () => {
    const log = fc.double({ min: -700, max: 700, noNaN: true });
    fc.assert(
      fc.property(log, log, (a, b) => {
        const [low, high] = [Math.expm1(Math.min(a, b)) * 100, Math.expm1(Math.max(a, b)) * 100];
        fc.pre(high - low > 2);
        const text = intervalText(Math.expm1((a + b) / 2) * 100, low, high, [0]);
        assert.doesNotMatch(text, /\de|NaN|Infinity/);
        if (high - low > 2000) assert.doesNotMatch(text, /\.\d/);
      }),
    );
  });

  it('keeps the sign of each bound readable from the text', () => {
    const percent = fc.integer({ min: -99_000, max: 5_000_000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(percent, percent, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(low < high && low !== 0 && high !== 0);
        fc.pre(!isTooWide(low, high));
        const bounds = /\[(.*), (.*)\]/.exec(intervalText((low + high) / 2, low, high, [0])) ?? [];
        assert.equal(bounds[1]?.startsWith('−'), low < 0);
        assert.equal(bounds[2]?.startsWith('+'), high > 0);
      }),
    );
  });
});

describe('The noise floor', () => {
  it('has two digits that count', () => {
    assert.deepEqual([0.894, 1.4, 9.94].map(noiseFloorFigure), ['±0.89 %', '±1.4 %', '±9.9 %']);
  });

  it('has both ends from ten percent on', () => {
    assert.deepEqual([25, 90, 500, 1e22].map(noiseFloorFigure), [
      '−20 to +25 %',
      '−47 to +90 %',
      '−83 to +500 %',
      'wider than −90 to +900 %',
    ]);
  });
});

describe('What words rest on', () => {
  const measurements = madeScenario().measurements ?? assert.fail('not measured');
  const [headline = assert.fail('not compared')] = measurements.comparisons;

  it('names the method, and how many claims are corrected together', () => {
    assert.equal(
      methodText(measurements),
      'Intervals of 95 % over launches, by Student’s t. Words are corrected for the 4 claims of the report (Holm).',
    );
  });

  it('says at which level the interval is computed when the run is checked several times', () => {
    const interval = { lowPercent: -90, highPercent: -80, confidence: 0.95, confidenceAtLook: 0.99 };
    const precision = {
      wantedPercent: 2,
      reachedPercent: 5,
      ended: null,
      looks: [5, 10, 20, 40, 80],
      looksTaken: 3,
      budgetSeconds: 300,
      spentSeconds: 10,
    };
    const looked: Comparison = { ...headline, method: 'bca-bootstrap', interval };
    assert.equal(
      methodText({ ...measurements, comparisons: [looked], precision, claims: 2 }),
      'Intervals of 95 % over launches, by the BCa bootstrap, computed at 99 % since the run has up to 5 interim analyses. Words are corrected for the 2 claims of the report (Holm).',
    );
  });

  it('says nothing when there is no interval', () => {
    assert.equal(methodText({ ...measurements, comparisons: [] }), null);
  });

  it('says where the plain interval and the word disagree, and only there', () => {
    assert.equal(correctionText(headline, measurements.noiseFloorPercent), null);
    const unshown: Comparison = {
      ...headline,
      word: 'no difference shown',
      interval: { lowPercent: 2, highPercent: 6, confidence: 0.95, confidenceAtLook: 0.95 },
      claim: { p: 0.02, adjustedP: 0.24, interval: { lowPercent: -1, highPercent: 9, confidence: 0.996 } },
    };
    assert.equal(
      correctionText(unshown, 1),
      'exact against JavaScript floats: the interval clears the noise floor by itself, but not at the level that is left to one of many claims: [−1, +9].',
    );
    assert.equal(correctionText(unshown, 3), null);
  });

  it('has medians to the digits of their interval, and probabilities to three', () => {
    assert.equal(medianText({ ...headline, medianPercent: -88.04, interval: null }, 30), '−88 %');
    for (const [percent, lowPercent, highPercent] of [
      [6350.42, 3000, 13_300],
      [16.22, -40, 180],
      [16.22, -100, 1e22],
      [-88.04, -88.4, -87.7],
    ] as const) {
      const interval = { lowPercent, highPercent, confidence: 0.95, confidenceAtLook: 0.95 };
      const same = { ...headline, overheadPercent: percent, medianPercent: percent, interval };
      const median = medianText(same, 30);
      assert.ok(comparisonText(same, 30).replace('about ', '').startsWith(median), median);
    }
    assert.deepEqual([0.0004, 0.0126, 1].map(probabilityText), ['< 0.001', '0.013', '1.000']);
  });
});
