/** Text that a report supplies, in every field that can hold any text, is text wherever the report is shown. */
import { strict as assert } from 'node:assert';
import MarkdownIt from 'markdown-it';
import * as v from 'valibot';
import { Report } from '../../../../engine/protocol/report';
import { chartsOf } from '../../../../engine/benchmark/report/charts';
import { htmlReport } from '../../../../engine/benchmark/report/html';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { terminalTable } from '../../../../engine/benchmark/report/terminalTable';
import { madeReport } from './madeReport';

const hostile =
  '<img src=x onerror=1> ](command:x) ![a](https://evil.example) </text><script>f()</script> `" \u001b[31m\u0007\u009b\u202e\u2066\n::error::x';

/** The reader refuses all but times and decimals in these, so what draws them needs no other text. */
const checkedByReader = new Set(['startedAt', 'finishedAt', 'equity']);

type Change = (text: string, path: readonly (string | number)[]) => string;

function withText(data: unknown, change: Change, path: readonly (string | number)[] = []): unknown {
  if (typeof data === 'string') return change(data, path);
  if (Array.isArray(data))
    return data.map((item: unknown, index) => withText(item, change, [...path, index]));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, withText(value, change, [...path, key])]),
  );
}

const kindOf = (path: readonly (string | number)[]): string =>
  path.filter((step) => typeof step === 'string').join('.');

/** A report that holds the hostile text in every string which its schema leaves open. */
function hostileReport(): { report: Report; fields: string[] } {
  // One sample: what its schema leaves open is the same in all of them.
  const [scenario] = madeReport().scenarios;
  assert.ok(scenario);
  const small = madeReport([{ ...scenario, samples: scenario.samples.slice(0, 1), warnings: ['a'] }]);
  const made = { ...small, partial: 'a', warnings: ['a'], machine: { ...small.machine, governor: 'a' } };
  const open = new Set<string>();
  const kinds = new Map<string, boolean>();
  withText(made, (text, path) => {
    const kind = kindOf(path);
    if (!kinds.has(kind)) {
      const changed = withText(made, (other, at) => (kindOf(at) === kind ? hostile : other));
      kinds.set(kind, v.is(Report, changed) && !path.some((step) => checkedByReader.has(String(step))));
    }
    if (kinds.get(kind) === true) open.add(kind);
    return text;
  });
  const { samples } = scenario;
  const filled = { ...made, scenarios: made.scenarios.map((each) => ({ ...each, samples })) };
  const report = v.parse(
    Report,
    withText(filled, (text, path) => (open.has(kindOf(path)) ? hostile : text)),
  );
  return { report, fields: [...open] };
}

const unseen = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('hostile text in every field of a report', () => {
  const { report, fields } = hostileReport();
  const markdown = markdownReport(report);
  const charts = chartsOf(report);

  it('covers the fields that hold any text', () => {
    for (const field of ['partial', 'machine.cpu', 'scenarios.head.title', 'scenarios.warnings', 'sentence'])
      assert.ok(fields.includes(field), `${field} of ${fields.join()}`);
  });

  it('is no markup in HTML', () => {
    const page = htmlReport(report, markdown, charts);
    assert.doesNotMatch(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', ''), unseen);
    assert.doesNotMatch(page, /<(?:script|img|link|a|iframe|object|form)[\s>]/i);
    assert.doesNotMatch(page, /<[^>]*\s(?:on\w+|src|href)\s*=/i);
    assert.match(page, /&lt;img src=x onerror=1&gt;/);
  });

  it('is no markup in SVG', () => {
    assert.notEqual(Object.keys(charts).length, 0);
    for (const [name, svg] of Object.entries(charts)) {
      assert.match(name, /^[\w-]+\.svg$/);
      assert.doesNotMatch(svg, unseen, name);
      assert.doesNotMatch(svg, /<(?:script|img|a|foreignObject)[\s>]|\son\w+\s*=(?!1&)/i, name);
      // Every tag of the text is closed, so none was closed by the text.
      assert.equal(svg.match(/<text[ >]/g)?.length, svg.match(/<\/text>/g)?.length, name);
    }
  });

  it('is no markup in Markdown', () => {
    assert.doesNotMatch(markdown, unseen);
    // As a viewer that lets everything through would read it.
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
    const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
    assert.deepEqual(
      all.filter(({ type }) => type.startsWith('html_')).map(({ content }) => content),
      [],
    );
    const addresses = all.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []);
    assert.notEqual(addresses.length, 0);
    assert.deepEqual(
      addresses.filter((address) => charts[address.replace('charts/', '')] === undefined),
      [],
    );
  });

  it('commands no terminal', () => {
    assert.doesNotMatch(terminalTable(report, { color: false }), unseen);
    assert.doesNotMatch(terminalTable(report, { color: false }), /^\s*::/m);
  });
});
