import { strict as assert } from 'node:assert';
import { chartName, chartNamePattern, chartsOf } from '../../../../engine/benchmark/report/charts';
import { thinned } from '../../../../engine/benchmark/report/charts/thinned';
import { madeSamples } from '../verdict/madeSamples';
import { madeReport, madeResults, madeScenario } from './madeReport';

describe('The charts of a report', () => {
  const charts = chartsOf(madeReport());

  it('are three a scenario, named after it', () => {
    assert.deepEqual(Object.keys(charts), ['daily-overhead.svg', 'daily-samples.svg', 'daily-equity.svg']);
  });

  for (const [name, svg] of Object.entries(charts)) {
    describe(name, () => {
      it('is well-formed', () => assertWellFormed(svg));

      it('holds no script, no link, no handler and nothing from elsewhere', () => {
        assert.doesNotMatch(svg, /<script|<a |href|onload|url\(|@import|foreignObject/i);
      });

      it('has a title, a description and colours for light and dark', () => {
        assert.match(svg, /role="img" aria-labelledby="title description"/);
        assert.match(svg, /<title id="title">Daily · SMA 50\/200: /);
        assert.match(svg, /<desc id="description">[^<]{40,}<\/desc>/);
        assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
      });

      it('has numbers for all its coordinates', () => assert.doesNotMatch(svg, /NaN|Infinity|undefined/));
    });
  }

  it('tell the figures in words, and name what lies off the scale', () => {
    const overhead = charts['daily-overhead.svg'] ?? '';
    assert.match(overhead, /exact against JavaScript floats: −88\.1 % \[−88\.2, −88\.0\], faster/);
    assert.match(overhead, /off the scale ►/);
    assert.match(overhead, /target &lt; 30 %/);
    assert.match(overhead, /noise floor of this run, ±0\.89 %/);
  });

  it('show every sample', () => {
    const marks = charts['daily-samples.svg']?.match(/class="mark /g)?.length;
    // Five engines with the control, each with forty samples and a mark beside its name.
    assert.equal(marks, 5 * 41);
  });

  it('stay small with ten thousand samples an engine', () => {
    const many = madeScenario(
      {},
      madeSamples([{ engine: 'native', launches: [100, 101, 99, 100, 100] }], 2000),
    );
    const svg = chartsOf(madeReport([many]))['daily-samples.svg'] ?? '';
    assert.ok((svg.match(/class="mark /g)?.length ?? Infinity) < 500);
    assert.match(svg, /native: 10\u202f000 samples/);
  });

  it('say that samples lie off the scale', () => {
    const report = madeReport();
    const [first] = report.scenarios[0]?.samples ?? [];
    assert.ok(first !== undefined);
    first.ns *= 5;
    assert.match(chartsOf(report)['daily-samples.svg'] ?? '', /1 sample lies off the scale, at its edge/);
  });

  it('stand with one launch, one engine, no difference and a single session', () => {
    const one = madeScenario({}, madeSamples([{ engine: 'native', launches: [100] }], 1));
    const flat = madeScenario({
      results: madeResults({
        equity: { dates: ['2024-03-01'], exact: ['100000'], float: ['100000'], difference: ['0'] },
      }),
    });
    const alone = madeScenario({
      results: madeResults({
        equity: { dates: ['2024-03-01'], exact: ['1'], float: null, difference: null },
      }),
    });
    const drawn = [one, flat, alone].flatMap((scenario) => Object.values(chartsOf(madeReport([scenario]))));
    assert.ok(drawn.length >= 7);
    for (const svg of drawn) {
      assertWellFormed(svg);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    }
  });

  it('show a hostile title as text', () => {
    const scenario = madeScenario();
    scenario.head.title = '<img src=x onerror=alert(1)>&';
    for (const svg of Object.values(chartsOf(madeReport([scenario])))) {
      assert.doesNotMatch(svg, /<img/);
      assertWellFormed(svg);
    }
  });

  it('have names that no key can lead out of their folder', () => {
    assert.equal(chartName('../..//etc', 'equity'), 'etc-equity.svg');
    assert.match(chartName('minute-large', 'samples'), chartNamePattern);
  });
});

describe('A curve with more points than pixels', () => {
  it('keeps the least and the most of every pixel, in their order', () => {
    const values = Array.from({ length: 10_000 }, (_, index) =>
      index === 4321 ? 99 : index === 4322 ? -99 : index % 3,
    );
    const kept = thinned(values, 100);
    assert.ok(kept.length <= 200);
    assert.ok(kept.some(([index, value]) => index === 4321 && value === 99));
    assert.ok(kept.some(([index, value]) => index === 4322 && value === -99));
    assert.ok(kept.every(([index], place) => place === 0 || index > (kept[place - 1]?.[0] ?? Infinity)));
  });

  it('keeps every point of a short one', () => {
    assert.deepEqual(thinned([3, 1, 2], 100), [
      [0, 3],
      [1, 1],
      [2, 2],
    ]);
  });
});

/** Every element is closed where it was opened, and no bare `<` or `&` stands in the text. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, closing, name = '', selfClosing] of svg.matchAll(
    /<(\/?)([a-z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/gi,
  )) {
    if (closing === '/') assert.equal(open.pop(), name);
    else if (selfClosing !== '/') open.push(name);
  }
  assert.deepEqual(open, []);
  assert.equal(svg.match(/</g)?.length, svg.match(/<\/?[a-z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/gi)?.length);
  assert.doesNotMatch(svg, /&(?!(?:amp|lt|gt|quot|#39);)/);
}
