import { strict as assert } from 'node:assert';
import { chartsOf } from '../../../../engine/benchmark/report/charts';
import { htmlReport } from '../../../../engine/benchmark/report/html';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import type { Report } from '../../../../engine/protocol/report';
import { madeReport, madeScenario } from './madeReport';

function pageOf(report: Report): string {
  return htmlReport(report, markdownReport(report), chartsOf(report));
}

/** What the user's data could hold of markup. */
const hostile =
  '<img src=x onerror=alert(1)> [a](javascript:b) ![c](https://d.example/e.png) </style><script>f()</script>';

function hostileReport(): Report {
  const scenario = madeScenario();
  const data = { ...scenario.head.data, source: 'file', file: hostile } as const;
  const report = madeReport([
    { ...scenario, head: { ...scenario.head, title: hostile, data }, warnings: [hostile, 'www.example.org'] },
  ]);
  return { ...report, partial: hostile, machine: { ...report.machine, cpu: hostile } };
}

describe('the HTML report', () => {
  it('holds the verdict, every table and every chart of the Markdown', () => {
    const report = madeReport();
    const page = pageOf(report);
    const [scenario] = report.scenarios;
    assert.ok(scenario?.measurements);
    assert.ok(page.includes(scenario.measurements.verdict.headline));
    assert.equal(page.match(/<svg /g)?.length, Object.keys(chartsOf(report)).length);
    const rules = markdownReport(report).match(/^\|(?: -+:? \|)+$/gm)?.length;
    assert.equal(page.match(/<table>/g)?.length, rules);
    assert.equal(page.match(/<th[ >]/g)?.length, page.match(/<th [^>]*scope="col"/g)?.length);
  });

  it('says in words that it is partial and a quick look', () => {
    const page = pageOf({ ...madeReport(), partial: 'An engine died.', quickLook: true });
    assert.match(page, /<strong>Warning:<\/strong> This report is partial: An engine died\./);
    assert.match(page, /<strong>Note:<\/strong> A quick look/);
    assert.doesNotMatch(page, /\[!/);
  });

  for (const [what, report] of [
    ['a report', madeReport()],
    ["a report with markup in the user's words", hostileReport()],
  ] as const) {
    it(`loads nothing, links to nothing and runs nothing: ${what}`, () => {
      const page = pageOf(report).replaceAll('xmlns="http://www.w3.org/2000/svg"', '');
      assert.doesNotMatch(page, /<(?:script|img|link|a|iframe|object|embed|form|base)[\s>]/i);
      assert.doesNotMatch(page, /<[^>]*\s(?:on\w+|src|href|srcset|action)\s*=/i);
      assert.doesNotMatch(page, /url\(|@import/i);
    });

    it(`has no name twice: ${what}`, () => {
      const names = [...pageOf(report).matchAll(/\sid="([^"]*)"/g)].map(([, name]) => name);
      assert.ok(names.length > 0);
      assert.equal(new Set(names).size, names.length);
    });
  }

  it("shows the user's words as they are", () => {
    const page = pageOf(hostileReport());
    assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt; [a](javascript:b)'));
  });
});
