/** What the engines computed: results side by side, whether they agree, and what floats changed. */
import type {
  Agreement,
  DecisionView,
  FloatEffect,
  ScenarioReport,
  ScenarioResults,
} from '../../protocol/report';
import { metricNames } from '../../presentation/metricNames';
import { formatNumber, formatTime } from '../../presentation/format';
import { chartName } from './charts';
import { codeSpan, decimalText, markdownText } from '../../presentation/escape';
import { figures, markdownTable, words } from '../../presentation/markdownTable';
import { unknown } from '../../presentation/timings';

export function computedSection({ head }: ScenarioReport, results: ScenarioResults): string {
  return [
    '### Computed',
    resultsTable(results),
    results.agreements.map(agreementLine).join('\n'),
    '#### Conservation',
    'After every fill, `cash + Σ side × cost − initial − realised + commission` must be 0.',
    conservationTable(results),
    ...(results.floatEffect === null ? [] : effectParts(results.floatEffect)),
    ...(results.equity.dates.length === 0
      ? []
      : [
          `![Equity at the close of every session, float against exact](charts/${chartName(head.key, 'equity')})`,
        ]),
  ].join('\n\n');
}

function resultsTable({ engines }: ScenarioResults): string {
  return markdownTable(
    [
      words('Engine'),
      figures('Fills'),
      figures('Buys'),
      figures('Sells'),
      figures('Unfilled'),
      figures('Exact ties seen'),
      figures('Final equity'),
      words('Trace (SHA-256)'),
    ],
    engines.map(({ engine, summary, evidence, traceDigest }) => [
      codeSpan(engine),
      formatNumber(summary.fills, 0),
      formatNumber(evidence.buys, 0),
      formatNumber(evidence.sells, 0),
      formatNumber(summary.unfilled, 0),
      formatNumber(evidence.ties, 0),
      decimalText(summary.finalEquity),
      codeSpan(traceDigest.slice(0, 16)),
    ]),
  );
}

function agreementLine({ engines: [first, second], word, firstDifference }: Agreement): string {
  const pair = `${codeSpan(first)} and ${codeSpan(second)}`;
  switch (word) {
    case 'identical':
      return `- ${pair}: identical traces, line for line.`;
    case 'not compared':
      return `- ${pair}: not compared, one of them was left out.`;
    case 'different':
      return [
        `- ❌ ${pair}: **different traces**. The first lines that differ:`,
        ...(firstDifference ?? []).map((line) => `  - ${codeSpan(line)}`),
      ].join('\n');
  }
}

function conservationTable({ engines }: ScenarioResults): string {
  return markdownTable(
    [
      words('Engine'),
      figures('Largest residual'),
      figures('Residual after the last fill'),
      words('Not zero after closing'),
    ],
    engines.map(({ engine, evidence }) => [
      codeSpan(engine),
      decimalText(evidence.maxResidual),
      decimalText(evidence.finalResidual),
      evidence.residues.length === 0
        ? 'none'
        : evidence.residues
            .map(({ symbol, quantity }) => `${markdownText(symbol)} ${decimalText(quantity)}`)
            .join(', '),
    ]),
  );
}

function effectParts({ metrics, differingFills, differingDecisions, first }: FloatEffect): string[] {
  const counts = `Decisions that differ: ${formatNumber(differingDecisions, 0)}. Fills not in both (time, symbol, quantity): ${formatNumber(differingFills, 0)}.`;
  const table = markdownTable(
    [words('Metric'), figures('Exact'), figures('Float'), figures('Float − exact')],
    metrics.map(({ metric, exact, float, difference }) => [
      metricNames[metric] ?? markdownText(metric),
      ...[exact, float, difference].map((text) => (text === null ? unknown : decimalText(text))),
    ]),
  );
  return ['#### What floats did to the result', counts, table, ...(first === null ? [] : firstParts(first))];
}

/** Both engines' numbers at the first bar where they decide differently. */
function firstParts({ time, symbol, bar, exact, float }: NonNullable<FloatEffect['first']>): string[] {
  const labels = [...new Set([...exact.values, ...float.values].map(({ label }) => label))];
  const valueOf = ({ values }: DecisionView, label: string): string => {
    const found = values.find((value) => value.label === label);
    return found === undefined ? unknown : decimalText(found.value);
  };
  return [
    `First difference: ${formatTime(time)} UTC, ${markdownText(symbol)}, bar ${formatNumber(bar, 0)} of its series (from 0).`,
    markdownTable(
      [words('Engine'), ...labels.map((label) => figures(markdownText(label))), words('Decision')],
      [exact, float].map((view) => [
        codeSpan(view.engine),
        ...labels.map((label) => valueOf(view, label)),
        view.decision,
      ]),
    ),
  ];
}
