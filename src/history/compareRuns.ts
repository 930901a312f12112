import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { check } from '../../engine/protocol/check';
import { SampleComparison } from '../../engine/protocol/compareSamples';
import type { Report, ScenarioReport } from '../../engine/protocol/report';
import type { CommandLine } from '../commandLine';

/** One scenario and engine of both runs. */
interface ComparedEngine {
  readonly scenario: string;
  readonly engine: string;
  readonly comparison: SampleComparison;
}

export interface RunComparison {
  readonly before: Report;
  readonly after: Report;
  readonly engines: readonly ComparedEngine[];
  /** What of the runs has no counterpart, and why. */
  readonly leftOut: readonly string[];
}

/**
 * Compares two runs engine by engine, by their launches. The command line judges, in a process of its own.
 * @throws Error with what it said, if it failed
 */
export async function compareReports(
  commandLine: CommandLine,
  before: Report,
  after: Report,
  token: vscode.CancellationToken,
): Promise<RunComparison> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'decimal-benchmark-'));
  try {
    const files = [path.join(folder, 'before.json'), path.join(folder, 'after.json')] as const;
    await writeFile(files[0], JSON.stringify(before), { flag: 'wx' });
    await writeFile(files[1], JSON.stringify(after), { flag: 'wx' });
    const { pairs, leftOut } = pairsOf(before, after);
    const engines: ComparedEngine[] = [];
    for (const pair of pairs) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      engines.push({ ...pair, comparison: await judge(commandLine, files, pair, token) });
    }
    return { before, after, engines, leftOut };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judge(
  commandLine: CommandLine,
  [before, after]: readonly [string, string],
  { scenario, engine }: Pair,
  token: vscode.CancellationToken,
): Promise<SampleComparison> {
  const name = `${scenario}/${engine}`;
  const { exitCode, output, errors } = await commandLine.run(
    ['compare-samples', '--a', `${before}:${name}`, '--b', `${after}:${name}`, '--json'],
    { token },
  );
  if (exitCode !== 0)
    throw token.isCancellationRequested ? new vscode.CancellationError() : new Error(errors);
  return check(SampleComparison, JSON.parse(output), 'comparison');
}

type Pair = Pick<ComparedEngine, 'scenario' | 'engine'>;

function pairsOf(before: Report, after: Report): { pairs: Pair[]; leftOut: string[] } {
  const pairs: Pair[] = [];
  const leftOut: string[] = [];
  for (const scenario of before.scenarios) {
    const { key } = scenario.head;
    const other = after.scenarios.find(({ head }) => head.key === key);
    if (other === undefined) {
      leftOut.push(`${key}: only in the older run.`);
    } else if (!isSameWork(scenario, other) || before.options.storage !== after.options.storage) {
      leftOut.push(`${key}: not comparable, because the data, parameters or storage differ.`);
    } else {
      const [these, those] = [enginesOf(scenario), enginesOf(other)];
      for (const engine of these.filter((one) => those.includes(one))) pairs.push({ scenario: key, engine });
      const single = [...these, ...those].filter((one) => !these.includes(one) || !those.includes(one));
      for (const engine of single) leftOut.push(`${key}: ${engine} only in one run.`);
    }
  }
  for (const { head } of after.scenarios) {
    if (!before.scenarios.some((scenario) => scenario.head.key === head.key))
      leftOut.push(`${head.key}: only in the newer run.`);
  }
  return { pairs, leftOut };
}

function isSameWork({ head: one }: ScenarioReport, { head: other }: ScenarioReport): boolean {
  return (
    one.data.digest === other.data.digest &&
    JSON.stringify(one.parameters) === JSON.stringify(other.parameters)
  );
}

function enginesOf({ samples }: ScenarioReport): string[] {
  return [...new Set(samples.filter(({ control }) => !control).map(({ engine }) => engine))];
}
