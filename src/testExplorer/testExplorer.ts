import * as vscode from 'vscode';
import { visibleLine, visibleLines } from '../../engine/presentation/visibleText';
import type { GateEvent, GateReport } from '../../engine/protocol/gate';
import type { CommandLine } from '../commandLine';
import { baselinePattern } from '../history/baselineFiles';
import { readSettings } from '../settings';
import { acceptAsBaseline } from './acceptAsBaseline';
import { durationMs, failureMessage, outcomeOf, type Outcome } from './gateMessages';
import { runGate } from './runGate';
import { gateThresholds } from './gateThresholds';
import { pickScenario } from './pickScenario';
import { leavesOf, updateItems, type GateTest } from './testItems';
import { DisposableStore } from '../disposableStore';

/** What of it others, and the tests, may read. */
export interface TestExplorerApi {
  readonly items: vscode.TestItemCollection;
  /** What each test came to last, by its id. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Resolves once the tests are those of the workspace. */
  refresh(): Promise<void>;
}

/** `Decimal Benchmark` in the Test Explorer: a test a scenario and engine, which checks against the baseline. */
export class TestExplorer extends DisposableStore implements TestExplorerApi {
  readonly outcomes = new Map<string, Outcome>();
  readonly #controller = this.register(
    vscode.tests.createTestController('decimalBenchmark', 'Decimal Benchmark'),
  );
  readonly #tests = new WeakMap<vscode.TestItem, GateTest>();

  readonly #commandLine: CommandLine;

  constructor(commandLine: CommandLine) {
    super();
    this.#commandLine = commandLine;
    const refresh = () => void this.refresh();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${baselinePattern}`);
    this.#controller.resolveHandler = () => this.refresh();
    this.#controller.refreshHandler = () => this.refresh();
    this.#controller.createRunProfile(
      'Run',
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, token),
      true,
    );
    this.registerAll(
      watcher,
      watcher.onDidChange(refresh),
      watcher.onDidCreate(refresh),
      watcher.onDidDelete(refresh),
      vscode.workspace.onDidChangeWorkspaceFolders(refresh),
      vscode.commands.registerCommand('decimalBenchmark.acceptAsBaseline', async (given: unknown) => {
        const chosen = this.#testOf(given) ?? (await pickScenario());
        if (chosen !== undefined) await acceptAsBaseline(this.#commandLine, chosen);
      }),
    );
    refresh();
  }

  get items(): vscode.TestItemCollection {
    return this.#controller.items;
  }

  refresh(): Promise<void> {
    return updateItems(this.#controller, this.#tests);
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const excluded = new Set((request.exclude ?? []).flatMap(leavesOf));
    const included = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const items = [...new Set(included.flatMap(leavesOf))].filter((item) => !excluded.has(item));
    for (const item of items) run.enqueued(item);
    const folderOf = (item: vscode.TestItem) => this.#tests.get(item)?.folder.toString();
    try {
      for (const folder of new Set(items.map(folderOf))) {
        await this.#runFolder(
          run,
          items.filter((item) => folderOf(item) === folder),
          token,
        );
      }
    } finally {
      run.end();
    }
  }

  async #runFolder(
    run: vscode.TestRun,
    items: readonly vscode.TestItem[],
    token: vscode.CancellationToken,
  ): Promise<void> {
    const tests = items.flatMap((item) => this.#tests.get(item) ?? []);
    const [first] = tests;
    if (first === undefined) return;
    if (token.isCancellationRequested) {
      for (const item of items) this.#conclude(run, item, { state: 'skipped', text: '' });
      return;
    }
    const onEvent = (event: GateEvent) => this.#report(run, items, event);
    try {
      const settings = readSettings();
      const thresholds = gateThresholds();
      const request = { folder: first.folder, tests, settings, thresholds, token, onEvent };
      const report = await runGate(this.#commandLine, request);
      if (report === null)
        for (const item of items) this.#conclude(run, item, { state: 'skipped', text: '' });
      else for (const item of items) this.#concludeFrom(run, item, report);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      for (const item of items) this.#conclude(run, item, { state: 'errored', text });
    }
  }

  /** Progress goes to the output of the run, and starts the tests of its scenario. */
  #report(run: vscode.TestRun, items: readonly vscode.TestItem[], event: GateEvent): void {
    if (event.type === 'report') return;
    const place = event.type === 'progress' ? event.scenario : null;
    for (const item of items) if (this.#tests.get(item)?.scenario === place) run.started(item);
    if (event.type === 'note') run.appendOutput(`${visibleLines(event.text).replaceAll('\n', '\r\n')}\r\n`);
  }

  #concludeFrom(run: vscode.TestRun, item: vscode.TestItem, report: GateReport): void {
    const test = this.#tests.get(item);
    const judged = report.items.find(
      ({ scenario, engine }) => scenario === test?.scenario && engine === test.engine,
    );
    if (judged === undefined) {
      const text = 'The reference engine has no ratio to itself, so it is not checked.';
      this.#conclude(run, item, { state: 'skipped', text });
      return;
    }
    const outcome = outcomeOf(judged);
    run.appendOutput(
      `${visibleLine(judged.scenario)} ${judged.engine}: ${visibleLine(outcome.text)}\r\n`,
      undefined,
      item,
    );
    if (outcome.state === 'failed') {
      this.outcomes.set(item.id, outcome);
      run.failed(item, failureMessage(judged, report, item), durationMs(judged, report));
    } else this.#conclude(run, item, outcome, durationMs(judged, report));
  }

  #conclude(run: vscode.TestRun, item: vscode.TestItem, outcome: Outcome, duration?: number): void {
    this.outcomes.set(item.id, outcome);
    if (outcome.state === 'passed') run.passed(item, duration);
    else if (outcome.state === 'skipped') run.skipped(item);
    else run.errored(item, new vscode.TestMessage(visibleLines(outcome.text)));
  }

  /** From the menu of a test or of its message; of a scenario, any of its tests stands for it. */
  #testOf(given: unknown): GateTest | undefined {
    if (typeof given !== 'object' || given === null) return undefined;
    const wanted = 'test' in given ? given.test : given;
    const all = [...this.#controller.items].flatMap(([, item]) => withDescendants(item));
    const item = all.find(
      (one) => typeof wanted === 'object' && wanted !== null && 'id' in wanted && one.id === wanted.id,
    );
    const [leaf] = item === undefined ? [] : leavesOf(item);
    return leaf === undefined ? undefined : this.#tests.get(leaf);
  }
}

function withDescendants(item: vscode.TestItem): vscode.TestItem[] {
  return [item, ...[...item.children].flatMap(([, child]) => withDescendants(child))];
}
