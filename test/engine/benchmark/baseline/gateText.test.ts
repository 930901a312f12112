import { strict as assert } from 'node:assert';
import { gateReportOf } from '../../../../engine/benchmark/baseline/gateReport';
import type { Judged } from '../../../../engine/benchmark/baseline/gateRun';
import { gateLines, gateMarkdown, gateNotices } from '../../../../engine/benchmark/baseline/gateText';
import { pairedChange } from '../../../../engine/benchmark/baseline/judge';
import { failedGateReport } from '../../../../engine/benchmark/baseline/failedGateReport';
import { defaultThresholds } from '../../../../engine/protocol/baseline';
import type { GateReport, GateWord } from '../../../../engine/protocol/gate';
import { otherMachine } from './madeBaseline';

/** Launches whose log-ratios lie around `mean`, and what became of them. */
function judged(word: GateWord, mean: number, spread: number, repeated: Judged['repeated'] = null): Judged {
  const logs = [-1, 0, 1].map((place) => mean + place * spread);
  const change = pairedChange(logs);
  return {
    ...{ scenario: 'daily', engine: 'native', thresholds: defaultThresholds, word, change, repeated },
    interval: change?.interval(0.95) ?? null,
    logs: { before: logs.map(() => 11), after: logs.map((log) => 11 + log) },
  };
}

function reportOf(...items: readonly Judged[]): GateReport {
  return gateReportOf(
    { judged: items, problem: null },
    {
      startedAt: new Date(0),
      durationMs: 1,
      comparison: 'builds',
      against: 'main',
      explanation: 'Two builds are compared.',
      machine: otherMachine,
      baselineMachine: otherMachine,
      warnings: ['The machine was busy.'],
      before: () => null,
      fault: null,
    },
  );
}

const unbuilt = (output: string | null): GateReport =>
  failedGateReport(
    {
      ...{ comparison: 'builds', against: 'main', scenarios: ['daily'], thresholds: defaultThresholds },
      engines: ['float', 'native'],
    },
    { code: 'no-samples', message: 'It does not build', where: '/a', remedy: 'Name another.' },
    { startedAt: new Date(), output },
  );

describe('a gate in words', () => {
  it('shows the interval of what it decided, and reports it when one is too wide to tell anything', () => {
    const [narrow, wide] = [judged('passed', -0.1, 0.01), judged('not shown', 0.4, 3)];
    const { items } = reportOf(narrow, wide);
    assert.deepEqual(
      items.map(({ reason }) => reason),
      [
        'not slower by 5 %: −10 % [−12, −7]',
        'the interval holds 5 %, so neither is shown: about +49 %, interval too wide to show',
      ],
    );
    assert.match(gateLines(reportOf(wide)).join('\n'), /about \+49 %, interval too wide to show +not shown/);
    // What failed did so by the near end of its interval, however wide that is.
    assert.match(
      reportOf(judged('failed', 9, 1)).items[0]?.reason ?? '',
      /^slower by more than 20 %: \+.* \[\+/,
    );
  });

  it('tells of a failure that did not come again with both intervals', () => {
    const again = { logRatio: 0, interval: { low: -0.01, high: 0.01 } };
    assert.equal(
      reportOf(judged('not shown', 0.3, 0.01, again)).items[0]?.reason,
      'slower by more than 20 % at first, but not again: +35 % [+32, +38]; measured once more 0 % [−1, +1]',
    );
  });

  it('is a table with the words, the warnings and how they are corrected in Markdown', () => {
    const markdown = gateMarkdown(reportOf(judged('passed', -0.1, 0.01), judged('warned', 0.1, 0.01)));
    assert.match(
      markdown,
      /^## ⚠️ Performance against `main`\n\nSlower than the warning allows; judged 2 of 2/,
    );
    assert.match(markdown, /^\| `daily` +\| `native` +\|/m);
    assert.match(markdown, /^- `daily native`: warned, slower by more than 5 %/m);
    assert.match(markdown, /^- The machine was busy\.$/m);
    assert.match(markdown, /corrected for being as many as there are rows/);
  });

  it('has a tick only when every item passed', () => {
    const passed = judged('passed', -0.1, 0.01);
    assert.match(gateMarkdown(reportOf(passed)), /^## ✅ /);
    assert.match(gateMarkdown(reportOf(passed, judged('not shown', 0, 0.2))), /^## ⚪ /);
  });

  it('says once what kept it from judging anything, with what a build printed last', () => {
    const report = unbuilt('a\u001b[31m red ```\nlast');
    assert.equal(report.outcome, 'not judged');
    const markdown = gateMarkdown(report);
    assert.match(
      markdown,
      /^## ❔ Performance against `main`\n\nNothing is decided; judged 0 of 2: 2 not judged\. /,
    );
    assert.match(markdown, /\n````text\na red ```\nlast\n````\n/);
    assert.doesNotMatch(markdown, /^\|/m);
    assert.equal(markdown.match(/It does not build/g)?.length, 1);
    assert.deepEqual(
      gateNotices(report).map(({ level }) => level),
      ['error'],
    );
    assert.doesNotMatch(gateMarkdown(unbuilt(null)), /printed last/);
  });
});
