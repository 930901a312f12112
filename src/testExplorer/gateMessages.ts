import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';
import type { GateItem, GateReport } from '../../engine/protocol/gate';

/** What a test came to, as the Test Explorer has words for it. */
export interface Outcome {
  readonly state: 'passed' | 'failed' | 'errored' | 'skipped';
  /** On one line. */
  readonly text: string;
}

export function outcomeOf({ word, reason }: GateItem): Outcome {
  switch (word) {
    case 'passed':
    case 'not shown':
    case 'warned':
      return { state: 'passed', text: `${word}: ${reason}` };
    case 'failed':
      return { state: 'failed', text: reason };
    case 'not judged':
      return { state: 'errored', text: reason };
  }
}

/** Expected and actual beside each other, with the interval of the change, at the place of the test's figures. */
export function failureMessage(
  item: GateItem,
  report: GateReport,
  { uri, range }: vscode.TestItem,
): vscode.TestMessage {
  const { thresholds, before, after, change, launchesBefore, launchesAfter } = item;
  const expected = [
    figureText(before, report),
    `at most ${thresholds.failurePercent} % slower`,
    `${launchesBefore} launches`,
  ];
  const actual = [figureText(after, report), changeText(change), `${launchesAfter} launches`];
  const message = vscode.TestMessage.diff(visibleLine(item.reason), expected.join('\n'), actual.join('\n'));
  message.contextValue = 'failure';
  if (uri !== undefined) message.location = new vscode.Location(uri, range ?? new vscode.Position(0, 0));
  return message;
}

/** Milliseconds of one backtest run, for the explorer's durations; undefined if ratios were compared. */
export function durationMs({ after }: GateItem, { comparison }: GateReport): number | undefined {
  return after === null || comparison === 'ratios' ? undefined : after / 1e6;
}

function figureText(figure: number | null, { comparison }: GateReport): string {
  if (figure === null) return 'not measured';
  const format = new Intl.NumberFormat(vscode.env.language, { maximumSignificantDigits: 4 });
  return comparison === 'ratios'
    ? `${format.format(figure)} times native-float`
    : `${format.format(figure / 1e6)} ms a run`;
}

function changeText(change: GateItem['change']): string {
  if (change === null) return 'not compared';
  const format = new Intl.NumberFormat(vscode.env.language, {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const [percent, low, high] = [change.percent, change.lowPercent, change.highPercent].map((one) =>
    format.format(one).replace('-', '−'),
  );
  return `${percent ?? ''} % [${low ?? ''}, ${high ?? ''}]`;
}
