/** Tampered reports and baselines: refused with the field, or accepted and printed without controls and foreign markup. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import fc from 'fast-check';
import { baselineJson, readBaseline } from '../../../engine/benchmark/baseline/file';
import { baselineLines } from '../../../engine/benchmark/baseline/show';
import { visibleLine, visibleLines } from '../../../engine/presentation/visibleText';
import { chartsOf } from '../../../engine/benchmark/report/charts';
import { htmlReport } from '../../../engine/benchmark/report/html';
import { reportJson } from '../../../engine/benchmark/report/json';
import { markdownReport } from '../../../engine/benchmark/report/markdown';
import { readReport } from '../../../engine/benchmark/report/read';
import { terminalTable } from '../../../engine/benchmark/report/terminalTable';
import { madeBaseline } from '../../engine/benchmark/baseline/madeBaseline';
import { madeReport } from '../../engine/benchmark/report/madeReport';
import { inCaseFolder } from '../caseFolder';
import { mutatedBytes, mutatedJson, type Json } from '../mutate';
import { acceptedOrRefused } from '../refusal';
import { target } from '../target';

type Kind = 'report' | 'baseline';

function cases(kind: Kind, text: string): fc.Arbitrary<{ kind: Kind; text: string | Buffer }> {
  const json = JSON.parse(text) as Json;
  return fc
    .oneof(
      { weight: 5, arbitrary: mutatedJson(json).map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: mutatedBytes([text]) },
    )
    .map((changed) => ({ kind, text: changed }));
}

export const reports = target({
  name: 'reports',
  cases: fc.oneof(
    { weight: 4, arbitrary: cases('report', reportJson(madeReport())) },
    { weight: 1, arbitrary: cases('baseline', baselineJson(madeBaseline())) },
  ),
  limitMs: 20_000,
  check: ({ kind, text }) =>
    inCaseFolder({ [`${kind}.json`]: text }, async (folder) => {
      const file = path.join(folder, `${kind}.json`);
      if (kind === 'baseline') {
        const baseline = await acceptedOrRefused(() => readBaseline(file));
        if (baseline !== null)
          assertPlain(baselineLines(baseline).map(visibleLine).join('\n'), 'the text of a baseline');
        return;
      }
      const report = await acceptedOrRefused(() => readReport(file));
      if (report === null) return;
      assertPlain(visibleLines(terminalTable(report, { color: false })), 'the terminal table');
      const markdown = markdownReport(report);
      assertPlain(markdown, 'the Markdown');
      // The report's own <details> are without attributes, and its own links are relative or of this product.
      assert.doesNotMatch(
        markdown.replace(/`+[^`\n]*`+/g, ''),
        /<(?:img|script)\b/i,
        'markup in the Markdown',
      );
      const charts = chartsOf(report);
      const html = htmlReport(report, markdown, charts);
      assert.doesNotMatch(html, /<img|<script|href="https?:\/\/evil|src="https?:/i, 'markup in the HTML');
      for (const svg of Object.values(charts)) assert.doesNotMatch(svg, /<img|<script|<foreignObject/i);
    }),
  files: ({ kind, text }) => ({ [`${kind}.json`]: text }),
});

function assertPlain(text: string, what: string): void {
  const found = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.exec(text);
  if (found === null) return;
  const around = JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20));
  assert.fail(`a control character in ${what}: ${around}`);
}
