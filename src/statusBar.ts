import * as vscode from 'vscode';
import type { RunSnapshot } from '../engine/protocol/snapshot';
import type { BenchmarkRun } from './benchmarkRun';
import { visibleLine } from '../engine/presentation/visibleText';
import { labelText } from './noticeText';
import { DisposableStore } from './disposableStore';

/** The one status-bar item: progress while a run is going on, then the last verdict. A click opens the results. */
export class StatusBar extends DisposableStore {
  readonly #item: vscode.StatusBarItem;
  #tooltip: string | null = null;

  readonly #run: BenchmarkRun;

  constructor(run: BenchmarkRun) {
    super();
    this.#run = run;
    this.#item = this.register(
      vscode.window.createStatusBarItem('decimalBenchmark.status', vscode.StatusBarAlignment.Left, 0),
    );
    this.#item.name = 'Decimal Benchmark';
    this.#item.command = 'decimalBenchmark.showResults';
    this.registerAll(
      run.onDidReplace(() => this.#update()),
      run.onDidReceive(({ type }) => {
        // Samples come faster than a text can be read; progress comes at most four times a second.
        if (type !== 'sample' && type !== 'log') this.#update();
      }),
    );
    this.#update();
  }

  #update(): void {
    const { shown } = this.#run;
    if (shown === undefined) {
      this.#item.hide();
      return;
    }
    const status = shown.isOlder ? olderStatus(statusOf(shown.snapshot)) : statusOf(shown.snapshot);
    this.#item.text = status.text;
    if (status.tooltip !== this.#tooltip) this.#setTooltip(status);
    this.#item.show();
  }

  /** Only where it changes: a hover that is open would be drawn anew, and its link be lost under the pointer. */
  #setTooltip({ tooltip, canCancel }: Status): void {
    this.#tooltip = tooltip;
    this.#item.tooltip = canCancel ? withCancel(tooltip) : tooltip;
    this.#item.accessibilityInformation = {
      label: `Decimal Benchmark: ${tooltip}`,
    };
  }
}

interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly canCancel?: true;
}

/** Plain text with a link under it, which may run that one command alone. */
function withCancel(text: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString().appendText(text);
  tooltip.appendMarkdown(`\n\n[Cancel](command:decimalBenchmark.cancel)`);
  tooltip.isTrusted = { enabledCommands: ['decimalBenchmark.cancel'] };
  return tooltip;
}

function statusOf(snapshot: RunSnapshot): Status {
  switch (snapshot.status) {
    case 'starting':
    case 'running':
      return runningStatus(snapshot);
    case 'failed':
      return failedStatus(snapshot);
    case 'finished':
    case 'partial':
      return verdictStatus(snapshot);
  }
}

function olderStatus({ text, tooltip }: Status): Status {
  return { text: `${text} (older run)`, tooltip };
}

function runningStatus({ progress }: RunSnapshot): Status {
  const share = new Intl.NumberFormat(vscode.env.language, { style: 'percent' }).format(
    progress?.fraction ?? 0,
  );
  const tooltip = 'Decimal Benchmark is measuring. Click to show the results so far.';
  const seconds = progress?.etaSeconds ?? null;
  if (seconds === null)
    return {
      text: `$(loading~spin) Decimal Benchmark ${share}`,
      tooltip,
      canCancel: true,
    };
  const left = `Decimal Benchmark ${share}, ${Math.ceil(seconds)} s left`;
  return { text: `$(loading~spin) ${left}`, tooltip, canCancel: true };
}

function failedStatus({ failure }: RunSnapshot): Status {
  if (failure?.code === 'cancelled') {
    return {
      text: '$(circle-slash) Benchmark canceled',
      tooltip: visibleLine(failure.message),
    };
  }
  return {
    text: '$(error) Benchmark failed',
    tooltip: visibleLine(failure?.message ?? ''),
  };
}

function verdictStatus(snapshot: RunSnapshot): Status {
  const verdict = snapshot.scenarios[0]?.measurements?.verdict;
  const sentence = snapshot.last?.type === 'finished' ? visibleLine(snapshot.last.report.sentence) : '';
  if (verdict === undefined) return { text: '$(info) Benchmark partial', tooltip: sentence };
  const icon = { pass: 'pass', fail: 'warning', neutral: 'info' }[verdict.icon];
  const partial = snapshot.status === 'partial' ? ' (partial)' : '';
  return { text: `$(${icon}) ${labelText(verdict.headline)}${partial}`, tooltip: sentence };
}
