import { strict as assert } from 'node:assert';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { scenarioNames } from '../../../../engine/protocol/vocabulary';
import { scenarioOf } from '../../../../engine/ledger/scenarios';

const cent = 1_000_000n;
const share = 100_000_000n;

describe('The generated bundles', () => {
  for (const name of scenarioNames) {
    describe(name, () => {
      const scenario = scenarioOf(name);
      let bundle: Bundle;
      before(() => {
        bundle = generateBundle(name);
      });

      it('has the symbols and bars that its table promises', () => {
        assert.equal(bundle.scenario, name);
        assert.equal(bundle.symbols.length, scenario.symbols);
        assert.equal(bundle.symbols[0], 'SYM000');
        assert.deepEqual(bundle.symbols, [...bundle.symbols].sort());
        assert.equal(bundle.time.length, scenario.symbols * scenario.barsPerSymbol);
        assert.equal(bundle.timeline.length, scenario.barsPerSymbol);
      });

      it('has prices in whole cents, whole shares, and highs and lows that enclose', () => {
        assert.equal(bundle.unenclosedBars, 0);
        for (const column of [bundle.open, bundle.high, bundle.low, bundle.close]) {
          assert.ok(column instanceof BigInt64Array);
          assert.ok(column.every((price) => price >= cent && price % cent === 0n));
        }
        assert.ok(bundle.volume.every((volume) => volume >= 0n && volume % share === 0n));
      });

      it('moves as much as shares do, and hardly trades in some bars', () => {
        const deviations = bundle.symbols.map((_, symbol) => dailyDeviation(bundle, symbol, scenario.bar));
        const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length;
        assert.ok(mean > 0.01 && mean < 0.025, `${mean} a day on average`);
        assert.ok(Math.min(...deviations) > 0.004 && Math.max(...deviations) < 0.05, deviations.join());
        // An order is 100 units and takes a tenth of a bar at most.
        const thin =
          bundle.volume.filter((volume: bigint) => volume < 1000n * share).length / bundle.volume.length;
        assert.ok(thin > 0.005 && thin < 0.8, `${thin} of the bars are thin`);
      });

      it('is the same when it is generated again', () => {
        assert.deepEqual(generateBundle(name), bundle);
      });
    });
  }

  it('have daily bars at midnight of the session’s date', () => {
    const { timeline } = generateBundle('daily');
    assert.equal(new Date(timeline.at(-1) ?? 0).toISOString(), '2024-12-31T00:00:00.000Z');
    assert.ok(timeline.every((time) => time % 86_400_000 === 0));
  });

  it('have minute bars from 09:30 to 15:59 in New York, on both sides of the end of daylight saving time', () => {
    const { timeline } = generateBundle('minute');
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const local = [...timeline].map((time) => clock.format(time));
    const offsets = new Set(
      timeline.map((time, bar) => time - Date.parse(`${(local[bar] ?? '').replace(' ', 'T')}Z`)),
    );
    assert.deepEqual([...offsets], [4 * 3_600_000, 5 * 3_600_000]);

    const sessions = new Map<string, string[]>();
    for (const text of local) {
      const date = text.slice(0, 10);
      sessions.set(date, [...(sessions.get(date) ?? []), text]);
    }
    const [warmup, ...whole] = [...sessions];
    assert.equal(warmup?.[1].length, 20);
    assert.equal(whole.length, 23);
    for (const [, minutes] of whole) {
      assert.equal(minutes.length, 390);
      assert.deepEqual([minutes[0]?.slice(11), minutes.at(-1)?.slice(11)], ['09:30', '15:59']);
    }
  });
});

/** Standard deviation of close-to-close returns around 0, scaled to a day. */
function dailyDeviation({ offsets, close }: Bundle, symbol: number, bar: 'day' | 'minute'): number {
  const start = offsets[symbol] ?? 0;
  const end = offsets[symbol + 1] ?? 0;
  let squares = 0;
  for (let row = start + 1; row < end; row++)
    squares += (Number(close[row]) / Number(close[row - 1]) - 1) ** 2;
  const barsPerDay = bar === 'day' ? 1 : 390;
  return Math.sqrt((squares / (end - start - 1)) * barsPerDay);
}
