import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { intervalText, noiseFloorFigure } from '../../../engine/verdict/measurementWords';

describe('An overhead with its interval', () => {
  it('has no digit finer than the interval', () => {
    assert.equal(intervalText(-88.06, -88.4, -87.7, [0]), '−88.1 % [−88.4, −87.7]');
    assert.equal(intervalText(12.34, 10.9, 13.8, [0]), '+12 % [+11, +14]');
    assert.equal(intervalText(6223.4, 5812, 6651, [0]), '+6\u202f200 % [+5\u202f800, +6\u202f700]');
  });

  it('shows more digits where a bound would seem to touch the target or 0', () => {
    assert.equal(intervalText(25, 20.4, 29.7, []), '+25 % [+20, +30]');
    assert.equal(intervalText(25, 20.4, 29.7, [30]), '+25.0 % [+20.4, +29.7]');
    assert.equal(intervalText(3, 0.4, 5.6, [0]), '+3.0 % [+0.4, +5.6]');
  });

  it('never says that something takes no time at all', () => {
    assert.equal(intervalText(-63.67, -95.04, 165.92, [0]), '−64 % [−95, +166]');
    assert.equal(intervalText(-99.7, -99.8, -99.6, [0]), '−99.7 % [−99.8, −99.6]');
  });

  it('keeps the sign of each bound readable from the text', () => {
    const percent = fc.integer({ min: -99_000, max: 5_000_000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(percent, percent, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(low < high && low !== 0 && high !== 0);
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
    assert.deepEqual([25, 90].map(noiseFloorFigure), ['−20 to +25 %', '−47 to +90 %']);
  });
});
