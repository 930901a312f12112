/** A gate's report as a terminal, a pull request's summary and GitHub's annotations show it. */
import type { GateItem, GateReport, GateWord } from '../../protocol/gate';
import { codeBlock, codeSpan, plainWords } from '../../presentation/escape';
import { figures, markdownTable, words } from '../../presentation/markdownTable';
import { padTo, textWidth } from '../../presentation/textWidth';
import { formatNumber, timeUnitFor } from '../../presentation/format';
import { changeText } from './gateReport';

/** The comparison that was used, and a table of all items; only the former if nothing was measured. */
export function gateLines(report: GateReport): string[] {
  if (!isMeasured(report)) return [report.explanation];
  const rows = [titles(report), ...report.items.map((item) => cells(item, report))];
  const widths = titles(report).map((_, column) =>
    Math.max(...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const table = rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0, isFigure(column) ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  );
  return [report.explanation, '', ...table];
}

/** For a pull request's or job's summary on GitHub. */
export function gateMarkdown(report: GateReport): string {
  const columns = titles(report).map((title, column) => (isFigure(column) ? figures(title) : words(title)));
  const rows = report.items.map((item) =>
    cells(item, report).map((cell, column) => (column < 2 ? codeSpan(cell) : plainWords(cell))),
  );
  const notes = report.items.flatMap((item) =>
    item.word === 'passed' || item.reason === report.problem
      ? []
      : [`- ${codeSpan(`${item.scenario} ${item.engine}`)}: ${plainWords(`${item.word}, ${item.reason}`)}`],
  );
  const warnings = report.warnings.map((text) => `- ${plainWords(text)}`);
  return [
    `## ${markOf(report)} Performance against ${codeSpan(report.against)}`,
    plainWords(report.sentence),
    plainWords(report.explanation),
    ...(report.output === null ? [] : [`What the build printed last:\n\n${codeBlock(report.output)}`]),
    ...(isMeasured(report) ? [markdownTable(columns, rows)] : []),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...(warnings.length === 0 ? [] : [`While it was measured:\n\n${warnings.join('\n')}`]),
    ...(isMeasured(report)
      ? [
          'A change is shown with the interval that each look keeps; words are decided by intervals that are corrected for being as many as there are rows.',
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What a person should hear of: items that did not pass, and what is wrong with the whole. */
export function gateNotices(
  report: GateReport,
): { readonly level: 'error' | 'warning'; readonly text: string }[] {
  const whole = report.problem === null ? [] : [{ level: 'error' as const, text: report.sentence }];
  const items = report.items.flatMap((item) => {
    const level = noticeLevels[item.word];
    // A problem of the whole gate is printed once.
    return level === null || item.reason === report.problem
      ? []
      : [{ level, text: `${item.scenario} ${item.engine}: ${item.word}, ${item.reason}` }];
  });
  return [...whole, ...items];
}

const noticeLevels: Readonly<Record<GateWord, 'error' | 'warning' | null>> = {
  passed: null,
  'not shown': 'warning',
  warned: 'warning',
  failed: 'error',
  'not judged': 'error',
};

const marks: Readonly<Record<GateReport['outcome'], string>> = {
  passed: '✅',
  warned: '⚠️',
  failed: '❌',
  'not judged': '❔',
};

/** No tick if nothing was shown of some: that nothing failed does not say that all is well. */
function markOf({ outcome, items }: GateReport): string {
  return outcome === 'passed' && items.some(({ word }) => word === 'not shown') ? '⚪' : marks[outcome];
}

function isMeasured({ items }: GateReport): boolean {
  return items.some(({ launchesAfter }) => launchesAfter > 0);
}

function titles({ comparison }: GateReport): string[] {
  const [before, after]: readonly [string, string] =
    comparison === 'ratios'
      ? ['ratio before', 'ratio now']
      : comparison === 'builds'
        ? ['there', 'here']
        : ['baseline', 'now'];
  return ['scenario', 'engine', before, after, 'launches', 'change', 'verdict'];
}

function isFigure(column: number): boolean {
  return column >= 2 && column <= 4;
}

function cells(item: GateItem, { comparison }: GateReport): string[] {
  const { scenario, engine, before, after, launchesBefore, launchesAfter, change, word, thresholds } = item;
  const figure = comparison === 'ratios' ? ratioText : timeText;
  return [
    scenario,
    engine,
    figure(before),
    figure(after),
    `${launchesBefore}/${launchesAfter}`,
    change === null ? '–' : changeText(change, word),
    `${word} (${thresholds.warningPercent} % / ${thresholds.failurePercent} %)`,
  ];
}

/** Four significant digits. */
function timeText(ns: number | null): string {
  if (ns === null) return '–';
  const unit = timeUnitFor(ns);
  return `${fourDigits(ns / unit.ns)} ${unit.name}`;
}

function ratioText(ratio: number | null): string {
  return ratio === null ? '–' : `${fourDigits(ratio)} ×`;
}

function fourDigits(value: number): string {
  return formatNumber(value, Math.max(0, 3 - Math.floor(Math.log10(value))));
}
