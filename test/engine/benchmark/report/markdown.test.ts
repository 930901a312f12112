import { strict as assert } from 'node:assert';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { madeReport, madeResults, madeScenario } from './madeReport';

const hostile = '<img src=x onerror=alert(1)>|`*[a](https://x.example)';

describe('The Markdown report', () => {
  const text = markdownReport(madeReport());

  it('begins with the verdict and what floats did', () => {
    const lines = text.split('\n').filter((line) => line !== '');
    assert.equal(lines[2], '**✅ Exact decimals are 8.40× faster than JavaScript floats**');
    assert.match(lines[3] ?? '', /^overhead −88\.1 % \[−88\.2, −88\.0\]\. Target &lt; 30 % met\./);
    assert.match(lines[4] ?? '', /^\*\*⚠️ Floats changed the result\*\*: 2 fills more/);
    assert.match(lines[5] ?? '', /^First difference: 2024-03-04 15:31 SYM003/);
  });

  it('shows every parameter of the run and what the data are', () => {
    for (const row of [
      /\| Strategy +\| SMA 50\/200 /,
      /\| Warm-up +\| 200 bars a symbol /,
      /\| Capital +\| 100\u202f000 /,
      /\| Quantity +\| 100 units when long /,
      /\| Slippage +\| 5 basis points /,
      /\| Commission +\| 0\.001 a unit /,
      /\| Bars +\| 4\u202f520 of 10 symbols /,
    ]) {
      assert.match(text, row);
    }
  });

  it("has the original's table: mean ± deviation, least and most of both, overhead, target, stability", () => {
    assert.match(text, /\| One run +\| Mean ± sd, µs \| Min, µs \| Max, µs \|/);
    assert.match(text, /\| exact decimals, Rust \(`native`\) +\| +100\.1 ± 0\.8 \|/);
    assert.match(text, /\| Overhead +\| −88\.1 % \[−88\.2, −88\.0\] /);
    assert.match(text, /\| Target +\| met /);
    assert.match(text, /\| Stability +\| Standard deviation: exact decimals 0\.8 %/);
  });

  it('tells both questions, every engine, agreements, residuals, the machine and how to reproduce', () => {
    for (const part of [
      'exact against the same Rust, f64',
      '`float (control)`',
      '`native` and `decimal.js`: identical traces',
      '#### Conservation',
      'Noise floor, float against itself on this machine in this run: ±0.89 %.',
      '## Machine and versions',
      'In the checkout of Decimal Benchmark:\n\n```sh\nnpx --no-install decimal-benchmark run --scenario daily --launches 5 --runs 40',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('links to charts that exist', () => {
    const links = [...text.matchAll(/\]\(charts\/([^)]+)\)/g)].map(([, name]) => name);
    assert.deepEqual(links, ['daily-overhead.svg', 'daily-samples.svg', 'daily-equity.svg']);
  });

  it('has tables whose rows all have as many cells as their head', () => {
    const cells = (line: string) => line.replace(/\\\|/g, '').split('|').length;
    let width = 0;
    for (const line of text.split('\n')) {
      if (!line.startsWith('|')) width = 0;
      else if (width === 0) width = cells(line);
      else assert.equal(cells(line), width, line);
    }
  });

  it('shows text from the data as text', () => {
    const scenario = madeScenario();
    const results = madeResults();
    assert.ok(results.floatEffect?.first);
    results.floatEffect.first.symbol = hostile;
    results.floatEffect.firstText = `2024-03-04 15:31 ${hostile}: floats go long`;
    results.engines[0]?.evidence.residues.push({ symbol: hostile, quantity: '1' });
    const report = madeReport([
      {
        ...scenario,
        results,
        head: {
          ...scenario.head,
          key: 'file',
          title: `${hostile} · SMA 50/200`,
          data: { ...scenario.head.data, file: `${hostile}.csv` },
        },
        warnings: [`line 3\n# of ${hostile}`],
      },
    ]);
    // What stands between backticks is shown as it is, whatever it holds.
    const outside = markdownReport(report).replace(/(`+) ?.*?[^`]\1(?!`)/g, '');
    assert.doesNotMatch(outside, /<img|https:\/\//);
    assert.doesNotMatch(outside, /(?<!\\)\[a/);
    assert.doesNotMatch(outside, /^# of/m);
  });

  it('says at the top that a report is partial, or a quick look', () => {
    const report = { ...madeReport(), partial: 'interrupted after 2 launches', quickLook: true };
    assert.match(
      markdownReport(report),
      /\[!WARNING\]\n> This report is partial: interrupted after 2 launches/,
    );
    assert.match(markdownReport(report), /\[!NOTE\]\n> A quick look/);
  });

  it('shows exact traces that differ, with their first lines', () => {
    const results = madeResults({
      agreements: [
        { engines: ['native', 'decimal.js'], word: 'different', firstDifference: ['{"a":1}', '{"a":`2`}'] },
      ],
    });
    const found = markdownReport(madeReport([madeScenario({ results })]));
    assert.match(
      found,
      /\*\*❌ The exact engines disagree: native and decimal\.js wrote different traces\*\*/,
    );
    assert.ok(found.includes('  - ``{"a":`2`}``'));
  });

  it('begins several scenarios with one table of verdicts', () => {
    const daily = madeScenario();
    const minute = { ...madeScenario(), head: { ...daily.head, key: 'minute', title: 'Minute · z-score' } };
    const found = markdownReport(madeReport([daily, minute]));
    assert.match(found, /\| Scenario +\| Verdict .*\| What floats did/);
    assert.match(found, /charts\/minute-overhead\.svg/);
  });

  it('stands without results and without samples', () => {
    const scenario = madeScenario();
    const found = markdownReport(
      madeReport([{ ...scenario, results: null, measurements: null, samples: [] }]),
    );
    assert.match(found, /Not measured\./);
    assert.doesNotMatch(found, /charts\//);
  });

  it('has no table of comparisons when one engine ran alone', () => {
    const alone = madeScenario();
    alone.measurements?.comparisons.splice(0);
    const found = markdownReport(madeReport([alone]));
    assert.doesNotMatch(found, /#### Two questions|Noise floor, float/);
    assert.match(found, /#### All engines/);
  });

  it('names the file and its options in the command of a run on own data, without its folder', () => {
    const report = madeReport();
    const [scenario] = report.scenarios;
    assert.ok(scenario !== undefined);
    scenario.head.data.file = "it's mine.csv";
    report.options.work = {
      kind: 'file',
      path: "/home/somebody/it's mine.csv",
      parameters: { ...scenario.head.parameters, strategy: { kind: 'zscore', window: 20, threshold: '2' } },
      roundInputs: true,
    };
    const found = markdownReport(report);
    assert.ok(found.includes(`--data 'it'\\''s mine.csv' --strategy zscore:20,2 --warmup 200`));
    assert.ok(found.includes('--round-inputs'));
    assert.match(found, /with the path of `it's mine\.csv` in the place of its name/);
    assert.ok(!found.includes('somebody'));
  });
});
