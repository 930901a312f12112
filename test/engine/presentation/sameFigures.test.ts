/** One figure has one text: in the panel, the Markdown and the terminal's table. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { markdownReport } from '../../../engine/benchmark/report/markdown';
import { terminalTable } from '../../../engine/benchmark/report/terminalTable';
import { measurementsOf } from '../../../engine/benchmark/verdict/measurements';
import { credibilityFacts } from '../../../engine/presentation/models/credibility';
import { overheadModel } from '../../../engine/presentation/models/overhead';
import { statisticsTable } from '../../../engine/presentation/models/statistics';
import type { Report } from '../../../engine/protocol/report';
import { snapshotAfter, runEvents } from '../../webview/fixtures';
import {
  allEngines,
  madeEngineResult,
  madeReport,
  madeResults,
  madeScenario,
} from '../benchmark/report/madeReport';
import { around, madeSamples } from '../benchmark/verdict/madeSamples';

const targetPercent = fc.constantFrom(0.5, 2.5, 10, 30, 900);
const shares = fc.array(fc.double({ min: -0.3, max: 0.9, noNaN: true }), { minLength: 1, maxLength: 6 });
/** Nanoseconds of a run: from microseconds to a minute. */
const duration = fc.double({ min: 3, max: 10.7, noNaN: true }).map((power) => 10 ** power);

const report = fc
  .record({
    targetPercent,
    scatter: fc.constantFrom(0.0005, 0.01, 1),
    shares: fc.tuple(shares, shares, shares, shares, shares),
    durations: fc.tuple(duration, duration, duration, duration),
    allocatedBytes: fc.integer({ min: 0, max: 2 ** 34 }),
    gcShare: fc.double({ min: 0, max: 1, noNaN: true }),
    fills: fc.integer({ min: 0, max: 5_000_000 }),
    equity: fc
      .bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
      .map((scaled) => `${scaled / 100n}.${(scaled < 0n ? -scaled : scaled) % 100n}`),
  })
  .map(({ scatter, durations: [float, decimal, native, rustFloat], ...drawn }): Report => {
    const launches = Math.min(...drawn.shares.map(({ length }) => length));
    const means = (mean: number, index: 0 | 1 | 2 | 3 | 4) =>
      around(mean, ...drawn.shares[index].slice(0, launches).map((share) => share * scatter));
    const samples = madeSamples([
      { engine: 'float', launches: means(float, 0) },
      { engine: 'float', control: true, launches: means(float, 1) },
      { engine: 'decimal.js', launches: means(decimal, 2) },
      { engine: 'native', launches: means(native, 3) },
      { engine: 'native-float', launches: means(rustFloat, 4) },
    ]);
    const results = madeResults({
      engines: allEngines.map((engine) => {
        const made = madeEngineResult(engine, drawn.fills);
        return { ...made, summary: { ...made.summary, finalEquity: drawn.equity } };
      }),
    });
    const account = { gcShare: drawn.gcShare, allocatedBytes: drawn.allocatedBytes };
    const measurements = measurementsOf(samples, {
      allocations: new Map(allEngines.map((engine) => [engine, account])),
      bars: 4520,
      targetPercent: drawn.targetPercent,
      provisional: false,
      engines: allEngines,
      results,
    });
    const made = madeReport([{ ...madeScenario({ results }, samples), measurements }]);
    return { ...made, options: { ...made.options, targetPercent: drawn.targetPercent } };
  });

describe('a figure', () => {
  it('has the same text in the panel, the Markdown and the terminal', () => {
    const snapshot = snapshotAfter(runEvents());
    fc.assert(
      fc.property(report, (made) => {
        const [scenario = assert.fail('no scenario')] = made.scenarios;
        const measurements = scenario.measurements ?? assert.fail('not measured');
        const markdown = markdownReport(made);
        const terminal = terminalTable(made, { color: false, width: 10_000 });
        const isIn = (text: string, page: string) =>
          assert.ok(page.includes(text), `${text} is not in\n${page}`);

        const overheads = overheadModel(measurements, [], made.options.targetPercent, null).rows;
        assert.equal(overheads.length, measurements.comparisons.length);
        for (const { label, text, word, help } of overheads) {
          assert.ok(cellsOf(markdown, label).includes(unescaped(text)), `${label}: ${text}\n${markdown}`);
          assert.deepEqual(rowOf(terminal, label), [label, text, word]);
          assert.ok(help.startsWith(`${label}: ${text}\n`), help);
        }
        const headline = overheads.find(({ id }) => id === 'exact-against-js-float');
        assert.equal(measurements.verdict.overhead, `overhead ${headline?.text ?? ''}`);

        const facts = credibilityFacts(snapshot, scenario);
        const floor = facts.find(({ label }) => label === 'noise floor');
        const floorText = `this run: ${floor?.text ?? ''}. Smaller differences`;
        if (measurements.noiseFloorPercent !== null)
          for (const page of [markdown, terminal]) isIn(floorText, page);

        for (const { key, cells } of statisticsTable(scenario, []).rows) {
          const [, median = '', mean = '', min = '', max = '', cv = '', bar = '', memory = '', gc = ''] =
            cells.map(({ text }) => text);
          const inMarkdown = cellsOf(markdown.slice(markdown.indexOf('#### All engines')), `\`${key}\``);
          assert.deepEqual(inMarkdown.slice(2, 10), [median, mean, min, max, cv, bar, gc, memory]);
          const inTerminal = rowOf(terminal, key);
          const [fills = '', equity = ''] = cells
            .slice(9)
            .map(({ text }) => text.replace(/[\u2007\u2008]+$/, ''));
          const results = key === 'float (control)' ? [] : [fills, equity];
          assert.deepEqual(inTerminal, [
            key,
            median,
            ...mean.replace(' ±', '|±').split('|'),
            min,
            max,
            cv,
            bar,
            ...results,
          ]);
          if (key === 'float (control)') continue;
          const computed = cellsOf(markdown.slice(markdown.indexOf('### Computed')), `\`${key}\``);
          assert.deepEqual([computed[1], computed[6]], [fills, equity]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The cells of the first row of a Markdown table that begins with `first`. */
function cellsOf(markdown: string, first: string): string[] {
  const rows = markdown.split('\n').map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => unescaped(cell.trim())),
  );
  return rows.find(([cell]) => cell === first) ?? assert.fail(`no row ${first} in\n${markdown}`);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

/** The cells of a row of the terminal's tables, which stand two blanks apart. */
function rowOf(terminal: string, first: string): string[] {
  const line = terminal.split('\n').find((text) => text.startsWith(`${first}  `));
  return (line ?? assert.fail(`no row ${first} in\n${terminal}`)).split(/ {2,}/);
}
