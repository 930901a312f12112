import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';
import type { SampleComparison } from '../../engine/protocol/compareSamples';
import type { Report } from '../../engine/protocol/report';
import { isTooWide, tooWideWords } from '../../engine/presentation/wideInterval';
import type { RunComparison } from './compareRuns';
import { timeText } from './timeText';
import { DisposableStore } from '../disposableStore';

const scheme = 'decimal-benchmark-comparison';

/** Comparisons of two runs, each a page of Markdown with an address of its own, so that an open one never goes stale. */
export class ComparisonDocument extends DisposableStore implements vscode.TextDocumentContentProvider {
  readonly #pages = new Map<string, string>();
  /** The page that was shown last. */
  latest: vscode.Uri | undefined;

  constructor() {
    super();
    this.register(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#pages.get(uri.query);
  }

  /** @param key - of the two runs; the same two have the same page */
  async show(comparison: RunComparison, key: string): Promise<void> {
    this.#pages.set(key, comparisonMarkdown(comparison));
    const uri = vscode.Uri.from({
      scheme,
      path: '/Comparison of Two Runs.md',
      query: key,
    });
    this.latest = uri;
    await showMarkdown(uri);
  }
}

/** As it is to be read; as its text, where the editor's own Markdown is switched off. */
async function showMarkdown(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(document);
  }
}

function comparisonMarkdown({ before, after, engines, leftOut }: RunComparison): string {
  const rows = engines.map(({ scenario, engine, comparison }) => {
    const { a, b, ratio, overheadPercent, interval, verdict } = comparison;
    return [
      escaped(scenario),
      escaped(engine),
      milliseconds(a.mean),
      milliseconds(b.mean),
      ratioText(ratio),
      `${signed(overheadPercent)} %`,
      intervalText(interval),
      `${a.n} · ${b.n}`,
      verdict,
    ];
  });
  const head = [
    'Scenario',
    'Engine',
    'Older, ms',
    'Newer, ms',
    'Ratio',
    'Change',
    '95 % interval',
    'Launches',
    'The newer is',
  ];
  const left = 2;
  const alignment = head.map((_, column) => (column < left || column === head.length - 1 ? '---' : '--:'));
  const table = [head, alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return [
    '# Comparison of Two Runs',
    [runLine('Older', before), runLine('Newer', after)].join('\n'),
    ...cautions(before, after).map((text) => `**${text}**`),
    rows.length === 0 ? 'The runs have no comparable scenario.' : table,
    ...(leftOut.length === 0 ? [] : [leftOut.map((text) => `- ${escaped(text)}`).join('\n')]),
    'Unpaired: two runs share no process and no moment, so each engine’s launches are compared by Welch’s t on the logarithms of their means. What changed on the machine between the runs is in the change too, and no noise floor is taken off; each row stands alone at 95 %, without a correction for their number. To compare two builds, measure them in turn: `decimal-benchmark compare --against`.',
    '',
  ].join('\n\n');
}

function runLine(name: string, { startedAt, machine, versions }: Report): string {
  const about = `${timeText(startedAt)}, ${machine.cpu}, ${versions.runtime} ${versions.runtimeVersion}`;
  return `- ${name}: ${escaped(about)}`;
}

function intervalText(interval: SampleComparison['interval']): string {
  if (interval === null) return '–';
  const [low, high] = [interval.low, interval.high].map((ratio) => (ratio - 1) * 100);
  if (low === undefined || high === undefined || isTooWide(low, high)) return tooWideWords;
  return `[${signed(low)} %, ${signed(high)} %]`;
}

function cautions(before: Report, after: Report): string[] {
  return [
    ...(machineOf(before) === machineOf(after)
      ? []
      : ['The runs come from different machines or runtimes, so a change may not come from the engines.']),
    ...([before, after].some(({ partial }) => partial !== null) ? ['One of the runs is partial.'] : []),
  ];
}

/** What must be the same for two times to be of one machine. */
function machineOf({ machine: { cpu, cores, arch, platform }, versions: { runtime, v8 } }: Report): string {
  return JSON.stringify([cpu, cores, arch, platform, runtime, v8.split('.')[0]]);
}

function milliseconds(seconds: number): string {
  return new Intl.NumberFormat(vscode.env.language, { maximumSignificantDigits: 4 }).format(seconds * 1000);
}

function ratioText(ratio: number): string {
  return new Intl.NumberFormat(vscode.env.language, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  }).format(ratio);
}

function signed(percent: number): string {
  const format = new Intl.NumberFormat(vscode.env.language, {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return format.format(percent).replace('-', '−');
}

/** Names of machines and files are text, whatever they look like. */
function escaped(text: string): string {
  return visibleLine(text)
    .replaceAll(/[\\`*_{}[\]()#+!|~$@<>&]/g, '\\$&')
    .replaceAll('://', ':\\/\\/');
}
